import type { ChannelEvent, InboundMessageEvent, ReceiptEvent } from '@hailpoint/kernel';
import { InvalidCallbackError } from './invalid-callback-error.js';

type Fields = Readonly<Record<string, unknown>>;

/** @throws InvalidCallbackError */
export function parseCallback(content: string): ChannelEvent {
  return parseEvent(json(content));
}

/**
 * One event, as a callback or the carrier's history says it.
 * @throws InvalidCallbackError
 */
export function parseEvent(value: unknown): ChannelEvent {
  if (typeof value !== 'object' || value === null) throw new InvalidCallbackError('body');
  const fields = value as Fields;
  if (fields['type'] === 'receipt') return receipt(fields);
  if (fields['type'] === 'message') return message(fields);
  throw new InvalidCallbackError('type');
}

function receipt(fields: Fields): ReceiptEvent {
  const state = fields['state'];
  if (!isReceiptState(state)) throw new InvalidCallbackError('state');
  return {
    kind: 'receipt',
    eventId: text(fields, 'eventId'),
    messageId: text(fields, 'clientMessageId'),
    carrierMessageId: text(fields, 'carrierMessageId'),
    state,
    ...optionalText(fields, 'code'),
    ...optionalText(fields, 'reason'),
    at: time(fields),
  };
}

function isReceiptState(state: unknown): state is ReceiptEvent['state'] {
  return state === 'sent' || state === 'undelivered' || state === 'delivered' || state === 'read';
}

function message(fields: Fields): InboundMessageEvent {
  const media = fields['media'];
  if (!Array.isArray(media)) throw new InvalidCallbackError('media');
  const keyword = fields['keyword'];
  if (keyword !== undefined && keyword !== 'stop' && keyword !== 'start') throw new InvalidCallbackError('keyword');
  return {
    kind: 'message',
    eventId: text(fields, 'eventId'),
    carrierMessageId: text(fields, 'carrierMessageId'),
    from: text(fields, 'from'),
    to: text(fields, 'to'),
    body: text(fields, 'body', 0),
    media: media.map((item: Fields) => ({ reference: text(item, 'url'), contentType: text(item, 'contentType') })),
    ...(keyword === undefined ? {} : { consentKeyword: keyword }),
    at: time(fields),
  };
}

function json(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    throw new InvalidCallbackError('body');
  }
}

function optionalText<Name extends string>(fields: Fields, name: Name): { readonly [Key in Name]?: string } {
  return fields[name] === undefined ? {} : ({ [name]: text(fields, name) } as { readonly [Key in Name]?: string });
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
