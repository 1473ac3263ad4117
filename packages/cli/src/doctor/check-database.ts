import type { Store } from '@hailpoint/store';
import { type Finding, ok, warning } from './finding.js';

/** Messages are timed by this process and looked for by others: clocks that differ more confuse both. Milliseconds. */
const clocksMayDifferMs = 2_000;

export async function checkDatabase(store: Store, now: () => Date): Promise<readonly Finding[]> {
  const before = now().getTime();
  const [row] = await store.execute<{ version: string; now: Date }>(
    { name: 'doctor-database', text: `SELECT current_setting('server_version') AS version, clock_timestamp() AS now` },
    [],
  );
  const after = now().getTime();
  const kind = store.kind === 'embedded' ? 'The embedded database' : `PostgreSQL ${row?.version}`;
  const found = [ok('database', `${kind} answers in ${after - before} ms, and its tables are of this version.`)];
  const theirs = row?.now.getTime() ?? before;
  const apart = Math.max(before - theirs, theirs - after, 0);
  if (apart <= clocksMayDifferMs) return found;
  const seconds = Math.round(apart / 1_000);
  return [
    ...found,
    warning(
      'database',
      `Its clock and the clock of this machine differ by ${seconds} seconds.`,
      'Have both follow the same time server (NTP).',
    ),
  ];
}
