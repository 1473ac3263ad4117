import type { ReceiptEvent } from '@hailpoint/kernel';
import type { StoreTransaction } from '@hailpoint/store';
import { lockMessageRecipient, recordCarrierOptOut } from '../consent/carrier-opt-out.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { applySighting } from './apply-sighting.js';
import { learnCarrierId } from './learn-carrier-id.js';
import { lockMessage } from './lock-message.js';
import { provedByReceipt } from './sightings-of.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * Appends a receipt to the log and brings its message up to it. The same event twice changes nothing. A receipt for a message that is not
 * known is kept: the message may still learn its carrier's id.
 */
export async function recordReceipt(
  transaction: StoreTransaction,
  live: LiveEventBus,
  pluginId: string,
  receipt: ReceiptEvent,
  receivedAt: Date,
): Promise<void> {
  const messageId = await findMessageId(transaction, pluginId, receipt);
  const optedOut = messageId && receipt.optedOut ? await lockMessageRecipient(transaction, messageId) : null;
  const message = messageId ? await lockMessage(transaction, messageId) : undefined;
  const inserted = await transaction.execute<{ event_id: string }>(
    {
      name: 'receipt-insert',
      text: `INSERT INTO receipts (plugin_id, event_id, message_id, carrier_message_id, state, code, reason, carrier_time, received_at, opted_out)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING event_id`,
    },
    [
      pluginId,
      receipt.eventId,
      message?.id ?? null,
      receipt.carrierMessageId ?? null,
      receipt.state,
      receipt.code ?? null,
      receipt.reason ?? null,
      receipt.at ?? receivedAt,
      receivedAt,
      receipt.optedOut === true,
    ],
  );
  if (inserted.length === 0 || !message) return;
  const event = { pluginId, eventId: receipt.eventId };
  if (optedOut) await recordCarrierOptOut(transaction, live, optedOut, event, receivedAt);
  const { carrierMessageId } = receipt;
  const isNews =
    ourId(receipt) !== null && carrierMessageId !== undefined && carrierMessageId !== message.carrier_message_id;
  // The answer that would have said it may never come, and later receipts may name nothing else.
  if (isNews) await learnCarrierId(transaction, message, pluginId, carrierMessageId);
  await applySighting(transaction, live, message, null);
  if (message.state === 'sending') await endOpenAttempt(transaction, message.id, pluginId, receivedAt);
}

/**
 * A receipt says that the carrier took the attempt under way. Its own answer may still come and says more; but the node that waits for it may
 * be dead, and nobody else would end the attempt of a message that is not `sending` any more. Of an attempt that another provider makes by now it
 * says nothing.
 */
async function endOpenAttempt(
  transaction: StoreTransaction,
  messageId: string,
  pluginId: string,
  at: Date,
): Promise<void> {
  await transaction.execute(
    {
      name: 'receipt-ends-attempt',
      text: `UPDATE message_attempts SET ended_at = $2, outcome = 'accepted', code = $3, reason = $4
              WHERE message_id = $1 AND ended_at IS NULL AND (plugin_id IS NULL OR plugin_id = $5)`,
    },
    [messageId, at, provedByReceipt, 'A receipt of the carrier came before its answer.', pluginId],
  );
}

/** The id that we gave the message; `null`: the receipt does not say. */
function ourId({ messageId }: ReceiptEvent): string | null {
  return messageId !== undefined && uuid.test(messageId) ? messageId : null;
}

async function findMessageId(
  transaction: StoreTransaction,
  pluginId: string,
  receipt: ReceiptEvent,
): Promise<string | undefined> {
  const ours = ourId(receipt);
  const [row] = await transaction.execute<{ id: string }>(
    {
      name: 'receipt-message',
      text: `SELECT id FROM messages WHERE plugin_id = $1 AND direction = 'outbound' AND (id = $2 OR ($2::uuid IS NULL AND carrier_message_id = $3))
             UNION ALL
             SELECT message_id FROM message_attempts WHERE message_id = $2 AND plugin_id = $1 LIMIT 1`,
    },
    [pluginId, ours, receipt.carrierMessageId ?? null],
  );
  if (row || ours || receipt.carrierMessageId === undefined) return row?.id;
  const [further] = await transaction.execute<{ id: string }>(
    {
      name: 'receipt-message-further',
      text: 'SELECT message_id AS id FROM further_carrier_ids WHERE plugin_id = $1 AND carrier_message_id = $2',
    },
    [pluginId, receipt.carrierMessageId],
  );
  return further?.id;
}
