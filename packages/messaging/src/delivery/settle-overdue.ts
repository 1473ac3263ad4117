import type { Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { applySighting } from '../receipts/apply-sighting.js';
import { lockMessage } from '../receipts/lock-message.js';
import type { OutboundState } from '../receipts/message-progress.js';

const batch = 100;

/** Messages that are past their maximum age fail, those whose attempt was never answered become unknown. Answers how many changed. */
export async function settleOverdue(
  store: Store,
  live: LiveEventBus,
  now: Date,
  abandonedBy?: string,
): Promise<number> {
  const expired = await store.execute<{ id: string }>(
    {
      name: 'outbox-expired',
      text: `SELECT id FROM messages WHERE state = 'queued' AND expires_at <= $1 ORDER BY position LIMIT ${batch}`,
    },
    [now],
  );
  const abandoned = await store.execute<{ id: string }>(
    {
      name: 'outbox-abandoned',
      text: `SELECT id FROM messages WHERE state = 'sending' AND (lease_until < $1 OR lease_owner <> $2) ORDER BY position LIMIT ${batch}`,
    },
    [now, abandonedBy ?? null],
  );
  for (const { id } of expired) {
    await settle(
      store,
      live,
      id,
      now,
      'queued',
      'failed',
      'expired',
      'It waited longer than it is worth sending, and was not sent.',
    );
  }
  for (const { id } of abandoned) {
    const reason = 'The attempt to send it was never answered; the carrier may have it.';
    await settle(store, live, id, now, 'sending', 'unknown', 'attempt_abandoned', reason, abandonedBy);
  }
  return expired.length + abandoned.length;
}

function settle(
  store: Store,
  live: LiveEventBus,
  id: string,
  now: Date,
  from: OutboundState,
  state: OutboundState,
  code: string,
  reason: string,
  notOwner?: string,
): Promise<void> {
  return store.transaction(async (transaction) => {
    const message = await lockMessage(transaction, id);
    if (message?.state !== from || !(await isStillOverdue(id))) return;
    if (from === 'sending') {
      await transaction.execute(
        {
          name: 'attempt-abandon',
          text: `UPDATE message_attempts SET ended_at = $2, outcome = 'unknown', code = $3, reason = $4 WHERE message_id = $1 AND ended_at IS NULL`,
        },
        [id, now, code, reason],
      );
    }
    // The attempt's row says that it is unknown; that a message is given up, nothing but the message says.
    const decided = from === 'sending' ? null : { state, at: now, eventId: code, code, reason };
    await applySighting(transaction, live, message, decided);

    async function isStillOverdue(messageId: string): Promise<boolean> {
      const rows = await transaction.execute(
        {
          name: 'outbox-still-overdue',
          text: `SELECT 1 FROM messages WHERE id = $1 AND (state = 'queued' AND expires_at <= $2 OR state = 'sending' AND (lease_until < $2 OR lease_owner <> $3))`,
        },
        [messageId, now, notOwner ?? null],
      );
      return rows.length > 0;
    }
  });
}
