import type { StoreTransaction } from '@hailpoint/store';
import { type Bucket, type BucketRate, fill } from './token-bucket.js';

/** A sender with a pace. */
export interface PacedSender {
  readonly channel: string;
  readonly id: string;
  readonly pace: BucketRate;
}

export interface LockedBucket extends PacedSender {
  readonly bucket: Bucket;
}

interface BucketRow {
  readonly channel: string;
  readonly sender_id: string;
  readonly tokens: number;
  readonly filled_at: Date;
}

/** Locks the buckets of senders, full ones where there are none yet, and fills them. No other node sends for them until the transaction ends. */
export async function lockBuckets(
  transaction: Pick<StoreTransaction, 'execute'>,
  senders: readonly PacedSender[],
  now: Date,
): Promise<readonly LockedBucket[]> {
  const rows = await transaction.execute<BucketRow>(
    {
      name: 'bucket-lock',
      // The update changes nothing: it locks the row, and answers it as it is now.
      text: `INSERT INTO sender_buckets AS bucket (channel, sender_id, tokens, filled_at)
        SELECT channel, id, burst, $4 FROM unnest($1::text[], $2::text[], $3::float8[]) AS sender (channel, id, burst) ORDER BY channel, id
        ON CONFLICT (channel, sender_id) DO UPDATE SET tokens = bucket.tokens
        RETURNING channel, sender_id, tokens, filled_at`,
    },
    [senders.map(({ channel }) => channel), senders.map(({ id }) => id), senders.map(({ pace }) => pace.burst), now],
  );
  return senders.flatMap((sender) => {
    const row = rows.find(({ channel, sender_id }) => channel === sender.channel && sender_id === sender.id);
    if (!row) return [];
    return [{ ...sender, bucket: fill({ tokens: row.tokens, filledAt: row.filled_at }, sender.pace, now) }];
  });
}

/** Writes locked buckets back, in the round trip of the commit. */
export function storeBuckets(
  transaction: Pick<StoreTransaction, 'executeLast'>,
  buckets: readonly LockedBucket[],
): void {
  transaction.executeLast(
    {
      name: 'bucket-store',
      text: `UPDATE sender_buckets bucket SET tokens = now.tokens, filled_at = now.filled_at
        FROM unnest($1::text[], $2::text[], $3::float8[], $4::timestamptz[]) AS now (channel, sender_id, tokens, filled_at)
       WHERE bucket.channel = now.channel AND bucket.sender_id = now.sender_id`,
    },
    [
      buckets.map(({ channel }) => channel),
      buckets.map(({ id }) => id),
      buckets.map(({ bucket }) => bucket.tokens),
      buckets.map(({ bucket }) => bucket.filledAt),
    ],
  );
}
