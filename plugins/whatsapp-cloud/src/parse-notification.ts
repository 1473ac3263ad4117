import {
  type ChannelEvent,
  type InboundMessageEvent,
  PartlyUnreadableError,
  type ReceiptEvent,
  type ReceiptState,
} from '@hailpoint/kernel';
import { graphErrorOf, marketingStoppedError } from './graph-errors.js';
import { inboundContent } from './inbound-content.js';
import { InvalidNotificationError } from './invalid-notification-error.js';
import {
  asObject,
  type JsonObject,
  listAt,
  objectAt,
  objectsAt,
  optionalTextAt,
  own,
  parseObject,
  textAt,
} from './json-fields.js';
import { messageIdOf } from './message-payload.js';

export interface NotificationReader {
  /** Id of the sender with a phone number id; `null`: it is none of ours. */
  readonly senderOf: (phoneNumberId: string) => string | null;
  readonly marketingOptOutStopsAll: boolean;
}

/** Statuses that say something about our message. A voice message that was played was delivered before. */
const states: ReadonlyMap<string, ReceiptState> = new Map([
  ['sent', 'sent'],
  ['delivered', 'delivered'],
  ['read', 'read'],
  ['failed', 'failed'],
]);

/**
 * The messages and statuses of a notification, which may hold many. Of another field than `messages`, and of what other systems sent from
 * numbers that are not ours, nothing is told. What cannot be read keeps nothing else from being read.
 * @throws InvalidNotificationError when nothing else is in it
 * @throws PartlyUnreadableError when something else is
 */
export function parseNotification(body: Uint8Array, reader: NotificationReader): readonly ChannelEvent[] {
  const notification = parseObject(body);
  if (own(notification, 'object') !== 'whatsapp_business_account') throw new InvalidNotificationError('object');
  const faults: InvalidNotificationError[] = [];
  const each = readEach(faults);
  const events = each(notification, 'entry', (entry) =>
    each(entry, 'changes', (change) =>
      own(change, 'field') === 'messages' ? eventsOf(objectAt(change, 'value'), reader, each) : [],
    ),
  );
  const [cause] = faults;
  if (cause === undefined) return events;
  throw events.length === 0 ? cause : new PartlyUnreadableError(events, { cause });
}

/** What `read` makes of each object in a list, without those that cannot be read. */
type ReadEach = <T>(parent: JsonObject, name: string, read: (item: JsonObject) => readonly T[]) => readonly T[];

/** Keeps in `faults` what cannot be read. */
function readEach(faults: InvalidNotificationError[]): ReadEach {
  const orNothing = <T>(read: () => readonly T[]): readonly T[] => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof InvalidNotificationError)) throw error;
      faults.push(error);
      return [];
    }
  };
  return (parent, name, read) =>
    orNothing(() => listAt(parent, name).flatMap((item) => orNothing(() => read(asObject(item, name)))));
}

function eventsOf(value: JsonObject, reader: NotificationReader, each: ReadEach): readonly ChannelEvent[] {
  const metadata = objectAt(value, 'metadata');
  const sender = reader.senderOf(textAt(metadata, 'phone_number_id'));
  return [
    ...each(value, 'messages', (message) => inboundOf(message, sender ?? displayed(metadata))),
    ...each(value, 'statuses', (status) => receiptOf(status, sender !== null, reader)),
  ];
}

/** A number that is not configured: the core sets such a message aside, where the administrator sees it. */
function displayed(metadata: JsonObject): string {
  return `+${textAt(metadata, 'display_phone_number').replace(/\D/g, '')}`;
}

function inboundOf(message: JsonObject, to: string): readonly InboundMessageEvent[] {
  // Not written by the customer: that they have another number now.
  if (own(message, 'type') === 'system') return [];
  const id = textAt(message, 'id');
  return [
    {
      kind: 'message',
      eventId: id,
      carrierMessageId: id,
      from: writerOf(message),
      to,
      ...inboundContent(message),
      at: timeOf(message),
    },
  ];
}

/** Digits of the number; or the user id of a customer who hides it behind a user name. */
function writerOf(message: JsonObject): string {
  const number = optionalTextAt(message, 'from');
  if (number === null) return textAt(message, 'from_user_id');
  if (!/^\d{5,20}$/.test(number)) throw new InvalidNotificationError('from');
  return `+${number}`;
}

/** Of a number that is not configured any more, what we sent before is still told by our message id. */
function receiptOf(status: JsonObject, isOurNumber: boolean, reader: NotificationReader): readonly ReceiptEvent[] {
  const messageId = messageIdOf(own(status, 'biz_opaque_callback_data'));
  if (!isOurNumber && messageId === null) return [];
  const carrierMessageId = textAt(status, 'id');
  const word = textAt(status, 'status');
  const state = states.get(word);
  if (state === undefined) return [];
  return [
    {
      kind: 'receipt',
      eventId: `${carrierMessageId}:${state}`,
      carrierMessageId,
      ...(messageId === null ? {} : { messageId }),
      state,
      at: timeOf(status),
      ...(state === 'failed' ? causeOf(status, reader) : {}),
    },
  ];
}

function causeOf(status: JsonObject, { marketingOptOutStopsAll }: NotificationReader): Partial<ReceiptEvent> {
  const [error] = objectsAt(status, 'errors');
  const code = error && own(error, 'code');
  if (typeof code !== 'number' || !Number.isInteger(code)) return {};
  const optedOut = code === marketingStoppedError && marketingOptOutStopsAll ? { optedOut: true as const } : {};
  return { code: String(code), reason: graphErrorOf(code).reason, ...optedOut };
}

/** Seconds since 1970, as text. */
function timeOf(parent: JsonObject): Date {
  const seconds = textAt(parent, 'timestamp');
  if (!/^\d{9,11}$/.test(seconds)) throw new InvalidNotificationError('timestamp');
  return new Date(Number(seconds) * 1_000);
}
