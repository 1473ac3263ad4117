import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { findSender } from '../providers/find-sender.js';
import { askAvailability } from './ask-availability.js';
import { fallbackCountries } from './fallback-countries.js';
import { readCustomer } from './read-customer.js';

/** Milliseconds until policies that say no without naming a time are asked again. */
const againMs = 5 * 60_000;

/** A conversation into which something is to be sent that no agent is looking at. */
export interface ConversationToSendInto {
  readonly id: string;
  readonly channel: string;
  readonly sender_id: string;
  readonly recipient_id: string;
  readonly last_inbound_at: Date | null;
}

export interface NotNow {
  /** When to ask again. */
  readonly until: Date;
  /** Of the policies, in their words; `null`: the sender is not configured at present. */
  readonly reason: string | null;
}

/** `null`: a text to the customer may go out now. Never inside a transaction: it asks plugins. */
export async function whenItMayGo(
  store: Pick<Store, 'execute'>,
  points: Pick<ExtensionPoints, 'contributions' | 'veto'>,
  conversation: ConversationToSendInto,
  defaultCountry: string | undefined,
  now: Date,
): Promise<NotNow | null> {
  const { channel, sender_id: senderId, recipient_id: recipientId, last_inbound_at: lastInboundAt } = conversation;
  const later = new Date(now.getTime() + againMs);
  const sender = findSender(points, channel, senderId)?.sender;
  if (!sender) return { until: later, reason: null };
  const { reasons } = await askAvailability(points, {
    channel,
    at: now,
    sender: { id: sender.id, address: sender.address },
    recipientId,
    person: await readCustomer(store, conversation),
    fallback: fallbackCountries(sender, defaultCountry),
    lastInboundAt,
  });
  if (reasons.length === 0) return null;
  const times = reasons.map(({ until }) => (until ? new Date(until) : later));
  const until = times.reduce((latest, time) => (time > latest ? time : latest), now);
  return { until, reason: reasons.map(({ reason }) => reason).join(' ') };
}
