import type { PreparedStatement, StoreTransaction } from '@hailpoint/store';
import { IdempotencyKeyReusedError } from '../errors/idempotency-key-reused-error.js';
import type { Idempotency, Idempotent } from '../messaging.js';
import { canonicalJson } from '../text/canonical-json.js';
import { digest } from '../text/digest.js';

/** Milliseconds for which an answer is kept. */
export const answersKeptMs = 24 * 60 * 60_000;

/** A duplicate that runs at the same time waits here until the first has ended; a key whose answer is too old begins anew. */
export const claimKeyStatement: PreparedStatement = {
  name: 'idempotency-claim',
  text: `INSERT INTO idempotency_keys AS stored (user_id, route, key, body_hash, created_at) VALUES ($1, $2, $3, $4, $5)
    ON CONFLICT (user_id, route, key) DO UPDATE
      SET body_hash = excluded.body_hash, status = NULL, response = NULL, created_at = excluded.created_at
      WHERE stored.created_at <= $6
    RETURNING true AS claimed`,
};

const findAnswerStatement: PreparedStatement = {
  name: 'idempotency-find',
  text: 'SELECT body_hash, response FROM idempotency_keys WHERE user_id = $1 AND route = $2 AND key = $3',
};

export const storeAnswerStatement: PreparedStatement = {
  name: 'idempotency-store',
  text: 'UPDATE idempotency_keys SET status = $4, response = $5 WHERE user_id = $1 AND route = $2 AND key = $3',
};

export interface IdempotentRequest {
  readonly userId: string;
  /** Absent: the request is not protected, and runs. */
  readonly idempotency: Idempotency | undefined;
  /** What makes two requests the same; without `planId` and `confirm`. */
  readonly body: unknown;
  /** HTTP status of the answer. */
  readonly status: 200 | 201;
  readonly at: Date;
}

/**
 * Runs `work` once per (user, route, key): a duplicate, also one that comes while the first is running, is given the first's answer. The
 * answer is stored in the transaction of the work itself, so both are there or neither; a throw stores nothing.
 *
 * @throws IdempotencyKeyReusedError
 */
export async function runIdempotently<T>(
  transaction: StoreTransaction,
  request: IdempotentRequest,
  work: () => Promise<T>,
): Promise<Idempotent<T>> {
  const { userId, idempotency, body, status, at } = request;
  if (!idempotency) return { result: await work(), replayed: false };
  const name = [userId, idempotency.route, idempotency.key];
  const hash = digest(canonicalJson(body));
  const oldest = new Date(at.getTime() - answersKeptMs);
  const claimed = await transaction.execute(claimKeyStatement, [...name, hash, at, oldest]);
  if (claimed.length === 0) {
    const [stored] = await transaction.execute<{ body_hash: string; response: T }>(findAnswerStatement, name);
    if (!stored) throw new Error('The stored answer of an Idempotency-Key is gone.');
    if (stored.body_hash !== hash) throw new IdempotencyKeyReusedError();
    return { result: stored.response, replayed: true };
  }
  const result = await work();
  transaction.executeLast(storeAnswerStatement, [...name, status, JSON.stringify(result)]);
  return { result, replayed: false };
}
