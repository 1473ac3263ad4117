import type { MessageState } from '../model/message.js';
import type { LookUpResult, MessageLookUp } from '../model/message-look-up.js';

/** What is known of a message of which it is not known whether it was sent, and what comes next. Times stand beside it. */
export function lookUpWords({ state, asked, last }: Omit<MessageLookUp, 'words'>): string {
  switch (state) {
    case 'impossible':
      return 'The carrier may have it, and this carrier cannot be asked. You decide whether to send it again.';
    case 'unsettled':
      return `The carrier may have it. It was asked ${asked} times and does not say. You decide whether to send it again.`;
    case 'open':
      if (last === null) return 'The carrier may have it. Hailpoint is looking it up.';
      if (last.outcome === 'absent_early')
        return 'The carrier did not have it when it was asked, but may still be taking it over. If it does not have it at the next look either, it is sent again by itself.';
      return `The carrier may have it. Hailpoint is looking it up; the last look did not settle it${last.reason === null ? '.' : `: ${last.reason}`}`;
  }
}

/** What an agent who asked the carrier is told. */
export function answerWords(outcome: LookUpResult['outcome'], state: MessageState, reason: string | null): string {
  switch (outcome) {
    case 'busy':
      return 'The carrier is being asked at this moment. The answer shows here.';
    case 'known':
      return `There is nothing to look up any more: the message is ${stateNames[state] ?? state}.`;
    case 'found':
      return `The carrier has it: the message is ${stateNames[state] ?? state}. It was not sent twice.`;
    case 'absent':
      return state === 'queued'
        ? 'The carrier does not have it, so it is sent again.'
        : `The carrier does not have it. It is not sent again: the message is ${stateNames[state] ?? state}.`;
    case 'absent_early':
      return 'The carrier does not have it yet, but may still be taking it over. It is asked again, and only then is the message sent again.';
    case 'inconclusive':
    case 'failed':
    case 'late':
    case 'paused':
      return `The carrier did not say whether it has the message${reason === null ? '.' : `: ${reason}`}`;
  }
}

const stateNames: Partial<Record<MessageState, string>> = {
  queued: 'waiting to be sent',
  sending: 'being sent',
  sent: 'sent',
  delivered: 'delivered',
  read: 'read',
  failed: 'failed',
  undelivered: 'undelivered',
  unknown: 'still of unknown outcome',
  canceled: 'canceled',
};
