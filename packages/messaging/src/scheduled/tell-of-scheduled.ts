import type { StoreTransaction } from '@hailpoint/store';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';

/** Writes into the record's history what an agent did with a scheduled message, and has open pages look again. */
export async function tellOfScheduled(
  transaction: StoreTransaction,
  live: LiveEventBus,
  kind: 'message_scheduled' | 'scheduled_changed' | 'scheduled_canceled',
  scheduled: {
    readonly id: string;
    readonly interactionId: string;
    readonly number: string;
    readonly sendAt: Date;
  },
  actor: Actor,
  at: Date,
): Promise<void> {
  const { id, interactionId, number, sendAt } = scheduled;
  await recordHistory(
    transaction,
    { interactionId, userId: actor.userId, at },
    { kind, detail: { scheduledMessage: id, sendAt: sendAt.toISOString() } },
  );
  live.publishAfterCommit(transaction, { kind: 'interaction', number });
}
