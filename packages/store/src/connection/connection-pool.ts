import type { Pool, PoolClient } from 'pg';
import { ConnectionWaitError } from '../errors/connection-wait-error.js';
import type { ReportProblem } from '../problem-reporter.js';
import type { Store } from '../store.js';
import { Connection } from './connection.js';

/** How long a caller waits for a connection, in milliseconds. */
export const CONNECTION_WAIT_MS = 30_000;

export interface ConnectionPoolOptions {
  readonly kind: Store['kind'];
  readonly pool: Pool;
  readonly report: ReportProblem;
  /** Called when the pool has ended. */
  readonly onEnd?: () => Promise<void>;
}

/** Both homes of the data through one door: `pg`'s pool. The shape is what Kysely's PostgresDialect asks of a pool. */
export class ConnectionPool {
  private readonly connected = new Set<PoolClient>();
  private allEnded: (() => void) | null = null;

  constructor(private readonly options: ConnectionPoolOptions) {
    const { pool, report } = options;
    // A connection lost while it is lent rejects its statement; without a listener it would also end the process.
    pool.on('connect', (client) => {
      this.connected.add(client);
      client.on('error', () => {});
    });
    pool.on('remove', (client) => {
      this.connected.delete(client);
      if (this.connected.size === 0) this.allEnded?.();
    });
    pool.on('error', (problem) => report('An idle database connection was lost', problem));
  }

  get kind(): Store['kind'] {
    return this.options.kind;
  }

  async connect(): Promise<Connection> {
    const client = await this.options.pool.connect().catch((error: unknown) => {
      // The words are pg-pool's; it gives the reason no code.
      if (error instanceof Error && error.message === 'timeout exceeded when trying to connect') {
        throw new ConnectionWaitError(this.options.kind, CONNECTION_WAIT_MS);
      }
      throw error;
    });
    return new Connection(client, this.options.kind === 'embedded' ? releaseAfterATurn : release);
  }

  /** Waits for every lent connection to come back, and for all of them to be closed. */
  async end(): Promise<void> {
    // The pool's own end waits for what is lent, but not for the connections to be closed.
    const allEnded = new Promise<void>((resolve) => {
      this.allEnded = resolve;
    });
    await this.options.pool.end();
    if (this.connected.size > 0) await allEnded;
    await this.options.onEnd?.();
  }
}

function release(client: PoolClient, problem?: Error): void {
  client.release(problem);
}

/**
 * PGlite answers without ever leaving the microtask queue, so a row of transactions would starve timers and sockets.
 * Handing the connection on only after a turn of the event loop puts one turn between any two of them.
 */
function releaseAfterATurn(client: PoolClient): void {
  // Never thrown away: the adapter has one connection, and a statement that failed leaves it usable.
  setImmediate(() => client.release());
}
