import { type SelectableSender, type SenderChoice, SenderSelector } from '@hailpoint/kernel';
import { type ExtensionPoints, GarbageAnswerError, type TraceEntry } from '@hailpoint/kernel/host';
import type { ChannelSender } from '../providers/channel-sender.js';
import { type ChosenSender, defaultSender } from './choose-sender.js';
import { personFacts } from './person-facts.js';
import type { RecipientHistory } from './recipient-history.js';
import type { RecipientPerson } from './recipient-person.js';
import { SenderNotOfferedError } from './sender-not-offered-error.js';

export interface SenderQuestion {
  readonly channel: string;
  readonly at: Date;
  readonly recipient: { readonly recipientId: string; readonly country?: string | undefined };
  readonly person: RecipientPerson | null;
  readonly senders: readonly ChannelSender[];
  readonly history: RecipientHistory;
  /** The same senders as a selector sees them; asked for only when there is one. */
  readonly selectable: () => Promise<readonly SelectableSender[]>;
}

export interface SelectedSender {
  /** `null`: the channel has none. */
  readonly chosen: ChosenSender | null;
  readonly trace: readonly TraceEntry[];
}

/** The sender when the agent names none: what a selector says, else the default order. */
export async function selectSender(
  points: Pick<ExtensionPoints, 'contributions' | 'first'>,
  question: SenderQuestion,
): Promise<SelectedSender> {
  const { channel, at, recipient, person, senders, history } = question;
  const byDefault = defaultSender(senders, history);
  if (senders.length < 2 || points.contributions(SenderSelector).length === 0) return { chosen: byDefault, trace: [] };
  const { recipientId, country } = recipient;
  const offered = history.senders.filter(({ senderId }) => senders.some(({ sender }) => sender.id === senderId));
  const situation = {
    channel,
    at,
    recipient: { recipientId, ...(country !== undefined && { country }) },
    person: personFacts(person),
    senders: await question.selectable(),
    running: offered.find(({ running }) => running)?.senderId ?? null,
    lastUsed: offered[0]?.senderId ?? null,
  };
  const { answer, trace } = await points.first(
    SenderSelector,
    (selector) => selector.isValidForChannel(channel),
    async (selector, context) => requireOffered(await selector.selectSender(situation, context), senders),
  );
  const sender = answer && senders.find((one) => one.sender.id === answer.senderId);
  if (!sender) return { chosen: byDefault, trace };
  const { code, reason } = answer;
  return {
    chosen: { sender, explanation: reason },
    trace: trace.map((step) => (step.verdict === 'answered' ? { ...step, code, reason } : step)),
  };
}

/** Of a code and of a reason. */
const longest = { code: 64, reason: 500 };

/** An answer that cannot be used is the selector's failure, and none of the agent. */
function requireOffered(answer: SenderChoice | null, senders: readonly ChannelSender[]): SenderChoice | null {
  if (answer === null || answer === undefined) return answer;
  const { senderId, code, reason } = answer;
  if (typeof senderId !== 'string' || !isText(code, longest.code) || !isText(reason, longest.reason)) {
    throw new GarbageAnswerError('`{ senderId, code, reason }`, or `null` for the next one');
  }
  if (!senders.some(({ sender }) => sender.id === senderId)) throw new SenderNotOfferedError();
  return { senderId, code, reason };
}

/** Something to read, and without the NUL that no database takes. */
function isText(value: unknown, most: number): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= most && !value.includes('\0');
}
