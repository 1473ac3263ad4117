import type { ConsentSource } from '@hailpoint/store';
import { channelName } from '../channels/channel-name.js';
import { silenceWords } from '../follow-ups/silence-words.js';
import type { StoryActor, StoryChapter } from '../model/story.js';
import type { HistoryEvent } from './history-entry.js';
import { closeReasonWords, stateWords } from './interaction-words.js';
import type { EntryFacts } from './story-facts.js';
import { viaWords } from './via-words.js';

/** What the sentence of an entry may name. */
export interface EntrySetting {
  /** Number of the interaction. */
  readonly number: string;
  /** Number of the conversation that took over from it. */
  readonly continuedIn: string | null;
  /** Of a user id. */
  readonly nameOf: (userId: string) => string;
}

type Words = Pick<StoryChapter, 'sentence' | 'tone'> & Partial<Pick<StoryChapter, 'details' | 'actor'>>;

const system: StoryActor = { kind: 'system', name: 'Hailpoint' };

/** A chapter of what the history keeps. */
export function tellEntry(entry: EntryFacts, setting: EntrySetting): StoryChapter {
  const actor: StoryActor = entry.user ? { kind: 'agent', name: entry.user.name } : system;
  const words = historyWords(entry.event, actor.name, setting);
  return {
    at: entry.at.toISOString(),
    actor,
    kind: entry.event.kind,
    message: entry.message,
    details: [],
    ...words,
  };
}

/** The sentence for each kind of entry. Whoever adds a kind says here what a support lead reads. */
function historyWords(event: HistoryEvent, who: string, { number, continuedIn, nameOf }: EntrySetting): Words {
  switch (event.kind) {
    case 'closed': {
      const { reason, state, followUp, rekeyed } = event.detail;
      const onward = continuedIn ? ` It goes on in ${continuedIn}.` : '';
      const sentence = followUp
        ? `The follow-up "${followUp.rule}" closed ${number}: ${silenceWords(followUp)}.${onward}`
        : `${who} closed ${number}: ${closeReasonWords(reason)}.${onward}`;
      return {
        tone: 'plain',
        sentence: rekeyed ? afterRekeying(number, rekeyed.into) : sentence,
        details: [{ label: 'Closed as', value: stateWords(state) }],
      };
    }
    case 'followed_up': {
      const did = {
        prompt_agent: 'prompted the agents',
        prompt_requester: 'wrote to the customer',
        reassign: 'saw to the assignment',
        set_state: 'set the state',
      } as const;
      const { rule, action } = event.detail;
      return {
        tone: 'plain',
        sentence: `The follow-up "${rule}" ${did[action]}: ${silenceWords(event.detail)}.`,
      };
    }
    case 'handed_off': {
      const { why, plugin } = event.detail;
      const sentences = {
        handed_off: 'The virtual agent handed the conversation over: it waits for an agent.',
        failed: 'The virtual agent could not answer, so the conversation waits for an agent.',
        opted_out: 'The virtual agent stopped: the customer wants no more messages.',
      } as const;
      return {
        tone: why === 'failed' ? 'doubt' : 'plain',
        actor: { kind: 'virtual_agent', name: 'Virtual agent' },
        sentence: sentences[why],
        details: plugin === null ? [] : [{ label: 'Plugin', value: plugin }],
      };
    }
    case 'opted_out': {
      const { source, word } = event.detail;
      const sentence = `${consentGiver(source, who)} ended messages to this number${word ? ` by texting ${word}` : ''}: nothing more is sent to it.`;
      return { tone: 'bad', actor: consentActor(source, who), sentence };
    }
    case 'opt_out_lifted': {
      const { source, word } = event.detail;
      const sentence = `${consentGiver(source, who)} lifted the opt-out${word ? ` by texting ${word}` : ''}: messages may be sent to this number again.`;
      return { tone: 'good', actor: consentActor(source, who), sentence };
    }
    case 'opted_in': {
      const { source, word } = event.detail;
      const sentence =
        source === 'keyword'
          ? `The customer opted in to messages${word ? ` by texting ${word}` : ''}.`
          : `${who} recorded that the customer opted in to messages.`;
      return { tone: 'good', actor: consentActor(source, who), sentence };
    }
    case 'send_refused': {
      const { code, reasons, channel, sender, reply, via } = event.detail;
      const what = reply ? 'reply' : 'send a message';
      return {
        tone: 'bad',
        sentence: `${who} wanted to ${what}${channel === null ? '' : ` over ${channelName(channel)}`}, and it was refused: ${whyRefused(code, reasons)} Nothing was sent.`,
        details: [
          ...reasons.map((one) => ({ label: 'In the way', value: `${one.reason} (${one.code})` })),
          ...(sender === null ? [] : [{ label: 'From', value: sender }]),
          ...(via === null ? [] : [{ label: 'Asked by', value: viaWords(via, who) }]),
        ],
      };
    }
    case 'sent_again':
      return {
        tone: 'doubt',
        sentence: `${who} decided to send it again, though the carrier may have it, and agreed that it may arrive twice.`,
        details: [{ label: 'Attempt of unknown outcome', value: String(event.detail.attempt) }],
      };
    case 'provider_changed': {
      const { from, to, why } = event.detail;
      const reasons = {
        not_sent: `${from} could not send it`,
        paused: `${from} failed several times in a row and is given a rest`,
        switched_off: `${from} is switched off`,
      } as const;
      return {
        tone: 'plain',
        sentence: `${reasons[why]}, so it goes out through ${to}, which has the same sender.`,
      };
    }
    case 'assigned': {
      return { tone: 'plain', sentence: assignment(event.detail, who, number, nameOf) };
    }
    case 'associated': {
      const { from, to, canceled } = event.detail;
      const before = from === null ? 'Nobody was known for it before.' : `It was with ${nameOf(from)} before.`;
      const waiting = canceled === 0 ? '' : ` What still waited to be sent was canceled: ${canceled}.`;
      return { tone: 'plain', sentence: `${who} said that ${number} is with ${nameOf(to)}. ${before}${waiting}` };
    }
    case 'state_changed': {
      const { from, to } = event.detail;
      return { tone: 'plain', sentence: `${who} set ${number} from ${stateWords(from)} to ${stateWords(to)}.` };
    }
    case 'edited':
      return {
        tone: 'plain',
        sentence: `${who} changed ${listOf(event.detail.fields.map((field) => fieldWords[field] ?? field))}.`,
      };
    case 'message_scheduled':
      return { tone: 'plain', sentence: `${who} scheduled a message for ${event.detail.sendAt}.` };
    case 'scheduled_changed':
      return {
        tone: 'plain',
        sentence: `${who} changed a scheduled message: it is to go out at ${event.detail.sendAt}.`,
      };
    case 'scheduled_canceled':
      return { tone: 'plain', sentence: `${who} cancelled the message that was scheduled for ${event.detail.sendAt}.` };
    case 'scheduled_sent': {
      const { sendAt, interaction } = event.detail;
      const into = interaction === number ? '' : ` It is in ${interaction}.`;
      const sentence =
        who === system.name
          ? `The time of a scheduled message, ${sendAt}, had come: it was sent as its agent would have sent it.${into}`
          : `${who} sent the message that was scheduled for ${sendAt} without waiting for its time.${into}`;
      return { tone: 'plain', sentence };
    }
    case 'scheduled_needs_attention': {
      const { sendAt, code, reason } = event.detail;
      return {
        tone: 'bad',
        sentence: `The message that was scheduled for ${sendAt} was not sent: ${lowerFirst(reason ?? code)} Whoever scheduled it was told, and decides.`,
        details: [{ label: 'Code', value: code }],
      };
    }
    default:
      return withoutWords(event);
  }
}

function afterRekeying(number: string, into: string | null): string {
  const known = 'Two ways to write one number are known to be one subscriber now';
  return into === null
    ? `${known}, and the number is bound to someone else: ${number} was closed.`
    : `${known}, so two conversations became one: ${number} was closed. It goes on in ${into}.`;
}

function consentGiver(source: ConsentSource, who: string): string {
  return { keyword: 'The customer', carrier: 'The carrier says that the customer', admin: who, api: who }[source];
}

function consentActor(source: ConsentSource, who: string): StoryActor {
  if (source === 'keyword') return { kind: 'customer', name: 'Customer' };
  return source === 'carrier' ? { kind: 'carrier', name: 'Carrier' } : { kind: 'agent', name: who };
}

function assignment(
  { from, to }: { readonly from: string | null; readonly to: string | null },
  who: string,
  number: string,
  nameOf: EntrySetting['nameOf'],
): string {
  const had = from === null ? null : nameOf(from);
  if (to === null && had === who) return `${who} gave ${number} up: nobody has it now.`;
  if (to === null) return `${who} took ${number} from ${had ?? 'whoever had it'}: nobody has it now.`;
  const gets = nameOf(to);
  if (had === who) return `${who} handed ${number} to ${gets}.`;
  const before = had === null ? '' : ` It was with ${had} before.`;
  return gets === who ? `${who} took ${number}.${before}` : `${who} assigned ${number} to ${gets}.${before}`;
}

/** Written by a newer version that runs on the same database. */
function withoutWords(event: never): Words {
  const { kind } = event as { readonly kind: string };
  return { tone: 'plain', sentence: `Something happened that this version has no words for (${kind}).` };
}

const fieldWords: Readonly<Record<string, string>> = {
  shortDescription: 'the short description',
  consumer: 'the consumer',
  contact: 'the contact',
  openedFor: 'whom it was opened for',
  relatedRecord: 'the related record',
};

function whyRefused(code: string, reasons: readonly { readonly reason: string }[]): string {
  if (code === 'confirmation_required')
    return `it needed to be agreed to first. ${reasons.map(({ reason }) => reason).join(' ')}`;
  if (code === 'plan_changed')
    return 'something had changed since the outcome was shown, and sending would have done something else.';
  return lowerFirst(reasons.map(({ reason }) => reason).join(' '));
}

/** Into the middle of a sentence; names and abbreviations keep their capitals. */
function lowerFirst(text: string): string {
  return /^(The|This|It|A|An|No|Not|Nothing|Nobody|There|They|Its) /.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text;
}

function listOf(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
