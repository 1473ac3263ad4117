import { pgbenchVersion } from './pgbench.mjs';
import { pg } from './store-packages.mjs';

export const serverUrl = process.env['HAILPOINT_BENCH_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5432/postgres';

/** What the benchmarks on PostgreSQL need and this machine does not have; `null`: nothing. @returns {Promise<string | null>} */
export async function whatIsMissing() {
  if ((await pgbenchVersion()) === null) return 'pgbench is not installed (it comes with the PostgreSQL server).';
  const client = new pg.Client({ connectionString: serverUrl });
  const refused = await client.connect().then(
    () => null,
    (/** @type {Error & { code?: string }} */ error) => error.code ?? error.name,
  );
  if (refused !== null) return `no PostgreSQL answers where HAILPOINT_BENCH_DATABASE_URL points (${refused}).`;
  await client.end();
  return null;
}
