import { channelName } from '../channels/channel-name.js';
import { unknownHoldsBackMs } from '../delivery/claim-messages.js';
import type { StoryPresent } from '../model/story.js';
import { closeReasonWords, stateWords } from './interaction-words.js';
import type { InteractionFacts, MessageFacts, StoryFacts } from './story-facts.js';

type Present = Omit<StoryPresent, 'state'>;

/** Where a message stands, why, and what comes next. */
export function messagePresent(message: MessageFacts, facts: Pick<StoryFacts, 'now' | 'carried'>): StoryPresent {
  return { state: message.state, ...presentOf(message, facts) };
}

function presentOf(message: MessageFacts, facts: Pick<StoryFacts, 'now' | 'carried'>): Present {
  const reason = message.cause?.reason ?? null;
  switch (message.state) {
    case 'received':
      return { why: 'It came in and is part of the conversation.', next: null };
    case 'queued':
      return { why: whyQueued(message), next: afterQueued(message, facts) };
    case 'sending':
      return {
        why: 'It has been handed to the carrier, and there is no answer yet.',
        next: 'If no answer comes, it becomes unknown. It is not sent twice.',
      };
    case 'unknown':
      return {
        why: reason ?? 'It is not known whether the carrier has it.',
        next: afterUnknown(message),
      };
    case 'sent':
      return {
        why: `The carrier took it${told(message, 'sent')}, and has not reported more.`,
        next: 'A report of its delivery is expected; not every network sends one.',
      };
    case 'delivered':
      return { why: reportedAs(message, 'delivered', 'The carrier reported its delivery'), next: null };
    case 'read':
      return { why: reportedAs(message, 'read', 'The carrier reported that it was read'), next: null };
    case 'failed':
    case 'undelivered':
      return {
        why: reason ?? 'The carrier gave no reason.',
        next:
          message.cause?.code === 'expired'
            ? 'It is not tried again. To reach the customer, compose it anew: preflight says which sender it would go out from, and why.'
            : 'It is not tried again. To reach the customer, write again once the reason is gone.',
      };
    case 'canceled':
      return { why: reason ?? 'It was taken back before it went out.', next: 'It will not be sent.' };
  }
}

function afterUnknown({ lookUps }: MessageFacts): string {
  const next = lookUps.at(-1)?.nextAt;
  const held = 'It is not sent again blindly, because the customer may have it.';
  if (next) return `${held} The carrier is asked about it at ${next.toISOString()}.`;
  return `${held} A report of the carrier would settle it; an agent can have the carrier asked again, or decide to send it again.`;
}

/** By the report that counts, in the carrier's time. */
function told({ receipts }: MessageFacts, state: string): string {
  const [counts] = receipts
    .filter((receipt) => receipt.state === state)
    .sort((a, b) => a.carrierTime.getTime() - b.carrierTime.getTime() || (a.eventId < b.eventId ? -1 : 1));
  return counts ? ` at ${counts.carrierTime.toISOString()}` : '';
}

/** Without a report of the carrier, as in imported records, only the state itself is known. */
function reportedAs(message: MessageFacts, state: 'delivered' | 'read', report: string): string {
  const at = told(message, state);
  return at === '' ? `It is recorded as ${state}.` : `${report}${at}.`;
}

function whyQueued({ attempts, cause }: MessageFacts): string {
  if (attempts.length === 0) return 'It has not been handed to the carrier yet.';
  return cause?.reason ?? 'It did not go out at the last attempt.';
}

function afterQueued(message: MessageFacts, { now, carried }: Pick<StoryFacts, 'now' | 'carried'>): string {
  const until = message.expiresAt
    ? ` It is given up if it has not gone out by ${message.expiresAt.toISOString()}.`
    : '';
  if (!carried(message.plugin, message.channel))
    return `It waits until the plugin ${message.plugin} is switched on again.${until}`;
  const { behind, dueAt } = message;
  if (behind?.state === 'unknown') {
    const free = new Date(behind.stateAt.getTime() + unknownHoldsBackMs);
    return `It waits behind the message of ${behind.createdAt.toISOString()}, of which it is not known whether it was sent: until ${free.toISOString()}, or until that is settled.${until}`;
  }
  if (behind)
    return `It waits until the message of ${behind.createdAt.toISOString()} has gone out, so that both arrive in order.${until}`;
  if (dueAt && dueAt > now) return `It is tried at ${dueAt.toISOString()}.${until}`;
  return `It goes out as soon as it is its turn.${until}`;
}

/** Where an interaction stands, why, and what comes next. */
export function interactionPresent({ interaction, messages, nextCursor }: StoryFacts): StoryPresent {
  const { state, closedAt, closeReason, type, scheduled } = interaction;
  if (closedAt !== null) {
    const why = closeReason === null ? '' : `: ${closeReasonWords(closeReason)}`;
    return { state, why: `It was closed at ${closedAt.toISOString()}${why}.`, next: afterClosing(interaction) };
  }
  const open = messages.filter((one) => one.state === 'queued' || one.state === 'sending').length;
  const unknown = messages.filter((one) => one.state === 'unknown').length;
  const next = [
    ...(open > 0 ? [`${open === 1 ? 'One message is' : `${open} messages are`} still to be sent.`] : []),
    ...(unknown > 0
      ? [`Of ${unknown === 1 ? 'one message' : `${unknown} messages`} it is not known whether it was sent.`]
      : []),
    ...(scheduled.next === null ? [] : [`A message is scheduled for ${scheduled.next.toISOString()}.`]),
    ...(scheduled.needAttention > 0
      ? ['A message that was scheduled was not sent, and waits for somebody to decide about it.']
      : []),
    ...(type === 'messaging' && holder(interaction) === 'nobody' ? ['Whoever answers first has it.'] : []),
    ...(type !== 'messaging' && messages.length === 0 && nextCursor === null && scheduled.next === null
      ? ['No message was sent from it yet.']
      : []),
  ];
  return {
    state,
    why: `It is ${stateWords(state)}, and ${holder(interaction)} has it.`,
    next: next.length === 0 ? null : next.join(' '),
  };
}

function afterClosing({ type, channel, continuedIn, person }: InteractionFacts): string {
  if (continuedIn !== null) return `It goes on in ${continuedIn}.`;
  if (type !== 'messaging') return 'Closed is final.';
  return `Closed is final. The next message from or to ${person?.name ?? 'this number'} over ${channelName(channel ?? '')} starts a new conversation.`;
}

/** Who has it, within a sentence. */
function holder({ virtualAgent, assignedTo }: InteractionFacts): string {
  return virtualAgent ? 'the virtual agent' : (assignedTo?.name ?? 'nobody');
}
