import {
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  DummyDriver,
  type Kysely,
  type QueryResult,
  Transaction,
} from 'kysely';
import type { Connection } from '../connection/connection.js';
import { LockOrderError } from '../errors/lock-order-error.js';
import { TransactionEndedError } from '../errors/transaction-ended-error.js';
import type { Schema } from '../schema.js';
import type { PreparedStatement, StoreTransaction } from '../store.js';

const LOCK_RECIPIENT: PreparedStatement = {
  name: 'store_lock_recipient',
  text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 0))',
};

/** in_failed_sql_transaction */
const REFUSED_BECAUSE_ABORTED = '25P02';

/** The transaction that the work is given, over one connection. */
export class OpenTransaction implements StoreTransaction {
  readonly effects: (() => void)[] = [];
  private readonly held = new Set<string>();
  private highest = '';
  private ended = false;
  private builder: Transaction<Schema> | null = null;
  private failure: unknown;
  private readonly last: (readonly [PreparedStatement, readonly unknown[]])[] = [];

  constructor(
    private readonly store: Kysely<Schema>,
    private readonly dialect: Dialect,
    private readonly connection: Connection,
  ) {}

  async begin(): Promise<void> {
    await this.connection.query('BEGIN ISOLATION LEVEL READ COMMITTED');
  }

  /** Sends what was kept for the end and the COMMIT together. Answers the command that the server carried out. */
  async commit(): Promise<string> {
    this.end();
    const kept = this.last.map(([statement, values]) => this.noted(this.connection.execute(statement, values)));
    const commit = this.connection.query('COMMIT');
    // All of them settle before the connection is given back.
    const settled = await Promise.allSettled([...kept, commit]);
    const failed = settled.find(({ status }) => status === 'rejected') as PromiseRejectedResult | undefined;
    if (failed) throw failed.reason;
    return (await commit).command;
  }

  // Made when first asked for: the hot path does without. Kysely makes its own transactions this way; ours shares the
  // connection with the named statements.
  get query(): Transaction<Schema> {
    this.builder ??= new Transaction<Schema>({
      config: { dialect: this.dialect },
      dialect: this.dialect,
      driver: new DummyDriver(),
      executor: this.store.getExecutor().withConnectionProvider({
        provideConnection: (consumer) => consumer(this.kyselyConnection),
      }),
    });
    return this.builder;
  }

  execute<Row>(statement: PreparedStatement, values: readonly unknown[]): Promise<Row[]> {
    if (this.ended) return Promise.reject(new TransactionEndedError());
    return this.noted(this.connection.execute<Row>(statement, values));
  }

  executeLast(statement: PreparedStatement, values: readonly unknown[]): void {
    if (this.ended) throw new TransactionEndedError();
    this.last.push([statement, values]);
  }

  async lockRecipients(recipients: readonly { readonly channel: string; readonly matchKey: string }[]): Promise<void> {
    const keys = new Set(recipients.map(({ channel, matchKey }) => `${channel}\u001f${matchKey}`));
    // By code unit: the same order in every process, whatever its language.
    const wanted = [...keys].filter((key) => !this.held.has(key)).sort((a, b) => (a < b ? -1 : 1));
    if (wanted[0] !== undefined && wanted[0] < this.highest) throw new LockOrderError();
    // Sent in this order without waiting in between: the server takes them one after the other.
    const locks = wanted.map((key) => this.execute(LOCK_RECIPIENT, [key]));
    for (const key of wanted) {
      this.held.add(key);
      this.highest = key;
    }
    await Promise.all(locks);
  }

  /**
   * What made the transaction fail. Statements that were under way behind the one that failed are refused by the server, and their
   * refusal may be the first that the work hears of.
   */
  causeOf(error: unknown): unknown {
    return (error as { code?: unknown } | null)?.code === REFUSED_BECAUSE_ABORTED ? (this.failure ?? error) : error;
  }

  afterCommit(effect: () => void): void {
    if (this.ended) throw new TransactionEndedError();
    this.effects.push(effect);
  }

  /** From now on every statement is refused: it would run outside the transaction. */
  end(): void {
    this.ended = true;
  }

  /** Noted where the answer comes in, so in the order of the statements. */
  private noted<T>(answer: Promise<T>): Promise<T> {
    answer.catch((error: unknown) => {
      this.failure ??= error;
    });
    return answer;
  }

  private readonly kyselyConnection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      if (this.ended) throw new TransactionEndedError();
      const { command, rowCount, rows } = await this.noted(this.connection.query(query.sql, query.parameters));
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
      return { rows: rows as Row[], ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
    },
    streamQuery: () => {
      throw new Error('Streaming is not supported; page by key instead.');
    },
  };
}
