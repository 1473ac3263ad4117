import type { PreparedStatement, Store, StoreTransaction } from '@hailpoint/store';

/** A sender whose queue has a limit. */
export interface LimitedSender {
  readonly channel: string;
  readonly id: string;
  /** Segments. */
  readonly limit: number;
}

/**
 * Every message has a segment at least: so many rows are enough to know that the limit is reached. The order makes the planner take the index,
 * also where it has no statistics.
 */
export const waitingSegmentsStatement: PreparedStatement = {
  name: 'waiting-segments',
  text: `SELECT least(coalesce(sum(length), 0), $3)::integer AS segments FROM (
      SELECT greatest(coalesce(segments, 1), 1) AS length FROM messages
       WHERE channel = $1 AND sender_id = $2 AND state = 'queued' ORDER BY queue_group LIMIT $3) one`,
};

/** Of its own kind: no recipient's lock is the same. */
const lockQueueStatement: PreparedStatement = {
  name: 'lock-queue',
  text: 'SELECT pg_advisory_xact_lock(hashtextextended($1, 1))',
};

/** Segments that wait, as far as the limit. Costs no more at a deeper queue. */
export async function waitingSegments(reader: Pick<Store, 'execute'>, sender: LimitedSender): Promise<number> {
  const values = [sender.channel, sender.id, sender.limit];
  const [row] = await reader.execute<{ segments: number }>(waitingSegmentsStatement, values);
  return row?.segments ?? 0;
}

/**
 * As {@link waitingSegments}, exactly: nobody else adds to the queue under the limit until the transaction ends. Locks of recipients must be
 * held already, and none be taken afterwards.
 */
export async function lockWaitingSegments(
  transaction: Pick<StoreTransaction, 'execute'>,
  sender: LimitedSender,
): Promise<number> {
  // Sent together: counted when the lock is held.
  const [, segments] = await Promise.all([
    transaction.execute(lockQueueStatement, [`${sender.channel}\u001f${sender.id}`]),
    waitingSegments(transaction, sender),
  ]);
  return segments;
}
