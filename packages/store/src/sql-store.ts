import { type Dialect, Kysely, PostgresDialect, type PostgresPool } from 'kysely';
import type { ConnectionPool } from './connection/connection-pool.js';
import type { ReportProblem } from './problem-reporter.js';
import type { Schema } from './schema.js';
import type { PreparedStatement, Store, StoreTransaction, WakeTopic } from './store.js';
import { NestingGuard } from './transaction/nesting-guard.js';
import { runTransaction } from './transaction/run-transaction.js';
import { WakeHub } from './wake/wake-hub.js';
import { requireShort } from './wake/wake-message.js';

const PING: PreparedStatement = { name: 'store_ping', text: 'SELECT 1' };

/** How the other nodes are told; the embedded database has none. */
export interface OtherNodes {
  tell(topic: WakeTopic, payload: string): void;
  close(): Promise<void>;
}

export interface SqlStoreParts {
  readonly pool: ConnectionPool;
  readonly report: ReportProblem;
  readonly refuseNesting: boolean;
}

/** The store over either home: all that differs is behind the pool and the other nodes. */
export class SqlStore implements Store {
  readonly query: Kysely<Schema>;
  readonly hub: WakeHub;
  /** Set while opening, once the store can be used. */
  otherNodes: OtherNodes | null = null;
  private readonly dialect: Dialect;
  private readonly guard: NestingGuard | null;
  private closing: Promise<void> | null = null;

  constructor(private readonly parts: SqlStoreParts) {
    this.hub = new WakeHub(parts.report);
    this.guard = parts.refuseNesting ? new NestingGuard() : null;
    const pool = {
      connect: () => {
        this.guard?.refuse('query');
        return parts.pool.connect();
      },
      end: () => parts.pool.end(),
    };
    // Our connections have no cursors, which Kysely asks for only when it streams.
    this.dialect = new PostgresDialect({ pool: pool as unknown as PostgresPool });
    this.query = new Kysely<Schema>({ dialect: this.dialect });
  }

  get kind(): Store['kind'] {
    return this.parts.pool.kind;
  }

  async execute<Row>(statement: PreparedStatement, values: readonly unknown[]): Promise<Row[]> {
    this.guard?.refuse('execute');
    return this.executeUnguarded<Row>(statement, values);
  }

  /** For the store's own needs, which may begin in anyone's context. */
  async executeUnguarded<Row>(statement: PreparedStatement, values: readonly unknown[]): Promise<Row[]> {
    const connection = await this.parts.pool.connect();
    try {
      return await connection.execute<Row>(statement, values);
    } finally {
      connection.release();
    }
  }

  async transaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T> {
    const { guard } = this;
    guard?.refuse('transaction');
    const home = { pool: this.parts.pool, query: this.query, dialect: this.dialect, report: this.parts.report };
    return runTransaction(home, guard ? (transaction) => guard.enter(() => work(transaction)) : work);
  }

  wake(topic: WakeTopic, payload = ''): void {
    this.guard?.refuse('wake');
    requireShort(payload);
    this.hub.tell(topic, payload);
    this.otherNodes?.tell(topic, payload);
  }

  onWake(topic: WakeTopic, listener: (payload: string) => void): () => void {
    return this.hub.listen(topic, listener);
  }

  async ping(): Promise<void> {
    await this.execute(PING, []);
  }

  close(): Promise<void> {
    this.closing ??= this.closeOnce();
    return this.closing;
  }

  private async closeOnce(): Promise<void> {
    await this.otherNodes?.close();
    this.otherNodes = null;
    await this.parts.pool.end();
  }
}
