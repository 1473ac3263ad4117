import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { askAvailability } from '../preflight/ask-availability.js';
import { fallbackCountries } from '../preflight/fallback-countries.js';
import { readCustomer } from '../preflight/read-customer.js';
import { findSender } from '../providers/find-sender.js';
import type { DueFollowUp } from './due-follow-ups.js';

/** Milliseconds until policies that say no without naming a time are asked again. */
const againMs = 5 * 60_000;

/** `null`: a text to the customer may go out now; else when to ask again. Never inside a transaction: it asks plugins. */
export async function whenPromptMayGo(
  store: Pick<Store, 'execute'>,
  points: Pick<ExtensionPoints, 'contributions' | 'veto'>,
  conversation: DueFollowUp,
  defaultCountry: string | undefined,
  now: Date,
): Promise<Date | null> {
  const { channel, sender_id: senderId, recipient_id: recipientId, last_inbound_at: lastInboundAt } = conversation;
  const later = new Date(now.getTime() + againMs);
  const sender = findSender(points, channel, senderId)?.sender;
  if (!sender) return later;
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
  return times.reduce((latest, time) => (time > latest ? time : latest), now);
}
