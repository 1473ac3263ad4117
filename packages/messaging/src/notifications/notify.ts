import { newId, type StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { NotificationKind } from '../model/notification.js';

/** A notification to be. `body` holds names and numbers of interactions, never an address or a message's text. */
export interface NewNotification {
  readonly userId: string;
  readonly kind: NotificationKind;
  readonly interactionId?: string;
  readonly messageId?: string;
  readonly body: string;
  readonly at: Date;
}

/** Stores a notification with whatever it tells about, and pushes it when the transaction has committed. */
export async function notify(
  transaction: StoreTransaction,
  live: LiveEventBus,
  notification: NewNotification,
): Promise<void> {
  await transaction.query
    .insertInto('notifications')
    .values({
      id: newId(),
      user_id: notification.userId,
      kind: notification.kind,
      interaction_id: notification.interactionId ?? null,
      message_id: notification.messageId ?? null,
      body: notification.body,
      created_at: notification.at,
    })
    .execute();
  live.publishAfterCommit(transaction, { kind: 'notification', userId: notification.userId });
}
