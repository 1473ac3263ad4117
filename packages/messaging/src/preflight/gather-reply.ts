import type { CountrySource } from '@hailpoint/kernel';
import type { TraceEntry } from '@hailpoint/kernel/host';
import { countrySources } from '../address/country-sources.js';
import { type DerivedRecipient, deriveRecipient } from '../address/derive-recipient.js';
import type { Actor } from '../messaging.js';
import type { ReplyRequest } from '../model/composition.js';
import { findSender } from '../providers/find-sender.js';
import { hasAvailabilityPolicy } from './ask-availability.js';
import { channelBlocker } from './channel-blocker.js';
import type { ChosenSender } from './choose-sender.js';
import { finishGathering } from './finish-gathering.js';
import { capabilitiesOf } from './gather.js';
import type { GatherDependencies } from './gather-dependencies.js';
import type { Blocker, Gathered, GatheredRecipient } from './gathered.js';
import { readCustomer } from './read-customer.js';
import { noHistory, readHistory } from './recipient-history.js';
import type { SourceInteraction } from './source-interaction.js';

/** A messaging interaction: what the schema guarantees of its columns. */
export interface Conversation extends SourceInteraction {
  readonly channel: string;
  readonly senderId: string;
  readonly recipientId: string;
  readonly matchKey: string;
}

/**
 * Asks everything that plugins and configuration have to say about a reply. Recipient and sender are the conversation's own, so nobody is
 * asked who the recipient is; that the address may be written to is asked anew.
 */
export async function gatherReply(
  dependencies: GatherDependencies,
  agent: Actor,
  conversation: Conversation,
  request: ReplyRequest,
): Promise<Gathered> {
  const { points, store } = dependencies;
  const { channel, senderId, recipientId, matchKey } = conversation;
  const configuration = await dependencies.channels.find(channel);
  const unusable = channelBlocker(channel, configuration);
  const blockers: Blocker[] = unusable ? [unusable] : [];
  const trace: TraceEntry[] = [];
  const whereabouts = await readCustomer(store, conversation);

  let recipient: GatheredRecipient | null = null;
  if (!unusable) {
    const personCountries = countrySources(whereabouts ?? {});
    const derived = await deriveOwnRecipient(points, conversation, personCountries);
    trace.push(...derived.trace);
    if (derived.derived) {
      const { derivation } = derived;
      recipient = { recipientId, matchKey, manual: false, label: null, derivation, onRecord: null };
    } else {
      blockers.push({ code: derived.code, reason: derived.reason, field: null });
    }
  }

  const sender = unusable ? null : findSender(points, channel, senderId);
  // Found by its id only: another sender with the same address is another conversation.
  const chosen: ChosenSender | null =
    sender?.sender.id === senderId ? { sender, explanation: 'The sender of this conversation' } : null;
  if (!unusable && !chosen) {
    const reason =
      'No plugin that is switched on has the sender of this conversation any more. Compose a new message instead.';
    blockers.push({ code: 'sender_unknown', reason, field: null });
  }
  const history = recipient && hasAvailabilityPolicy(points) ? await readHistory(store, channel, matchKey) : noHistory;

  return finishGathering(dependencies, {
    agent,
    source: conversation,
    replyIn: conversation.id,
    inPlaceOf: null,
    channel,
    configuration,
    channelCapabilities: capabilitiesOf(points, channel),
    person: null,
    whereabouts,
    recipient,
    chosen,
    history,
    body: request.body ?? '',
    template: request.template ?? null,
    attachmentIds: request.attachmentIds ?? [],
    degraded: false,
    blockers,
    trace,
  });
}

/**
 * Whether the address may still be written to. Carriers hand over numbers in forms that are not dialled any more: then the canonical form
 * is judged, and the reply still goes to the address that the conversation has.
 */
async function deriveOwnRecipient(
  points: GatherDependencies['points'],
  { channel, recipientId, matchKey }: Conversation,
  personCountries: readonly CountrySource[],
): Promise<DerivedRecipient> {
  const ask = (value: string) =>
    deriveRecipient(points, { channel, value, origin: 'record', personCountries, fallbackCountries: [] });
  const asWritten = await ask(recipientId);
  return asWritten.derived || matchKey === recipientId ? asWritten : ask(matchKey);
}
