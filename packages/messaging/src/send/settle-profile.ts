import { newId, type StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { PreflightPlan } from '../model/preflight.js';
import type { Facts, KnownUser } from '../preflight/facts.js';
import type { GatheredRecipient } from '../preflight/gathered.js';
import { cancelForRecipient } from '../profiles/cancel-for-recipient.js';
import { createProfileStatement, deactivateProfileStatement } from './send-statements.js';

export interface SettledProfile {
  readonly id: string;
  /** `later`: whoever writes the new conversation writes the profile with it, which saves a round trip. */
  readonly written: 'now' | 'later';
  readonly activated: string | null;
  readonly deactivated: string | null;
}

export interface ProfileToSettle {
  readonly action: PreflightPlan['profile']['action'];
  readonly facts: Pick<Facts, 'profile'>;
  readonly user: KnownUser | null;
  readonly channel: string;
  readonly recipient: Pick<GatheredRecipient, 'matchKey' | 'recipientId'>;
  /** Something refers to the profile before a new conversation is written. */
  readonly neededNow: boolean;
  /** The agent who sends. */
  readonly by: string;
  readonly at: Date;
}

/** Carries out what the plan says of the active profile of (channel, match key). */
export async function settleProfile(
  transaction: StoreTransaction,
  live: LiveEventBus,
  { action, facts: { profile }, user, channel, recipient, neededNow, by, at }: ProfileToSettle,
): Promise<SettledProfile> {
  if (profile && action !== 'replaced') {
    return { id: profile.id, written: 'now', activated: null, deactivated: null };
  }
  if (profile) {
    await transaction.execute(deactivateProfileStatement, [profile.id, at, 'recipient_reassigned']);
    await cancelForRecipient(transaction, live, { channel, matchKey: recipient.matchKey, by }, at);
  }
  const id = newId();
  const settled = { id, activated: id, deactivated: profile?.id ?? null };
  if (!neededNow) return { ...settled, written: 'later' };
  const { matchKey, recipientId } = recipient;
  await transaction.execute(createProfileStatement, [id, channel, matchKey, recipientId, user?.id ?? null, at]);
  return { ...settled, written: 'now' };
}
