import type { PreparedStatement, Store } from '@hailpoint/store';
import { isTimeZone } from '../users/is-time-zone.js';

const zoneStatement: PreparedStatement = {
  name: 'user-zone',
  text: 'SELECT time_zone FROM users WHERE id = $1',
};

/** The time zone that the directory has of a person of ours; `null`: none that this machine knows. */
export async function readZone(store: Pick<Store, 'execute'>, userId: string): Promise<string | null> {
  const [row] = await store.execute<{ time_zone: string | null }>(zoneStatement, [userId]);
  return usableZone(row?.time_zone);
}

export function usableZone(zone: string | null | undefined): string | null {
  return typeof zone === 'string' && isTimeZone(zone) ? zone : null;
}
