import type { ChannelEvent, InboundMessageEvent, ReceiptEvent } from '@hailpoint/kernel';
import { isDate } from './answer-faults.js';
import { receiptStates } from './receipt-states.js';

/** What is wrong with an event that `parse` gave; `null`: every field has its type. */
export function eventFault(event: ChannelEvent): string | null {
  if (typeof event !== 'object' || event === null) return 'It is no object.';
  const { kind, at } = event;
  if (!isText(event.eventId)) return 'Its eventId is no text, or empty.';
  if (at !== undefined && !isDate(at)) return 'Its at is no date.';
  if (kind === 'receipt') return receiptFault(event);
  return kind === 'message' ? messageFault(event) : `Its kind is neither receipt nor message.`;
}

function receiptFault({ state, messageId, carrierMessageId, code, reason }: ReceiptEvent): string | null {
  if (!receiptStates.has(state)) return 'Its state does not exist.';
  if (messageId === undefined && carrierMessageId === undefined)
    return 'It names no message: messageId or carrierMessageId is needed.';
  const isRight = [messageId, carrierMessageId, code, reason].every((each) => each === undefined || isText(each));
  return isRight ? null : 'Its messageId, carrierMessageId, code or reason is no text, or empty.';
}

function messageFault({ from, to, carrierMessageId, body, media }: InboundMessageEvent): string | null {
  for (const [name, value] of Object.entries({ from, to, carrierMessageId })) {
    if (!isText(value)) return `Its ${name} is no text, or empty.`;
  }
  if (typeof body !== 'string') return 'Its body is no text.';
  if (!Array.isArray(media) || !media.every((each) => isText(each?.reference)))
    return 'Its media is no list of references.';
  return null;
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
