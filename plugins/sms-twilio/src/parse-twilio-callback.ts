import type { ChannelEvent, InboundMessageEvent, ReceiptEvent } from '@hailpoint/kernel';
import { InvalidTwilioCallbackError } from './invalid-twilio-callback-error.js';
import { optedOutError, twilioErrorOf } from './twilio-errors.js';
import { twilioStates } from './twilio-states.js';

/**
 * A status callback of the message whose id stood in its path.
 * @throws InvalidTwilioCallbackError
 */
export function parseStatus(messageId: string, parameters: URLSearchParams): readonly ChannelEvent[] {
  const sid = required(parameters, 'MessageSid');
  const status = required(parameters, 'MessageStatus');
  if (!twilioStates.has(status)) return [];
  const code = Number(parameters.get('ErrorCode') || '0');
  return [{ ...receiptOf({ sid, status, errorCode: code || null, at: null }), messageId }];
}

/**
 * What a status says. One that is not final yet says that Twilio has the message, and is the same event as the `sent` that follows.
 */
export function receiptOf({
  sid,
  status,
  errorCode,
  at,
}: {
  readonly sid: string;
  readonly status: string;
  readonly errorCode: number | null;
  /** Twilio's clock; callbacks do not say. */
  readonly at: Date | null;
}): ReceiptEvent {
  const state = twilioStates.get(status) ?? 'sent';
  const isFailure = state === 'failed' || state === 'undelivered';
  const cause =
    errorCode !== null && isFailure ? { code: String(errorCode), reason: twilioErrorOf(errorCode).reason } : {};
  return {
    kind: 'receipt',
    eventId: `${sid}:${state}`,
    carrierMessageId: sid,
    state,
    ...cause,
    ...(isFailure && errorCode === optedOutError ? { optedOut: true as const } : {}),
    ...(at === null ? {} : { at }),
  };
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
    ...keywordOf(parameters.get('OptOutType')),
  };
}

/** With Advanced Opt-Out, Twilio says what it made of the text. */
function keywordOf(type: string | null): { readonly consentKeyword?: 'stop' | 'start' | 'help' } {
  if (type === 'STOP') return { consentKeyword: 'stop' };
  if (type === 'START') return { consentKeyword: 'start' };
  return type === 'HELP' ? { consentKeyword: 'help' } : {};
}

function required(parameters: URLSearchParams, name: string): string {
  const value = parameters.get(name);
  if (!value) throw new InvalidTwilioCallbackError(name);
  return value;
}
