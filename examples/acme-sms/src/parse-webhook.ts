import type { ChannelEvent, InboundMessageEvent, ReceiptEvent, ReceiptState } from '@hailpoint/kernel';
import { AcmeWebhookError } from './acme-errors.js';
import { type Fields, readFields, textOf } from './read-fields.js';

/** Acme's words for what became of a message. */
const states = new Map<string, ReceiptState>([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['undeliverable', 'undelivered'],
]);

/** @throws AcmeWebhookError */
export function parseWebhook(body: Uint8Array): ChannelEvent {
  const fields = readFields(Buffer.from(body).toString('utf8'));
  return fields['type'] === 'inbound' ? inbound(fields) : receipt(fields);
}

function receipt(fields: Fields): ReceiptEvent {
  const state = states.get(textOf(fields, 'status'));
  if (state === undefined) throw new AcmeWebhookError('status');
  const carrierMessageId = textOf(fields, 'id');
  const messageId = textOf(fields, 'reference');
  // Acme tells each state of a message once.
  return { kind: 'receipt', eventId: `${carrierMessageId}:${state}`, messageId, carrierMessageId, state };
}

function inbound(fields: Fields): InboundMessageEvent {
  const carrierMessageId = textOf(fields, 'id');
  const body = fields['text'];
  if (typeof body !== 'string') throw new AcmeWebhookError('text');
  const [from, to] = [textOf(fields, 'from'), textOf(fields, 'to')];
  return { kind: 'message', eventId: carrierMessageId, carrierMessageId, from, to, body, media: [] };
}
