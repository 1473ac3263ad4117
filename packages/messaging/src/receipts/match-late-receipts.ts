import type { Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { applySighting } from './apply-sighting.js';
import { lockMessage } from './lock-message.js';

const batch = 100;

/**
 * Receipts that came before their message learnt its carrier's id find it. Recording the id takes them along; this sweep finds those that
 * were being stored at that very moment. Answers how many messages changed.
 */
export async function matchLateReceipts(store: Store, live: LiveEventBus): Promise<number> {
  const late = await store.execute<{ plugin_id: string; event_id: string; message_id: string }>(
    {
      name: 'receipts-late',
      text: `SELECT r.plugin_id, r.event_id, m.id AS message_id FROM receipts r
               JOIN messages m ON m.plugin_id = r.plugin_id AND m.carrier_message_id = r.carrier_message_id AND m.direction = 'outbound'
              WHERE r.message_id IS NULL
             UNION
             SELECT r.plugin_id, r.event_id, f.message_id FROM receipts r
               JOIN further_carrier_ids f ON f.plugin_id = r.plugin_id AND f.carrier_message_id = r.carrier_message_id
              WHERE r.message_id IS NULL
              LIMIT ${batch}`,
    },
    [],
  );
  for (const receipt of late) {
    await store.transaction(async (transaction) => {
      const message = await lockMessage(transaction, receipt.message_id);
      if (!message) return;
      await transaction.execute(
        { name: 'receipt-match', text: 'UPDATE receipts SET message_id = $3 WHERE plugin_id = $1 AND event_id = $2' },
        [receipt.plugin_id, receipt.event_id, receipt.message_id],
      );
      await applySighting(transaction, live, message, null);
    });
  }
  return late.length;
}
