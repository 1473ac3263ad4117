import type { LookUpOutcome, OutboundMessage } from '@hailpoint/kernel';
import { optedOutError, twilioErrorOf } from './twilio-errors.js';
import { isFrom, type TwilioMessage } from './twilio-message.js';
import { twilioStates } from './twilio-states.js';

/** Clocks of Twilio and of this machine may differ so much. Milliseconds. */
export const clockToleranceMs = 60_000;

export interface TwilioSearch {
  readonly message: OutboundMessage;
  /** Everything that Twilio lists for the recipient since before the attempt. */
  readonly listed: readonly TwilioMessage[];
  /** Milliseconds after the attempt within which Twilio took it over, or did not. */
  readonly windowMs: number;
}

/**
 * Which of the listed messages an attempt became. Twilio does not give our id back in its list, so recipient, sender, time and text decide:
 * one candidate is it, two may each be it. A text that Twilio no longer has, because the account redacts messages, says nothing.
 */
export function findTwilioMessage({ message, listed, windowMs }: TwilioSearch): LookUpOutcome {
  const from = message.attemptedAt.getTime() - clockToleranceMs;
  const until = message.attemptedAt.getTime() + windowMs + clockToleranceMs;
  const near = listed.filter((one) => {
    const created = one.dateCreated?.getTime() ?? 0;
    return one.direction.startsWith('outbound') && isFrom(message.sender, one) && created >= from && created <= until;
  });
  const alike = near.filter(({ body }) => textOf(body ?? '') === textOf(message.body));
  const candidates = alike.filter((one) => hasMedia(one, message));
  const [only, second] = candidates;
  if (only && !second) return found(only);
  if (second) {
    const reason = `Twilio has ${candidates.length} messages with this text for this number at that time; which one it is cannot be told.`;
    return { outcome: 'inconclusive', reason };
  }
  if (alike.length > 0) {
    const reason = 'Twilio has this text for this number at that time, with another number of pictures.';
    return { outcome: 'inconclusive', reason };
  }
  if (message.body !== '' && near.some(({ body }) => !body)) {
    return { outcome: 'inconclusive', reason: 'Twilio has removed the text of messages to this number.' };
  }
  return { outcome: 'absent' };
}

function found({ sid, status, errorCode }: TwilioMessage): LookUpOutcome {
  // Accepted, queued or on its way: Twilio has it, which is what `sent` says until a receipt says more.
  const state = twilioStates.get(status) ?? 'sent';
  if (!errorCode || (state !== 'failed' && state !== 'undelivered'))
    return { outcome: 'found', carrierMessageId: sid, state };
  const { reason } = twilioErrorOf(errorCode);
  const optedOut = errorCode === optedOutError ? { optedOut: true as const } : {};
  return { outcome: 'found', carrierMessageId: sid, state, code: String(errorCode), reason, ...optedOut };
}

function hasMedia({ numMedia }: TwilioMessage, { media }: OutboundMessage): boolean {
  return media.length === 0 || Number(numMedia ?? '0') === media.length;
}

const trialPrefix = /^Sent from your Twilio trial account - /;

/** Letters and digits: a Messaging Service may have replaced quotes and dashes, and a trial account writes something before the text. */
function textOf(body: string): string {
  const text = body.replace(trialPrefix, '').normalize('NFKC');
  const letters = text.replace(/[^\p{L}\p{N}]+/gu, '');
  return letters === '' ? text.trim() : letters;
}
