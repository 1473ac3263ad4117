import type { OutboundTemplate } from '@hailpoint/kernel';
import type { Store, StoreTransaction } from '@hailpoint/store';
import { optedOutCause } from '../consent/record-consent.js';
import { claimStatement } from './claim-statement.js';
import { Turns } from './turns.js';

/** A message whose attempt has begun and is written down: from here on a crash leaves it `unknown`, never sent twice. */
export interface ClaimedMessage {
  readonly id: string;
  readonly interaction_id: string;
  readonly channel: string;
  readonly plugin_id: string;
  readonly sender_id: string;
  readonly recipient_id: string;
  readonly body: string;
  /** `null`: free text. */
  readonly template: OutboundTemplate | null;
  /** From when on the availability policies are asked again; `null`: they named no end. */
  readonly open_until: Date | null;
  /** Number of this attempt, 1 for the first. */
  readonly attempts: number;
  /** When this attempt began. */
  readonly attempted_at: Date;
  /** When it was written. */
  readonly created_at: Date;
  readonly has_media: boolean;
  /** At least 1. */
  readonly segments: number;
}

/** A later message of a conversation waits while an earlier one is queued or sending, and at most this long behind an unknown one. */
export const unknownHoldsBackMs = 10 * 60_000;

/** A provider that is switched on. */
export interface ClaimingProvider {
  readonly plugin: string;
  /** Messages that it may still be given. */
  readonly free: number;
}

/** A sender with a pace, and what its bucket holds. */
export interface ClaimingSender {
  readonly channel: string;
  readonly id: string;
  readonly tokens: number;
  readonly burst: number;
}

export interface Claim {
  readonly now: Date;
  /** Messages of other plugins stay queued. */
  readonly providers: readonly ClaimingProvider[];
  readonly owner: string;
  readonly leaseMs: number;
  /** Who was served last, of the claims before. */
  readonly turns?: Turns;
  /** Every sender that has a pace. */
  readonly paced?: readonly ClaimingSender[];
  /** Takes from the senders with a pace and from no others, or the other way round. Their buckets must be locked. */
  readonly from?: 'paced' | 'others';
}

export interface UnpaidMessage {
  readonly channel: string;
  readonly senderId: string;
  readonly segments: number;
}

export interface Claimed {
  /** In order within each conversation. */
  readonly messages: readonly ClaimedMessage[];
  /** Queued behind an earlier message of their conversation, in front of others that were not looked at. */
  readonly waiting: readonly string[];
  /** Another node took some of the same: there may be more. */
  readonly contested: boolean;
  /** Of each sender with a pace that has more to send: the next one. */
  readonly unpaid: readonly UnpaidMessage[];
}

interface ClaimRow extends ClaimedMessage {
  readonly verdict: 'claimed' | 'waits' | 'contested' | 'unpaid';
  readonly queue_group: string;
  readonly place: string;
}

/**
 * Takes due messages for this node, in order within each conversation; several nodes never take the same one. Senders and groups take turns, as
 * the README says. What is for somebody who opted out is canceled instead.
 */
export async function claimMessages(store: Pick<Store | StoreTransaction, 'execute'>, claim: Claim): Promise<Claimed> {
  const { now, providers, turns = new Turns(), paced = [], from = 'others' } = claim;
  const served = turns.servedLast();
  const rows = await store.execute<ClaimRow>(claimStatement, [
    now,
    new Date(now.getTime() - unknownHoldsBackMs),
    claim.owner,
    new Date(now.getTime() + claim.leaseMs),
    providers.map(({ plugin }) => plugin),
    providers.map(({ free }) => free),
    providers.map(({ plugin }) => turns.senderServedLast(plugin)),
    paced.map(({ channel }) => channel),
    paced.map(({ id }) => id),
    paced.map(({ tokens }) => tokens),
    paced.map(({ burst }) => burst),
    from === 'paced',
    served.map(({ plugin }) => plugin),
    served.map(({ sender }) => sender),
    served.map(({ group }) => group),
    optedOutCause.reason,
  ]);
  const of = (verdict: ClaimRow['verdict']) => rows.filter((row) => row.verdict === verdict);
  const claimed = of('claimed');
  for (const row of [...claimed].sort((a, b) => Number(a.place) - Number(b.place))) {
    turns.served(row.plugin_id, `${row.channel} ${row.sender_id}`, row.queue_group);
  }
  return {
    messages: claimed,
    waiting: of('waits').map(({ id }) => id),
    contested: rows.some(({ verdict }) => verdict === 'contested'),
    unpaid: of('unpaid').map(({ channel, sender_id, segments }) => ({ channel, senderId: sender_id, segments })),
  };
}
