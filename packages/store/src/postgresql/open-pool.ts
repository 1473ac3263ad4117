import pg from 'pg';
import { CONNECTION_WAIT_MS, ConnectionPool } from '../connection/connection-pool.js';
import type { ReportProblem } from '../problem-reporter.js';
import type { PostgresqlLocation } from '../store-options.js';

export const DEFAULT_POOL_SIZE = 10;

/** A node that stops answering inside a transaction would hold its locks; the server ends such a session after this time. */
const IDLE_IN_TRANSACTION = '60s';

export function openPostgresqlPool(location: PostgresqlLocation, report: ReportProblem): ConnectionPool {
  const pool = new pg.Pool({
    connectionString: location.url,
    application_name: location.applicationName ?? 'hailpoint',
    max: location.poolSize ?? DEFAULT_POOL_SIZE,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // Statements that do not wait for each other's answers share a round trip.
    pipeline: true,
    onConnect: async (client) => {
      // One statement, not start-up parameters: poolers pass it on. Our statements are short: compiling one takes longer than running it.
      await client.query(
        `SELECT set_config('TimeZone', 'UTC', false), set_config('idle_in_transaction_session_timeout', '${IDLE_IN_TRANSACTION}', false),
           set_config('jit', 'off', false)`,
      );
    },
  });
  return new ConnectionPool({ kind: 'postgresql', pool, report });
}
