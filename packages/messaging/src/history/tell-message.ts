import type { Workflow } from '@hailpoint/kernel';
import { channelName } from '../channels/channel-name.js';
import type { MessageState } from '../model/message.js';
import type { ExpectedSend } from '../model/preflight.js';
import type { StoryActor, StoryChapter, StoryDetail } from '../model/story.js';
import { countWords } from '../text/count-words.js';
import { planWords } from './plan-words.js';
import type { MessageFacts } from './story-facts.js';
import { tellAttempt } from './tell-attempt.js';
import { tellLookUp } from './tell-look-up.js';
import { tellReceipts } from './tell-receipts.js';
import { verdictDetail } from './verdict-words.js';
import { viaWords } from './via-words.js';

const workflows: Readonly<Record<Workflow, string>> = {
  created: 'A new conversation',
  appended: 'Added to a running conversation',
  replaced_different_user: 'The number was given to another customer',
  replaced_virtual_agent: 'Taken over from the virtual agent',
};

const system: StoryActor = { kind: 'system', name: 'Hailpoint' };

/**
 * All that is known of one message: who asked, why it was allowed, each attempt, each receipt, and how it ended. `it` names the message
 * within a sentence, where a story has several.
 */
export function tellMessage(message: MessageFacts, it: string): StoryChapter[] {
  if (message.direction === 'inbound') return [tellInbound(message)];
  return [
    tellAsked(message),
    ...tellAllowed(message),
    ...message.attempts.map((attempt) => tellAttempt(message, attempt, it)),
    ...message.lookUps.map((lookUp) => tellLookUp(message, lookUp, it)),
    ...tellReceipts(message, it),
    ...tellEnd(message, it),
  ];
}

/** Who wrote it, as the story names them. */
export function authorOf({ author, person }: MessageFacts): StoryActor {
  switch (author.kind) {
    case 'agent':
      return { kind: 'agent', name: author.name ?? 'An agent' };
    case 'customer':
      return { kind: 'customer', name: author.name ?? person ?? 'A guest' };
    case 'virtual_agent':
      return { kind: 'virtual_agent', name: 'The virtual agent' };
    case 'system':
      return system;
  }
}

/** To whom it goes. */
export function recipientOf({ preflight, person }: MessageFacts): string {
  return preflight?.person?.name ?? person ?? 'a guest';
}

function tellInbound(message: MessageFacts): StoryChapter {
  const actor = authorOf(message);
  const leftOut = message.cause?.reason ?? null;
  return {
    at: message.createdAt.toISOString(),
    actor,
    kind: 'written',
    tone: leftOut === null ? 'plain' : 'doubt',
    sentence: `${actor.name} wrote over ${channelName(message.channel)}: ${size(message)}.${leftOut === null ? '' : ` Something that came with it was left out: ${leftOut}`}`,
    details: [{ label: 'Came in through', value: message.plugin }],
    message: message.id,
  };
}

function tellAsked(message: MessageFacts): StoryChapter {
  const { preflight, source, conversation, author } = message;
  const actor = authorOf(message);
  const over = `over ${channelName(message.channel)}`;
  const what = `${size(message)}${message.segments === null ? '' : `, ${countWords(message.segments, 'segment')}`}`;
  const sentence =
    source !== null
      ? `${actor.name} composed a message to ${recipientOf(message)} from ${source}, ${over}: ${what}.`
      : author.kind === 'agent'
        ? `${actor.name} wrote to ${recipientOf(message)} in ${conversation}, ${over}: ${what}.`
        : `${actor.name} wrote to ${recipientOf(message)} by itself in ${conversation}, ${over}: ${what}.`;
  const asked = preflight?.asked;
  const seen =
    asked?.via === 'schedule'
      ? 'The outcome was still the one that was found when it was scheduled'
      : asked?.planSeen
        ? 'The outcome had been shown before, and was what happened'
        : 'Nobody had looked at the outcome before';
  return {
    at: message.createdAt.toISOString(),
    actor,
    kind: 'asked',
    tone: 'plain',
    sentence,
    details: [
      ...(preflight?.recipient ? [line('To', preflight.recipient.recipientId, preflight.recipient.explanation)] : []),
      ...(preflight?.person ? [line('Why this person', preflight.person.name, preflight.person.explanation)] : []),
      ...(preflight?.sender
        ? [line('From', `${preflight.sender.name}, ${preflight.sender.address}`, preflight.sender.explanation)]
        : []),
      ...(preflight?.template
        ? [{ label: 'Template', value: `${preflight.template.name} (${preflight.template.language})` }]
        : []),
      ...(asked?.via ? [{ label: 'Asked by', value: viaWords(asked.via, actor.name) }] : []),
      ...(asked ? [{ label: 'Preflight', value: seen }] : []),
      ...(preflight?.expectedSend ? [expected(preflight.expectedSend)] : []),
    ],
    message: message.id,
  };
}

/** Of the moment at which it was asked. */
function expected({ at, precision, segmentsAhead }: ExpectedSend): StoryDetail {
  const ahead = `${countWords(segmentsAhead, 'message segment')} before it`;
  return { label: 'Expected to go out', value: `${precision === 'about' ? 'about' : 'not before'} ${at}, ${ahead}` };
}

function tellAllowed(message: MessageFacts): StoryChapter[] {
  const { preflight, conversation } = message;
  if (!preflight?.plan) return [];
  const agent = authorOf(message).name;
  const agreed = preflight.warnings.filter(({ confirmation }) => confirmation !== null);
  const agreement = agreed.length === 0 ? '' : ` ${agent} had agreed to this.`;
  return [
    {
      at: message.createdAt.toISOString(),
      actor: system,
      kind: 'allowed',
      tone: 'plain',
      sentence: `Nothing stood in the way. ${planWords(preflight.plan, conversation, agent, recipientOf(message))}${agreement}`,
      details: [
        {
          label: 'Outcome',
          value: `${workflows[preflight.plan.workflow]} (row ${preflight.plan.row} of the conversation plan)`,
        },
        ...preflight.warnings.map(({ message: warning, confirmation }) => ({
          label: confirmation === null ? 'Told before' : 'Agreed to',
          value: warning,
        })),
        ...preflight.verdicts.map(verdictDetail),
      ],
      message: message.id,
    },
  ];
}

const endings: Partial<Record<MessageState, string>> = {
  canceled: 'was cancelled before it went out',
  failed: 'was given up',
  undelivered: 'could not be delivered',
};

/** An end that neither an attempt nor a receipt tells. */
function tellEnd(message: MessageFacts, it: string): StoryChapter[] {
  const { state, cause, attempts, receipts } = message;
  const told = attempts.some(({ outcome }) => outcome === 'rejected') || receipts.some((one) => one.state === state);
  if (!Object.hasOwn(endings, state) || (state !== 'canceled' && told)) return [];
  const subject = `${it.charAt(0).toUpperCase()}${it.slice(1)}`;
  const what = `${subject} ${endings[state]}`;
  return [
    {
      at: message.stateAt.toISOString(),
      actor: system,
      kind: state === 'canceled' ? 'canceled' : 'given_up',
      tone: 'bad',
      sentence: cause?.reason ? `${what}: ${cause.reason}` : `${what}.`,
      details: cause ? [{ label: 'Code', value: cause.code }] : [],
      message: message.id,
    },
  ];
}

function size({ characters, attachments }: MessageFacts): string {
  const pictures = attachments === 0 ? '' : countWords(attachments, 'picture');
  if (characters === 0 && pictures !== '') return pictures;
  return `${countWords(characters, 'character')}${pictures === '' ? '' : ` and ${pictures}`}`;
}

function line(label: string, value: string, why: string): StoryDetail {
  return { label, value: `${value} (${why.replace(/\.$/, '')})` };
}
