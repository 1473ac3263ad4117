import type { ChannelCapabilities, MessageTemplate } from '@hailpoint/kernel';
import type { TraceEntry } from '@hailpoint/kernel/host';
import { channelName } from '../channels/channel-name.js';
import { senderGroup } from '../consent/sender-group.js';
import { type PersonAddress, withMatchKeys } from '../directory/person-address.js';
import type { Actor } from '../messaging.js';
import type { ChannelConfiguration } from '../model/channel-configuration.js';
import type { TemplateChoice } from '../model/message-template.js';
import type { ExpectedSend } from '../model/preflight.js';
import { expectSend } from '../pacing/expect-send.js';
import { type Pace, paceOf } from '../pacing/pace.js';
import { readQueueAhead } from '../pacing/queue-ahead.js';
import { maximumAgeMs } from '../providers/maximum-age-ms.js';
import { templatesOfSender } from '../providers/templates-of-sender.js';
import { measureText } from '../text/segments.js';
import { durationWords } from '../time/duration-words.js';
import { type AvailabilityAnswer, askAvailability } from './ask-availability.js';
import type { ChosenSender } from './choose-sender.js';
import { fallbackCountries } from './fallback-countries.js';
import { fillTemplate } from './fill-template.js';
import type { GatherDependencies } from './gather-dependencies.js';
import type { Blocker, Gathered, GatheredQueue, GatheredRecipient, GatheredSender } from './gathered.js';
import { mayATemplateGo } from './may-a-template-go.js';
import type { RecipientHistory } from './recipient-history.js';
import type { RecipientPerson } from './recipient-person.js';
import type { SourceInteraction } from './source-interaction.js';
import { toVerdict } from './to-verdict.js';

/** What a composition and a reply find out each in their own way. */
export interface GatheredParts {
  readonly agent: Actor;
  readonly source: SourceInteraction;
  readonly replyIn: string | null;
  /** When it is to be sent; absent: now. */
  readonly moment?: Date;
  /** The scheduled message that it is sent as, or instead of. */
  readonly inPlaceOf: string | null;
  readonly channel: string;
  readonly configuration: ChannelConfiguration | null;
  /** Of the channel's first provider; `null`: nothing carries the channel. */
  readonly channelCapabilities: ChannelCapabilities | null;
  readonly person: RecipientPerson | null;
  /** What is known of where and who the recipient is, for the availability policies. */
  readonly whereabouts: RecipientPerson | null;
  readonly recipient: GatheredRecipient | null;
  readonly chosen: ChosenSender | null;
  readonly history: RecipientHistory;
  /** As written by the agent. */
  readonly body: string;
  /** `null`: free text. */
  readonly template: TemplateChoice | null;
  readonly attachmentIds: readonly string[];
  readonly degraded: boolean;
  readonly blockers: readonly Blocker[];
  readonly trace: readonly TraceEntry[];
}

/** The last questions of every send: may it go now, and what does the channel make of text and attachments. */
export async function finishGathering(dependencies: GatherDependencies, parts: GatheredParts): Promise<Gathered> {
  const { agent, source, channel, configuration, chosen } = parts;
  const pace = chosen && parts.moment === undefined ? paceOf(chosen.sender.sender) : null;
  const queue = chosen && pace && (await queueOf(dependencies, chosen, pace, agent.userId));
  const capabilities = chosen?.sender.provider.instance.capabilities ?? parts.channelCapabilities;
  const maxLength = capabilities?.text.maxLength ?? 0;
  const templates = chosen ? templatesOfSender(chosen.sender) : [];
  const filled = parts.template && fillTemplate(parts.template, templates, maxLength);
  const body = filled?.text ?? parts.body;
  const text = measureText(body, capabilities?.text.encoding ?? 'unicode');
  const turn =
    chosen &&
    queue &&
    expectSend({ name: chosen.sender.sender.name, pace: queue.pace }, queue.ahead, text.segments, queue.at);
  const availability = await availabilityOf(dependencies, parts, turn, templates);
  return {
    agent: { id: agent.userId, name: agent.name },
    source: { id: source.id, number: source.number, type: source.type, version: source.version },
    replyIn: parts.replyIn,
    inPlaceOf: parts.inPlaceOf,
    channel: {
      channel,
      name: configuration?.name ?? channelName(channel),
      checkActiveRecipientProfile: configuration?.checkActiveRecipientProfile ?? false,
      requireOptIn: configuration?.requireOptIn ?? false,
    },
    person: parts.person,
    personAddresses: await addressesToKeep(dependencies, parts.person),
    recipient: parts.recipient,
    // A customer who is talking to us comes before what is sent to many.
    sender: chosen && toGatheredSender(chosen, parts.replyIn === null ? pace : null),
    queue,
    body,
    template: filled?.template ?? null,
    writtenBody: parts.body,
    attachmentIds: parts.attachmentIds,
    text: { ...text, maxLength: filled?.maxLength ?? maxLength },
    media: capabilities?.media ?? null,
    hasPublicUrl: dependencies.settings.publicUrl !== undefined,
    notes: availability.notes,
    openUntil: availability.openUntil,
    templateOnly: availability.templateOnly,
    degraded: parts.degraded,
    // Without a sender nobody knows its templates, and a blocker says so already.
    blockers: [...parts.blockers, ...availability.blockers, ...((chosen && filled?.blockers) || [])],
    verdicts: [...parts.trace, ...availability.trace].map(toVerdict),
  };
}

interface GatheredAvailability extends Pick<AvailabilityAnswer, 'notes' | 'openUntil' | 'trace'> {
  readonly blockers: readonly Blocker[];
  readonly templateOnly: boolean;
}

const unasked: GatheredAvailability = { blockers: [], notes: [], openUntil: null, templateOnly: false, trace: [] };

/** Of the moment itself; and of the moment at which its turn comes in the sender's queue, which may be hours later. */
async function availabilityOf(
  { points, clock, settings }: GatherDependencies,
  { channel, recipient, chosen, whereabouts, history, moment, template }: GatheredParts,
  turn: ExpectedSend | null,
  templates: readonly MessageTemplate[],
): Promise<GatheredAvailability> {
  if (!recipient || !chosen) return unasked;
  const { sender } = chosen.sender;
  const now = clock.now();
  const question = {
    channel,
    at: moment ?? now,
    sender: { id: sender.id, address: sender.address },
    recipientId: recipient.recipientId,
    person: whereabouts,
    fallback: fallbackCountries(sender, settings.defaultCountry),
    lastInboundAt: history.lastInbound.find(({ senderId }) => senderId === sender.id)?.at ?? null,
  };
  const ask = (at: Date) => askAvailability(points, { ...question, at, template: template?.id ?? null });
  const instead = async (at: Date, text: AvailabilityAnswer) =>
    template === null && (await mayATemplateGo(points, { ...question, at }, text, templates));
  const answer = await ask(question.at);
  const { reasons } = answer;
  if (reasons.length > 0) {
    const blockers = reasons.map((reason): Blocker => ({ ...reason, field: 'channel' }));
    return { ...answer, blockers, templateOnly: await instead(question.at, answer) };
  }
  if (turn === null) return { ...answer, blockers: [], templateOnly: false };
  const at = new Date(turn.at);
  const then = await ask(at);
  const wait = durationWords(at.getTime() - now.getTime());
  return {
    ...answer,
    blockers: then.reasons.map(({ reason, ...rest }) => {
      return {
        ...rest,
        reason: `It would wait about ${wait} for its turn. What holds then: ${reason}`,
        field: 'channel',
      };
    }),
    templateOnly: await instead(at, then),
    trace: [...answer.trace, ...then.trace],
  };
}

/** Only of people whom the directory may not know: those of another source who are nobody of our own. */
async function addressesToKeep(
  { points }: GatherDependencies,
  person: RecipientPerson | null,
): Promise<readonly PersonAddress[]> {
  if (!person || person.linkedUser !== null || person.reference.source === 'hailpoint') return [];
  const addresses = person.addresses.map(({ kind, label, value, country }) => ({
    kind,
    label,
    value,
    country: country ?? null,
  }));
  return withMatchKeys(points, person, addresses);
}

/** A read of what changes all the time: no lock is held for it, and no transaction is longer for it. */
async function queueOf(
  { store, clock }: GatherDependencies,
  { sender: { channel, sender } }: ChosenSender,
  pace: Pace,
  agentId: string,
): Promise<GatheredQueue> {
  const at = clock.now();
  return { pace, at, ahead: await readQueueAhead(store, { channel, id: sender.id, pace }, agentId, at) };
}

function toGatheredSender(
  { sender: { sender, plugin, provider }, explanation }: ChosenSender,
  limiting: Pace | null,
): GatheredSender {
  const { id, address, name } = sender;
  const group = senderGroup(sender);
  const queueLimit = limiting?.queueLimit ?? null;
  return { id, address, name, plugin, group, explanation, maximumAgeMs: maximumAgeMs(provider.instance), queueLimit };
}
