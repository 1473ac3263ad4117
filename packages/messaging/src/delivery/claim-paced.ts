import type { Store } from '@hailpoint/store';
import { type LockedBucket, lockBuckets, type PacedSender, storeBuckets } from '../pacing/lock-buckets.js';
import { msUntilAffordable, spend } from '../pacing/token-bucket.js';
import { type Claim, type Claimed, claimMessages } from './claim-messages.js';

export interface PacedClaim extends Claimed {
  /** Senders that have more to send than their bucket pays for, with the milliseconds until it pays for the next message. */
  readonly unaffordable: readonly { readonly channel: string; readonly id: string; readonly ms: number }[];
}

/** Takes messages of senders with a pace, and as many as their buckets pay for, under the buckets' locks: however many nodes claim at once. */
export function claimPaced(
  store: Pick<Store, 'transaction'>,
  claim: Omit<Claim, 'paced' | 'from'>,
  senders: readonly PacedSender[],
): Promise<PacedClaim> {
  return store.transaction(async (transaction) => {
    const buckets = await lockBuckets(transaction, senders, claim.now);
    const paced = buckets.map(({ channel, id, bucket, pace }) => ({
      channel,
      id,
      tokens: bucket.tokens,
      burst: pace.burst,
    }));
    const claimed = await claimMessages(transaction, { ...claim, paced, from: 'paced' });
    const after = buckets.map((bucket) => payFor(bucket, claimed));
    storeBuckets(transaction, after);
    return { ...claimed, unaffordable: unaffordable(after, claimed, claim.now) };
  });
}

function payFor(locked: LockedBucket, { messages }: Claimed): LockedBucket {
  const segments = messages
    .filter(({ channel, sender_id }) => channel === locked.channel && sender_id === locked.id)
    .reduce((sum, message) => sum + message.segments, 0);
  return { ...locked, bucket: spend(locked.bucket, segments) };
}

function unaffordable(buckets: readonly LockedBucket[], { unpaid }: Claimed, now: Date): PacedClaim['unaffordable'] {
  return unpaid.flatMap(({ channel, senderId: id, segments }) => {
    const locked = buckets.find((one) => one.channel === channel && one.id === id);
    if (!locked) return [];
    const { bucket, pace } = locked;
    // From the bucket's clock to ours: another node's may be ahead.
    const ahead = bucket.filledAt.getTime() - now.getTime();
    return [{ channel, id, ms: msUntilAffordable(bucket, pace, segments) + ahead }];
  });
}
