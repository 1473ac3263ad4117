import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.js';

/** A statement that is parsed once per connection and found again by its name. `text` uses `$1`, `$2`, ... */
export interface PreparedStatement {
  /** Unique in the process; at most 63 characters. */
  readonly name: string;
  readonly text: string;
}

/** One connection with a transaction open on it. Everything that belongs to the transaction goes through it, never through the store. */
export interface StoreTransaction {
  /** Query builder, for what is not hot (unnamed statements). */
  readonly query: Transaction<Schema>;
  /** Hot path: a named prepared statement. */
  execute<Row>(statement: PreparedStatement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs a statement at the very end, in the round trip of the commit. Nobody sees its rows; when it fails, the transaction is rolled back
   * and throws its error.
   */
  executeLast(statement: PreparedStatement, values: readonly unknown[]): void;
  /**
   * Takes the one lock of a (channel, match key), until the transaction ends. Compose, reply, inbound, close, timers
   * and re-association all take it; whoever needs several takes them in ascending order through one call.
   */
  lockRecipients(recipients: readonly { readonly channel: string; readonly matchKey: string }[]): Promise<void>;
  /** Runs after the commit, never after a rollback: wake-ups and live events. */
  afterCommit(effect: () => void): void;
}

/** Topics heard by every node: what to look at, never the data itself. */
export type WakeTopic = 'outbox' | 'webhooks' | 'turns' | 'plugins' | 'live';

export interface Store {
  readonly kind: 'embedded' | 'postgresql';
  /** Query builder outside any transaction. */
  readonly query: Kysely<Schema>;
  execute<Row>(statement: PreparedStatement, values: readonly unknown[]): Promise<Row[]>;
  /**
   * Runs work in one transaction (read committed). A throw rolls back and is rethrown. Deadlocks and serialization failures are retried
   * (at most 5 times), so `work` must have no effect outside the transaction but through `afterCommit`.
   */
  transaction<T>(work: (transaction: StoreTransaction) => Promise<T>): Promise<T>;
  /**
   * Tells this process at once, and the other nodes soon after (coalesced, equal payloads once); never inside a transaction. Payload: an id
   * or the like, no personal data; throws `WakePayloadError` beyond 7,852 bytes on the wire. A wake-up can be lost: polling is the truth.
   */
  wake(topic: WakeTopic, payload?: string): void;
  /** The payload '' says: look at everything (sent so, or wake-ups were missed while the connection was lost). Returns the way to stop hearing. */
  onWake(topic: WakeTopic, listener: (payload: string) => void): () => void;
  /** Cheap round trip, for health checks. */
  ping(): Promise<void>;
  /** Sends waiting wake-ups, waits for transactions in progress, closes every connection and frees the directory. Again: the same promise. */
  close(): Promise<void>;
}
