import type { PreparedStatement, Store } from '@hailpoint/store';
import { type Bucket, type BucketRate, fill, fullBucket } from './token-bucket.js';

/** Messages that are counted of an author's own, and of all the others; a queue that is deeper is not read to its end. */
const mostCounted = 10_000;

/** What goes out before the next message of an author, and what the sender may send. */
export interface QueueAhead {
  /** As authors take turns: all that the author has waiting, and as many messages and one more of each other author. */
  readonly segments: number;
  /** `false`: there are more, which were not counted. */
  readonly complete: boolean;
  /** Filled. Its clock may be ahead of ours, as another node's was. */
  readonly bucket: Bucket;
}

const waiting = `channel = $1 AND sender_id = $2 AND state = 'queued'`;
const length = 'greatest(coalesce(segments, 1), 1)';
/** Not `=`: only an order that nothing else gives makes the planner take the index, also where it has no statistics and thinks the queue short. */
const ofGroup = (group: string) => `queue_group >= ${group} AND queue_group <= ${group}`;

/**
 * Reads the index of what waits and nothing else. Which messages of another author come first does not matter for a time that is roughly right.
 *
 * Parameters: 1 channel, 2 sender, 3 group of the author, 4 most that are counted.
 */
export const queueAheadStatement: PreparedStatement = {
  name: 'queue-ahead',
  text: `WITH RECURSIVE own AS MATERIALIZED (
      SELECT count(*)::integer AS messages, coalesce(sum(length), 0)::integer AS segments
        FROM (SELECT ${length} AS length FROM messages WHERE ${waiting} AND ${ofGroup('$3')} ORDER BY queue_group LIMIT $4) one
    ), line AS (
      (SELECT queue_group FROM messages WHERE ${waiting} ORDER BY queue_group LIMIT 1)
      UNION ALL
      SELECT next.queue_group FROM line CROSS JOIN LATERAL (
        SELECT queue_group FROM messages WHERE ${waiting} AND queue_group > line.queue_group ORDER BY queue_group LIMIT 1) next
    ), others AS MATERIALIZED (
      SELECT count(*)::integer AS messages, coalesce(sum(length), 0)::integer AS segments
        FROM (SELECT turn.length FROM line CROSS JOIN LATERAL (
                SELECT ${length} AS length FROM messages WHERE ${waiting} AND ${ofGroup('line.queue_group')}
                 ORDER BY queue_group LIMIT (SELECT messages + 1 FROM own)) turn
               WHERE line.queue_group <> $3 LIMIT $4) one
    )
    SELECT own.segments + others.segments AS segments, own.messages < $4 AND others.messages < $4 AS complete, bucket.tokens, bucket.filled_at
      FROM own CROSS JOIN others LEFT JOIN sender_buckets bucket ON bucket.channel = $1 AND bucket.sender_id = $2`,
};

interface QueueAheadRow {
  readonly segments: number;
  readonly complete: boolean;
  readonly tokens: number | null;
  readonly filled_at: Date | null;
}

/** Without locks, and at a bounded cost whatever the length of the queue. */
export async function readQueueAhead(
  store: Pick<Store, 'execute'>,
  sender: { readonly channel: string; readonly id: string; readonly pace: BucketRate },
  author: string,
  now: Date,
  most = mostCounted,
): Promise<QueueAhead> {
  const { channel, id, pace } = sender;
  const [row] = await store.execute<QueueAheadRow>(queueAheadStatement, [channel, id, author, most]);
  if (!row) throw new Error('The queue of a sender could not be read.');
  const { segments, complete, tokens, filled_at } = row;
  const bucket =
    tokens === null || filled_at === null ? fullBucket(pace, now) : fill({ tokens, filledAt: filled_at }, pace, now);
  return { segments, complete, bucket };
}
