import pg from 'pg';
import { databaseTarget } from '../connection/database-target.js';
import { CannotConnectError } from '../errors/cannot-connect-error.js';
import { DatabaseTooOldError } from '../errors/database-too-old-error.js';
import type { PostgresqlLocation } from '../store-options.js';

const OLDEST = 150_000;

/** Connects once, so that a wrong URL or an old server is told in words before anything else starts. */
export async function checkServer(location: PostgresqlLocation): Promise<void> {
  const target = databaseTarget(location.url);
  let version: { number: string; text: string };
  try {
    const client = new pg.Client({ connectionString: location.url, connectionTimeoutMillis: 10_000 });
    // A connection lost half-way rejects the statement; without a listener it would also end the process.
    client.on('error', () => {});
    try {
      await client.connect();
      const result = await client.query(
        `SELECT current_setting('server_version_num') AS number, current_setting('server_version') AS text`,
      );
      version = result.rows[0];
    } finally {
      await client.end();
    }
  } catch (error) {
    throw new CannotConnectError(target, reasonOf(error), { cause: withoutUrl(error) });
  }
  refuseOld(version);
}

/** Throws `DatabaseTooOldError` for a server before PostgreSQL 15. */
export function refuseOld(version: { readonly number: string; readonly text: string }): void {
  if (Number(version.number) < OLDEST) throw new DatabaseTooOldError(version.text);
}

function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.map(reasonOf).join('; ');
  if (isInvalidUrl(error)) return 'the URL is not valid';
  return error instanceof Error ? error.message || String((error as { code?: unknown }).code) : String(error);
}

// Node repeats the whole input, password included, in an invalid URL's error.
function withoutUrl(error: unknown): unknown {
  return isInvalidUrl(error) ? undefined : error;
}

function isInvalidUrl(error: unknown): boolean {
  return (error as { code?: unknown } | null)?.code === 'ERR_INVALID_URL';
}
