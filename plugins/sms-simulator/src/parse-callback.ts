import type { ChannelEvent, InboundMessageEvent, ReceiptEvent } from '@hailpoint/kernel';
import { InvalidCallbackError } from './invalid-callback-error.js';

type Fields = Readonly<Record<string, unknown>>;

/** @throws InvalidCallbackError */
export function parseCallback(content: string): ChannelEvent {
  const fields = json(content);
  if (fields['type'] === 'receipt') return receipt(fields);
  if (fields['type'] === 'message') return message(fields);
  throw new InvalidCallbackError('type');
}

function receipt(fields: Fields): ReceiptEvent {
  const state = fields['state'];
  if (state !== 'sent' && state !== 'delivered' && state !== 'read') throw new InvalidCallbackError('state');
  return {
    kind: 'receipt',
    eventId: text(fields, 'eventId'),
    messageId: text(fields, 'clientMessageId'),
    carrierMessageId: text(fields, 'carrierMessageId'),
    state,
    at: time(fields),
  };
}

function message(fields: Fields): InboundMessageEvent {
  const media = fields['media'];
  if (!Array.isArray(media)) throw new InvalidCallbackError('media');
  return {
    kind: 'message',
    eventId: text(fields, 'eventId'),
    carrierMessageId: text(fields, 'carrierMessageId'),
    from: text(fields, 'from'),
    to: text(fields, 'to'),
    body: text(fields, 'body', 0),
    media: media.map((item: Fields) => ({ reference: text(item, 'url'), contentType: text(item, 'contentType') })),
    at: time(fields),
  };
}

function json(content: string): Fields {
  try {
    const value: unknown = JSON.parse(content);
    if (typeof value === 'object' && value !== null) return value as Fields;
  } catch {
    // Falls through to the same error as any other content.
  }
  throw new InvalidCallbackError('body');
}

function text(fields: Fields | null | undefined, name: string, minimum = 1): string {
  const value = fields?.[name];
  if (typeof value !== 'string' || value.length < minimum) throw new InvalidCallbackError(name);
  return value;
}

function time(fields: Fields): Date {
  const at = new Date(text(fields, 'at'));
  if (Number.isNaN(at.getTime())) throw new InvalidCallbackError('at');
  return at;
}
