import type { StoreTransaction } from '@hailpoint/store';
import { ScheduledMessageNotOpenError } from '../errors/scheduled-message-not-open-error.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import { notify } from '../notifications/notify.js';
import { keepAttachments } from './keep-attachments.js';
import { lockScheduled } from './lock-scheduled.js';
import { tellOfScheduled } from './tell-of-scheduled.js';

/**
 * Cancels what was not sent yet, whoever scheduled it: stopping a message is never a risk. Again: nothing happens.
 *
 * @throws ScheduledMessageNotFoundError; ScheduledMessageNotOpenError when it is being sent or was
 */
export async function cancelScheduled(
  transaction: StoreTransaction,
  live: LiveEventBus,
  actor: Actor,
  id: string,
  at: Date,
): Promise<void> {
  const scheduled = await lockScheduled(transaction, id);
  if (scheduled.state === 'canceled') return;
  if (scheduled.state === 'sending' || scheduled.state === 'sent') {
    throw new ScheduledMessageNotOpenError(scheduled.state);
  }
  await transaction.query
    .updateTable('scheduled_messages')
    .set({
      state: 'canceled',
      cause_code: 'canceled_by_agent',
      cause_reason: `${actor.name} canceled it.`,
      due_at: null,
      version: scheduled.version + 1,
      updated_at: at,
    })
    .where('id', '=', id)
    .execute();
  await keepAttachments(transaction, id, scheduled.agentId, []);
  await tellOfScheduled(transaction, live, 'scheduled_canceled', scheduled, actor, at);
  if (scheduled.agentId === actor.userId) return;
  await notify(transaction, live, {
    userId: scheduled.agentId,
    kind: 'scheduled_canceled',
    interactionId: scheduled.interactionId,
    body: `${actor.name} canceled the message that you scheduled in ${scheduled.number}.`,
    at,
  });
}
