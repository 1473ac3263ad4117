import type { ChannelEvent, Sender } from '@hailpoint/kernel';
import { receiptOf } from './parse-twilio-callback.js';
import { isFrom, type TwilioMessage } from './twilio-message.js';

/** What a listed message says, as the callbacks would have said it: with the same event ids, so that nothing is taken twice. */
export interface TwilioHistory {
  readonly senders: readonly Sender[];
  /** Names the sender that an address or a Messaging Service belongs to. */
  readonly senderId: (address: string, messagingService: string | null) => string;
  /** Addresses of the media of an inbound message. */
  readonly mediaOf: (sid: string) => Promise<readonly { readonly reference: string; readonly contentType?: string }[]>;
}

/** The event of a listed message; `null`: it says nothing, or belongs to a number of the account that is none of our senders. */
export async function toHistoryEvent(message: TwilioMessage, history: TwilioHistory): Promise<ChannelEvent | null> {
  const { sid, direction, from, to, body, messagingServiceSid, numMedia } = message;
  const at = message.dateUpdated ?? message.dateSent ?? message.dateCreated;
  if (direction !== 'inbound') {
    if (!history.senders.some((sender) => isFrom(sender, message))) return null;
    return receiptOf({ sid, status: message.status, errorCode: message.errorCode, at });
  }
  if (!from || !to) return null;
  const sender = history.senderId(to, messagingServiceSid);
  if (!history.senders.some(({ id, address }) => id === sender || address === sender)) return null;
  const received = message.dateSent ?? message.dateCreated;
  return {
    kind: 'message',
    eventId: sid,
    carrierMessageId: sid,
    from,
    to: sender,
    body: body ?? '',
    media: Number(numMedia ?? '0') > 0 ? await history.mediaOf(sid) : [],
    ...(received === null ? {} : { at: received }),
  };
}
