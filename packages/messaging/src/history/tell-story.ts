import { channelName } from '../channels/channel-name.js';
import type { MessageState } from '../model/message.js';
import type { Story, StoryActor, StoryChapter } from '../model/story.js';
import { tellEntry } from './history-words.js';
import { closeReasonWords, typeWords } from './interaction-words.js';
import type { InteractionFacts, MessageFacts, StoryFacts } from './story-facts.js';
import { authorOf, recipientOf, tellMessage } from './tell-message.js';
import { interactionPresent, messagePresent } from './tell-present.js';

const system: StoryActor = { kind: 'system', name: 'Hailpoint' };

/** Everything that happened, in order and in plain words, where it stands now, and what comes next. */
export function tellStory(facts: StoryFacts): Story {
  const { interaction, messages, message } = facts;
  const entries = facts.entries.map((entry) =>
    tellEntry(entry, {
      number: interaction.number,
      continuedIn: interaction.continuedIn,
      nameOf: (id) => facts.names[id] ?? 'somebody',
    }),
  );
  const chapters = [
    ...messages.flatMap((one) => tellMessage(one, nameOf(one, messages))),
    ...entries,
    ...(message === null ? tellFrame(facts) : []),
  ];
  const [only] = message === null ? [] : messages;
  return {
    subject: { kind: only ? 'message' : 'interaction', number: interaction.number, message: only?.id ?? null },
    headline: only ? messageHeadline(only) : interactionHeadline(interaction),
    chapters: inOrder(chapters),
    present: only ? messagePresent(only, facts) : interactionPresent(facts),
    nextCursor: facts.nextCursor,
  };
}

/** "it", where a story has but one message that was sent. */
function nameOf(message: MessageFacts, messages: readonly MessageFacts[]): string {
  const sent = messages.filter(({ direction }) => direction === 'outbound');
  return sent.length === 1 ? 'it' : `the message of ${message.createdAt.toISOString()}`;
}

/** Of what happened at the same moment, what came of it is told after it. */
const rank: Readonly<Record<string, number>> = {
  scheduled_sent: -1,
  asked: 0,
  written: 0,
  allowed: 1,
  closed: 2,
  opened: 3,
  joined: 4,
};

function inOrder(chapters: readonly StoryChapter[]): StoryChapter[] {
  return chapters
    .map((chapter, place) => ({ chapter, place }))
    .sort(
      (a, b) =>
        Date.parse(a.chapter.at) - Date.parse(b.chapter.at) ||
        (rank[a.chapter.kind] ?? 5) - (rank[b.chapter.kind] ?? 5) ||
        a.place - b.place,
    )
    .map(({ chapter }) => chapter);
}

/** Opening, who joined, and closing: what the interaction itself says. */
function tellFrame({ interaction, messages, entries, span }: StoryFacts): StoryChapter[] {
  const { number, openedAt, closedAt, closeReason, liveGroup } = interaction;
  const within = (at: Date) => (span.from === null || at >= span.from) && (span.until === null || at < span.until);
  const chapters: StoryChapter[] = [];
  const add = (at: Date, kind: string, actor: StoryActor, sentence: string) =>
    within(at) &&
    chapters.push({ at: at.toISOString(), actor, kind, tone: 'plain', sentence, details: [], message: null });
  if (!isStartedBySend(openedAt, messages)) add(openedAt, 'opened', system, opening(interaction));
  for (const member of liveGroup) {
    const isTold =
      messages.some(
        ({ author, createdAt }) => author.id === member.id && createdAt.getTime() === member.addedAt.getTime(),
      ) ||
      entries.some(
        ({ at, event }) =>
          event.kind === 'assigned' && event.detail.to === member.id && at.getTime() === member.addedAt.getTime(),
      );
    if (!isTold)
      add(member.addedAt, 'joined', { kind: 'agent', name: member.name }, `${member.name} joined ${number}.`);
  }
  if (closedAt && !entries.some(({ event }) => event.kind === 'closed')) {
    add(closedAt, 'closed', system, `${number} was closed${closeReason ? `: ${closeReasonWords(closeReason)}` : ''}.`);
  }
  return chapters;
}

/** The message that started it tells of it. */
function isStartedBySend(openedAt: Date, messages: readonly MessageFacts[]): boolean {
  return messages.some(
    ({ createdAt, preflight }) => preflight?.plan?.creates === true && createdAt.getTime() === openedAt.getTime(),
  );
}

function opening({ number, type, person, source, context }: InteractionFacts): string {
  const whom = person ? ` with ${person.name}` : '';
  if (type !== 'messaging') return `${number} was opened: ${typeWords(type)}${whom}.`;
  const from = source ? ` from ${source}` : '';
  const earlier = context ? ` It goes on from ${context}, whose messages are its context.` : '';
  return `${number} was started${from}: ${typeWords(type)}${person ? whom : ' with a number that nobody is bound to'}.${earlier}`;
}

function interactionHeadline({ number, type, person, channel }: InteractionFacts): string {
  const whom = person ? ` with ${person.name}` : type === 'messaging' ? ' with a guest' : '';
  const over = channel === null ? '' : ` over ${channelName(channel)}`;
  return `${number} is ${typeWords(type)}${whom}${over}.`;
}

const ends: Readonly<Record<MessageState, string>> = {
  received: 'received',
  queued: 'it waits to be sent',
  sending: 'it is being sent',
  sent: 'sent, and its delivery is not reported yet',
  delivered: 'delivered',
  read: 'read',
  failed: 'it was not sent',
  undelivered: 'it could not be delivered',
  unknown: 'it is not known whether it was sent',
  canceled: 'cancelled before it was sent',
};

function messageHeadline(message: MessageFacts): string {
  const over = `over ${channelName(message.channel)}`;
  if (message.direction === 'inbound')
    return `A message from ${authorOf(message).name} ${over}, in ${message.conversation}.`;
  const author = authorOf(message).name.replace(/^The /, 'the ');
  return `A message from ${author} to ${recipientOf(message)} ${over}, in ${message.conversation}: ${ends[message.state]}.`;
}
