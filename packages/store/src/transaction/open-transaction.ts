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

/** The transaction that the work is given, over one connection. */
export class OpenTransaction implements StoreTransaction {
  readonly effects: (() => void)[] = [];
  private readonly held = new Set<string>();
  private highest = '';
  private ended = false;
  private builder: Transaction<Schema> | null = null;

  constructor(
    private readonly store: Kysely<Schema>,
    private readonly dialect: Dialect,
    private readonly connection: Connection,
  ) {}

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
    return this.connection.execute<Row>(statement, values);
  }

  async lockRecipients(recipients: readonly { readonly channel: string; readonly matchKey: string }[]): Promise<void> {
    const keys = new Set(recipients.map(({ channel, matchKey }) => `${channel}\u001f${matchKey}`));
    // By code unit: the same order in every process, whatever its language.
    const wanted = [...keys].filter((key) => !this.held.has(key)).sort((a, b) => (a < b ? -1 : 1));
    if (wanted[0] !== undefined && wanted[0] < this.highest) throw new LockOrderError();
    for (const key of wanted) {
      await this.execute(LOCK_RECIPIENT, [key]);
      this.held.add(key);
      this.highest = key;
    }
  }

  afterCommit(effect: () => void): void {
    if (this.ended) throw new TransactionEndedError();
    this.effects.push(effect);
  }

  /** From now on every statement is refused: it would run outside the transaction. */
  end(): void {
    this.ended = true;
  }

  private readonly kyselyConnection: DatabaseConnection = {
    executeQuery: async <Row>(query: CompiledQuery): Promise<QueryResult<Row>> => {
      if (this.ended) throw new TransactionEndedError();
      const { command, rowCount, rows } = await this.connection.query(query.sql, query.parameters);
      const changes = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE';
      return { rows: rows as Row[], ...(changes ? { numAffectedRows: BigInt(rowCount ?? 0) } : {}) };
    },
    streamQuery: () => {
      throw new Error('Streaming is not supported; page by key instead.');
    },
  };
}
