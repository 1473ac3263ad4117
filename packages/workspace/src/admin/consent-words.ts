import type { ConsentAction, ConsentChangeResult, ConsentGroup, ConsentStanding, Person } from '../api/types.js';

export const actionWords: Readonly<Record<ConsentAction, { button: string; title: string }>> = {
  opt_out: { button: 'Record an opt-out', title: 'Record an opt-out' },
  lift_opt_out: { button: 'Lift the opt-out', title: 'Lift the opt-out' },
  opt_in: { button: 'Record an opt-in', title: 'Record an opt-in' },
};

/** What can be recorded where this holds. An opt-in does not outweigh an opt-out, so that is lifted first. */
export function actionsOf(state: ConsentStanding): readonly ConsentAction[] {
  switch (state) {
    case 'opted_out':
      return ['lift_opt_out'];
    case 'opted_in':
      return ['opt_out'];
    case 'unknown':
      return ['opt_out', 'opt_in'];
  }
}

/** "Support US and Support UK". */
export function sendersWords({ senders, senderGroup }: Pick<ConsentGroup, 'senders' | 'senderGroup'>): string {
  return senders.length > 0
    ? new Intl.ListFormat('en').format(senders)
    : `senders of the group ${senderGroup}, which is not configured any more`;
}

export function waitingWords(queued: number): string | null {
  if (queued === 0) return null;
  return queued === 1 ? '1 message waits to be sent to it.' : `${queued} messages wait to be sent to it.`;
}

interface ConsentEffect {
  recipientId: string;
  group: ConsentGroup;
  /** Whose opt-in it is. */
  person: Person | null;
  /** Who has the number at present. */
  holder: Person | null;
  requireOptIn: boolean;
}

/** What will happen, one sentence each. */
export function effectsOf(action: ConsentAction, effect: ConsentEffect): string[] {
  const { recipientId, group, person, holder, requireOptIn } = effect;
  const senders = sendersWords(group);
  switch (action) {
    case 'opt_out':
      return [
        `Nothing is sent to ${recipientId} any more from ${senders}, whoever has the number. Only START from that number, or an administrator with proof, lifts it.`,
        canceling(group.queuedMessages),
        'Scheduled messages to it are not sent when their time comes; their agents are told.',
        ...(group.state === 'opted_in' ? ['The opt-in ends.'] : []),
      ];
    case 'lift_opt_out':
      return [
        requireOptIn
          ? `The channel is only for people who opted in: agents cannot write to ${recipientId} from ${senders} before an opt-in is recorded, too.`
          : `Messages can be sent to ${recipientId} from ${senders} again.`,
        'What was canceled stays canceled.',
      ];
    case 'opt_in': {
      const whose = person?.name ?? 'the person who is named below';
      return [
        `The opt-in is recorded for ${whose}, and counts while they have the number. The next one who has it does not inherit it.`,
        ...(person && person.id !== holder?.id
          ? [`${holder ? `The number is ${holder.name}'s` : 'Nobody is known to have the number'} at present.`]
          : []),
        requireOptIn
          ? `Agents can then write to them from ${senders}.`
          : 'Agents can write to them without it, too: the channel does not ask for an opt-in.',
      ];
    }
  }
}

function canceling(queued: number): string {
  if (queued === 0) return 'No message waits to be sent to it now.';
  return queued === 1
    ? '1 message that waits to be sent to it is canceled.'
    : `${queued} messages that wait to be sent to it are canceled.`;
}

/** What became of it. */
export function outcomeOf(
  action: ConsentAction,
  { changed, canceledMessages }: ConsentChangeResult,
): { tone: 'good' | 'info'; title: string; text: string } {
  if (!changed) {
    return action === 'lift_opt_out'
      ? { tone: 'info', title: 'There was no opt-out any more', text: 'Nothing was recorded.' }
      : { tone: 'info', title: 'It was so already', text: 'What you recorded is in the history.' };
  }
  switch (action) {
    case 'opt_out':
      return { tone: 'good', title: 'The opt-out is recorded', text: canceled(canceledMessages) };
    case 'lift_opt_out':
      return { tone: 'good', title: 'The opt-out is lifted', text: 'What was canceled before stays canceled.' };
    case 'opt_in':
      return { tone: 'good', title: 'The opt-in is recorded', text: 'It counts while that person has the number.' };
  }
}

function canceled(messages: number): string {
  if (messages === 0) return 'No message waited to be sent.';
  return messages === 1 ? '1 message that waited was canceled.' : `${messages} messages that waited were canceled.`;
}

/** The sentences of the server name the day in UTC; this is its time of day. */
export function clockWords(at: string): string {
  return `${new Date(at).toLocaleTimeString('en-GB', { timeStyle: 'short', timeZone: 'UTC' })} UTC`;
}
