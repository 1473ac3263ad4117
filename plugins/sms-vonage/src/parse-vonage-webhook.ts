import type { ChannelEvent, InboundMessageEvent } from '@hailpoint/kernel';
import { ForeignChannelError } from './foreign-channel-error.js';
import { InvalidVonageWebhookError } from './invalid-vonage-webhook-error.js';
import { vonageCodeOf } from './vonage-code.js';
import { optedOutError, vonageErrorOf } from './vonage-errors.js';
import { fromVonage } from './vonage-number.js';
import { vonageStates } from './vonage-states.js';

type Fields = Readonly<Record<string, unknown>>;

/** A customer's message with a picture comes in as MMS, on the same numbers. */
const ownChannels: ReadonlySet<string> = new Set(['sms', 'mms']);

/** What a message of a customer can hold beside words, by `message_type`. */
const attachments = ['image', 'vcard', 'audio', 'video', 'file'] as const;

/**
 * A status of a message. An application may carry messages of others, too: those of other channels are none of ours.
 * @throws InvalidVonageWebhookError
 */
export function parseStatus(body: Uint8Array): readonly ChannelEvent[] {
  const fields = fieldsOf(body);
  const carrierMessageId = required(fields, 'message_uuid');
  const status = required(fields, 'status');
  const state = vonageStates.get(status);
  if (state === undefined || !ownChannels.has(required(fields, 'channel'))) return [];
  const code = state === 'failed' || state === 'undelivered' ? vonageCodeOf(own(fields, 'error')) : undefined;
  const messageId = text(fields, 'client_ref');
  return [
    {
      kind: 'receipt',
      eventId: `${carrierMessageId}:${status}`,
      carrierMessageId,
      state,
      ...(messageId === undefined ? {} : { messageId }),
      ...(code === undefined ? {} : { code: String(code), reason: vonageErrorOf(code).reason }),
      ...(code === optedOutError ? { optedOut: true as const } : {}),
      ...timeOf(fields),
    },
  ];
}

/**
 * A message from a customer. `senderAddress` gives the address of the sender that a number of Vonage belongs to.
 * @throws InvalidVonageWebhookError, ForeignChannelError
 */
export function parseInbound(body: Uint8Array, senderAddress: (number: string) => string): InboundMessageEvent {
  const fields = fieldsOf(body);
  const carrierMessageId = required(fields, 'message_uuid');
  const channel = required(fields, 'channel');
  if (!ownChannels.has(channel)) throw new ForeignChannelError();
  const words = own(fields, 'text');
  if (channel === 'sms' && typeof words !== 'string') throw new InvalidVonageWebhookError('text');
  return {
    kind: 'message',
    eventId: carrierMessageId,
    carrierMessageId,
    from: fromVonage(required(fields, 'from')),
    to: senderAddress(required(fields, 'to')),
    body: typeof words === 'string' ? words : captionOf(fields),
    media: channel === 'sms' ? [] : mediaOf(fields),
    ...timeOf(fields),
  };
}

/** One attachment stands under its type, several in `content`. */
function mediaOf(fields: Fields): InboundMessageEvent['media'] {
  const content = own(fields, 'content');
  const several = Array.isArray(content) ? (content as readonly unknown[]) : [];
  return [...attachments.map((type) => own(fields, type)), ...several].flatMap((item) => {
    const reference = isFields(item) ? text(item, 'url') : undefined;
    return reference === undefined ? [] : [{ reference }];
  });
}

function captionOf(fields: Fields): string {
  const captions = attachments.map((type) => own(fields, type)).map((item) => isFields(item) && text(item, 'caption'));
  return captions.find((caption) => typeof caption === 'string') || '';
}

/** Without a zone a time is nobody's; the time of arrival stands in for it. */
function timeOf(fields: Fields): { readonly at?: Date } {
  const timestamp = text(fields, 'timestamp');
  if (timestamp === undefined || !/(Z|[+-]\d{2}:?\d{2})$/.test(timestamp)) return {};
  const at = new Date(timestamp);
  return Number.isNaN(at.getTime()) ? {} : { at };
}

function fieldsOf(body: Uint8Array): Fields {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString('utf8'));
    if (isFields(value)) return value;
  } catch {
    // What is no JSON has no fields either.
  }
  throw new InvalidVonageWebhookError('JSON object');
}

function required(fields: Fields, name: string): string {
  const value = text(fields, name);
  if (value === undefined) throw new InvalidVonageWebhookError(name);
  return value;
}

/** `undefined`: absent, empty or no text. */
function text(fields: Fields, name: string): string | undefined {
  const value = own(fields, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function own(fields: Fields, name: string): unknown {
  return Object.hasOwn(fields, name) ? fields[name] : undefined;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
