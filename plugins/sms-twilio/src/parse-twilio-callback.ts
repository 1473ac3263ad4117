import type { ChannelEvent, InboundMessageEvent, ReceiptState } from '@hailpoint/kernel';
import { InvalidTwilioCallbackError } from './invalid-twilio-callback-error.js';
import { twilioErrorOf } from './twilio-errors.js';

/** Statuses that say something; `accepted`, `scheduled`, `queued`, `sending` and what Twilio may add do not. */
const states = new Map<string, ReceiptState>([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['undelivered', 'undelivered'],
  ['failed', 'failed'],
  ['read', 'read'],
]);

/**
 * A status callback of the message whose id stood in its path.
 * @throws InvalidTwilioCallbackError
 */
export function parseStatus(messageId: string, parameters: URLSearchParams): readonly ChannelEvent[] {
  const carrierMessageId = required(parameters, 'MessageSid');
  const status = required(parameters, 'MessageStatus');
  const state = states.get(status);
  if (!state) return [];
  const eventId = `${carrierMessageId}:${status}`;
  const code = parameters.get('ErrorCode') || undefined;
  const isFailure = state === 'failed' || state === 'undelivered';
  const cause = code && isFailure ? { code, reason: twilioErrorOf(Number(code)).reason } : {};
  return [{ kind: 'receipt', eventId, messageId, carrierMessageId, state, ...cause }];
}

/**
 * A message from a customer. `senderId` names the sender that an address or a Messaging Service belongs to.
 * @throws InvalidTwilioCallbackError
 */
export function parseInbound(
  parameters: URLSearchParams,
  senderId: (address: string, messagingService: string | null) => string,
): InboundMessageEvent {
  const carrierMessageId = required(parameters, 'MessageSid');
  const count = Number(parameters.get('NumMedia') ?? '0');
  if (!Number.isInteger(count) || count < 0 || count > 100) throw new InvalidTwilioCallbackError('NumMedia');
  const media = Array.from({ length: count }, (_, index) => {
    const contentType = parameters.get(`MediaContentType${index}`);
    return { reference: required(parameters, `MediaUrl${index}`), ...(contentType ? { contentType } : {}) };
  });
  return {
    kind: 'message',
    eventId: carrierMessageId,
    carrierMessageId,
    from: required(parameters, 'From'),
    to: senderId(required(parameters, 'To'), parameters.get('MessagingServiceSid')),
    body: parameters.get('Body') ?? '',
    media,
  };
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (!value) throw new InvalidTwilioCallbackError(name);
  return value;
}
