import type { StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { ConsentEvent, ConsentSubject } from './consent-subject.js';
import { recordOptOut } from './record-consent.js';

/** A message that the carrier refused because its recipient opted out. */
export interface RefusedMessage extends ConsentSubject {
  readonly messageId: string;
  /** The opt-out that it tells of was lifted after the message was handed over, so it tells nothing new. */
  readonly outdated: boolean;
}

/** Takes the lock on a message's recipient, which comes before the lock on the message. `null`: there is no such message. */
export async function lockMessageRecipient(
  transaction: StoreTransaction,
  messageId: string,
): Promise<RefusedMessage | null> {
  const [address] = await transaction.execute<{ channel: string; match_key: string }>(
    {
      name: 'consent-message',
      text: `SELECT channel, match_key FROM messages WHERE id = $1 AND direction = 'outbound'`,
    },
    [messageId],
  );
  if (!address) return null;
  await transaction.lockRecipients([{ channel: address.channel, matchKey: address.match_key }]);
  const [message] = await transaction.execute<RefusedMessage>(
    {
      name: 'consent-refused',
      text: `SELECT m.id AS "messageId", m.channel, m.sender_group AS "senderGroup", m.match_key AS "matchKey", m.recipient_id AS "recipientId",
          EXISTS (SELECT 1 FROM consent_entries e
                   WHERE e.channel = m.channel AND e.match_key = m.match_key AND e.sender_group = m.sender_group
                     AND e.action = 'lift_opt_out'
                     AND e.at >= (SELECT max(a.started_at) FROM message_attempts a WHERE a.message_id = m.id)) AS outdated
        FROM messages m WHERE m.id = $1`,
    },
    [messageId],
  );
  return message ?? null;
}

/** Writes back what the carrier knows, once. The lock on the recipient must be held. Answers whether the opt-out is new. */
export async function recordCarrierOptOut(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: RefusedMessage,
  event: ConsentEvent | null,
  at: Date,
): Promise<boolean> {
  if (message.outdated) return false;
  const proof = { source: 'carrier', messageId: message.messageId, event } as const;
  return (await recordOptOut(transaction, live, message, proof, at)) !== null;
}
