import type { Store } from '@hailpoint/store';
import { lockMessageRecipient, recordCarrierOptOut } from '../consent/carrier-opt-out.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { applySighting } from './apply-sighting.js';
import { lockMessage } from './lock-message.js';

const batch = 100;
/** A receipt that is older was there when its message learnt the id. Milliseconds. */
const recentMs = 60 * 60_000;

interface LateReceipt {
  readonly plugin_id: string;
  readonly event_id: string;
  readonly message_id: string;
  readonly opted_out: boolean;
  readonly received_at: Date;
}

/**
 * Receipts that came before their message learnt its carrier's id find it. Recording the id takes them along; this sweep finds those that
 * were being stored at that very moment, and those that tell of an opt-out, however old: they are left to it. Answers how many messages changed.
 */
export async function matchLateReceipts(store: Store, live: LiveEventBus, now: Date): Promise<number> {
  const late = await store.execute<LateReceipt>(
    {
      name: 'receipts-late',
      text: `SELECT r.plugin_id, r.event_id, m.id AS message_id, r.opted_out, r.received_at FROM receipts r
               JOIN messages m ON m.plugin_id = r.plugin_id AND m.carrier_message_id = r.carrier_message_id AND m.direction = 'outbound'
              WHERE r.message_id IS NULL AND (r.received_at > $1 OR r.opted_out)
             UNION
             SELECT r.plugin_id, r.event_id, f.message_id, r.opted_out, r.received_at FROM receipts r
               JOIN further_carrier_ids f ON f.plugin_id = r.plugin_id AND f.carrier_message_id = r.carrier_message_id
              WHERE r.message_id IS NULL AND (r.received_at > $1 OR r.opted_out)
              LIMIT ${batch}`,
    },
    [new Date(now.getTime() - recentMs)],
  );
  for (const receipt of late) {
    await store.transaction(async (transaction) => {
      const optedOut = receipt.opted_out ? await lockMessageRecipient(transaction, receipt.message_id) : null;
      const message = await lockMessage(transaction, receipt.message_id);
      if (!message) return;
      if (optedOut) {
        const event = { pluginId: receipt.plugin_id, eventId: receipt.event_id };
        await recordCarrierOptOut(transaction, live, optedOut, event, receipt.received_at);
      }
      await transaction.execute(
        { name: 'receipt-match', text: 'UPDATE receipts SET message_id = $3 WHERE plugin_id = $1 AND event_id = $2' },
        [receipt.plugin_id, receipt.event_id, receipt.message_id],
      );
      await applySighting(transaction, live, message, null);
    });
  }
  return late.length;
}
