import { setTimeout as delay } from 'node:timers/promises';
import type { Dialect, Kysely } from 'kysely';
import type { ConnectionPool } from '../connection/connection-pool.js';
import { TransactionAbortedError } from '../errors/transaction-aborted-error.js';
import type { ReportProblem } from '../problem-reporter.js';
import type { Schema } from '../schema.js';
import type { StoreTransaction } from '../store.js';
import { OpenTransaction } from './open-transaction.js';
import { isRetryable, retryDelay } from './retryable.js';

const MOST_RETRIES = 5;

export interface TransactionHome {
  readonly pool: ConnectionPool;
  readonly query: Kysely<Schema>;
  readonly dialect: Dialect;
  readonly report: ReportProblem;
}

type Work<T> = (transaction: StoreTransaction) => Promise<T>;

/** One transaction, read committed; run again when the database asks for it. Effects run once, after the commit. */
export async function runTransaction<T>(home: TransactionHome, work: Work<T>): Promise<T> {
  for (let retry = 1; ; retry++) {
    try {
      const { result, effects } = await runOnce(home, work);
      for (const effect of effects) {
        try {
          effect();
        } catch (problem) {
          // The transaction stands; its caller must not be told otherwise.
          home.report('An effect after a commit failed', problem);
        }
      }
      return result;
    } catch (error) {
      if (retry > MOST_RETRIES || !isRetryable(error)) throw error;
    }
    await delay(retryDelay(retry));
  }
}

async function runOnce<T>(home: TransactionHome, work: Work<T>) {
  const connection = await home.pool.connect();
  const transaction = new OpenTransaction(home.query, home.dialect, connection);
  let broken: Error | undefined;
  try {
    await transaction.begin();
    const result = await work(transaction);
    // PostgreSQL answers the commit of a failed transaction with a quiet rollback.
    if ((await transaction.commit()) !== 'COMMIT') throw new TransactionAbortedError();
    return { result, effects: transaction.effects };
  } catch (error) {
    transaction.end();
    await connection.query('ROLLBACK').catch((problem: Error) => {
      broken = problem;
    });
    throw transaction.causeOf(error);
  } finally {
    connection.release(broken);
  }
}
