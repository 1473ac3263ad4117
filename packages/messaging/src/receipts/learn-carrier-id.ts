import type { StoreTransaction } from '@hailpoint/store';
import type { LockedMessage } from './lock-message.js';

/**
 * Keeps the id that the carrier gave a locked message. Receipts that named only that id, and came before we knew it, find their message. A
 * message that was sent again may have several: the first stays in the message, if it is of the plugin that has the message now. A receipt that tells of an opt-out is left to the sweep, which
 * takes the lock on the recipient first.
 *
 * @param pluginId whose carrier gave it
 */
export async function learnCarrierId(
  transaction: StoreTransaction,
  message: LockedMessage,
  pluginId: string,
  carrierMessageId: string,
  segments?: number,
): Promise<void> {
  const isFirst = message.carrier_message_id === null || message.carrier_message_id === carrierMessageId;
  if (!isFirst || pluginId !== message.plugin_id) {
    await transaction.execute(
      {
        name: 'message-further-carrier-id',
        text: `WITH learned AS (
                 INSERT INTO further_carrier_ids (plugin_id, carrier_message_id, message_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING)
               UPDATE receipts SET message_id = $3 WHERE plugin_id = $1 AND carrier_message_id = $2 AND message_id IS NULL AND NOT opted_out`,
      },
      [pluginId, carrierMessageId, message.id],
    );
    return;
  }
  await transaction.execute(
    {
      name: 'message-carrier-id',
      text: `WITH learned AS (
               UPDATE messages SET carrier_message_id = $2, segments = COALESCE($3, segments) WHERE id = $1 RETURNING id, plugin_id)
             UPDATE receipts r SET message_id = learned.id FROM learned
              WHERE r.plugin_id = learned.plugin_id AND r.carrier_message_id = $2 AND r.message_id IS NULL AND NOT r.opted_out`,
    },
    [message.id, carrierMessageId, segments ?? null],
  );
}
