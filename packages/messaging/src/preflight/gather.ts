import type { ExtensionPoints, TraceEntry } from '@hailpoint/kernel/host';
import type { Actor } from '../messaging.js';
import type { Composition } from '../model/composition.js';
import type { ChannelSender } from '../providers/channel-sender.js';
import { listSenders } from '../providers/list-senders.js';
import { providersOfChannel } from '../providers/providers-of-channel.js';
import { hasAvailabilityPolicy } from './ask-availability.js';
import { channelBlocker } from './channel-blocker.js';
import { type ChosenSender, defaultSender } from './choose-sender.js';
import { finishGathering } from './finish-gathering.js';
import type { GatherDependencies } from './gather-dependencies.js';
import { gatherRecipient } from './gather-recipient.js';
import type { Blocker, Gathered, GatheredRecipient } from './gathered.js';
import { readOwner } from './read-customer.js';
import { noHistory, readHistory } from './recipient-history.js';
import type { RecipientPerson } from './recipient-person.js';
import { resolvePerson } from './resolve-person.js';
import { selectSender } from './select-sender.js';
import { selectableSenders } from './selectable-senders.js';
import { type SourceInteraction, toTableRecord } from './source-interaction.js';

/** The moment of the message, once it is known whom it is for. */
export type MomentOf = (person: RecipientPerson | null) => Date;

/**
 * Asks everything that plugins and configuration have to say about a composition. Outside any transaction.
 *
 * @param momentOf when it is to be sent; absent: now
 */
export async function gather(
  dependencies: GatherDependencies,
  agent: Actor,
  source: SourceInteraction,
  composition: Composition,
  momentOf?: MomentOf,
): Promise<Gathered> {
  const { points, settings, store } = dependencies;
  const { channel, to, from, body, attachmentIds = [] } = composition;
  const resolved = await resolvePerson(points, toTableRecord(source));
  const configuration = await dependencies.channels.find(channel);
  const unusable = channelBlocker(channel, configuration);
  const channelCapabilities = capabilitiesOf(points, channel);
  const blockers: Blocker[] = unusable ? [unusable] : [];
  const trace: TraceEntry[] = [...resolved.trace];
  const senders = unusable ? [] : listSenders(points, channel);

  let recipient: GatheredRecipient | null = null;
  if (!unusable && configuration && channelCapabilities) {
    const question = {
      channel,
      addressKind: channelCapabilities.addressKind,
      person: resolved.person,
      firstSender: senders[0]?.sender ?? null,
      defaultCountry: settings.defaultCountry,
    };
    const answer = await gatherRecipient(points, to, question, configuration);
    recipient = answer.recipient;
    trace.push(...answer.trace);
    if (answer.blocker) blockers.push(answer.blocker);
  }

  const looksBack = (from === undefined && senders.length > 1) || hasAvailabilityPolicy(points);
  const history = recipient && looksBack ? await readHistory(store, channel, recipient.matchKey) : noHistory;
  // Where the record names nobody, the message is for whoever has the number: their time of day counts, as in a reply.
  const whereabouts = resolved.person ?? (recipient && (await readOwner(store, channel, recipient.matchKey)));
  const moment = momentOf?.(whereabouts);
  let chosen = from === undefined ? defaultSender(senders, history) : namedSender(senders, from);
  if (from === undefined && recipient) {
    const now = dependencies.clock.now();
    const selected = await selectSender(points, {
      channel,
      at: moment ?? now,
      recipient: { recipientId: recipient.recipientId, country: recipient.derivation.country },
      person: whereabouts,
      senders,
      history,
      selectable: () =>
        selectableSenders(dependencies, senders, { author: agent.userId, now, later: moment !== undefined }),
    });
    chosen = selected.chosen;
    trace.push(...selected.trace);
  }
  if (!unusable && !chosen) blockers.push(senderBlocker(senders.length > 0));
  return finishGathering(dependencies, {
    agent,
    source,
    replyIn: null,
    ...(moment && { moment }),
    inPlaceOf: composition.inPlaceOf ?? null,
    channel,
    configuration,
    channelCapabilities,
    person: resolved.person,
    whereabouts,
    recipient,
    chosen,
    history,
    body,
    attachmentIds,
    degraded: resolved.degraded,
    blockers,
    trace,
  });
}

/** What compose options and preflight go by before a sender is chosen: the first provider's. */
export function capabilitiesOf(points: Pick<ExtensionPoints, 'contributions'>, channel: string) {
  return providersOfChannel(points, channel)[0]?.instance.capabilities ?? null;
}

function namedSender(senders: readonly ChannelSender[], id: string): ChosenSender | null {
  const sender = senders.find((one) => one.sender.id === id);
  if (!sender) return null;
  const explanation = senders.length === 1 ? 'The only sender of this channel' : 'Chosen by you';
  return { sender, explanation };
}

function senderBlocker(others: boolean): Blocker {
  return others
    ? {
        code: 'sender_unknown',
        reason: 'There is no such sender on this channel. Choose one from the list.',
        field: 'from',
      }
    : {
        code: 'channel_without_sender',
        reason: 'The channel has no sender. An administrator names one in the configuration of its plugin.',
        field: 'from',
      };
}
