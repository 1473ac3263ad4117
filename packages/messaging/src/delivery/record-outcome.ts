import type { Store, StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { applySighting, lockMessage, type ProgressingMessage } from '../receipts/apply-sighting.js';
import type { OutboundState } from '../receipts/message-progress.js';

/** What became of one attempt, as far as we know. */
export type AttemptOutcome =
  | { readonly outcome: 'accepted'; readonly carrierMessageId: string; readonly segments?: number }
  | { readonly outcome: 'rejected'; readonly code: string; readonly reason: string }
  | { readonly outcome: 'not_sent'; readonly code: string; readonly reason: string; readonly retryAt: Date }
  | { readonly outcome: 'unknown'; readonly code: string; readonly reason: string };

const stateAfter: Readonly<Record<AttemptOutcome['outcome'], OutboundState>> = {
  accepted: 'sent',
  rejected: 'failed',
  not_sent: 'queued',
  unknown: 'unknown',
};

/** Writes down what became of an attempt, with the receipts that overtook it. */
export function recordOutcome(
  store: Store,
  live: LiveEventBus,
  messageId: string,
  attempt: number,
  outcome: AttemptOutcome,
  at: Date,
): Promise<void> {
  return store.transaction(async (transaction) => {
    const message = await lockMessage(transaction, messageId);
    if (!message) return;
    await endAttempt(transaction, messageId, attempt, outcome, at);
    if (outcome.outcome === 'accepted')
      await learnCarrierId(transaction, messageId, outcome.carrierMessageId, outcome.segments);
    if (outcome.outcome === 'not_sent') {
      if (handedOn.has(message.close_reason ?? '')) return cancel(transaction, live, message, at);
      await postpone(transaction, messageId, outcome.retryAt);
    }
    const why = 'reason' in outcome ? { code: outcome.code, reason: outcome.reason } : { code: null, reason: null };
    // An attempt whose lease ran out is `unknown`; a late answer of it still says more than that.
    const settled = message.state === 'unknown' ? { ...message, state: 'sending' } : message;
    await applySighting(transaction, live, settled, {
      state: stateAfter[outcome.outcome],
      at,
      eventId: `attempt-${attempt}`,
      ...why,
    });
  });
}

/** Closed so, a conversation's queued messages are canceled; one that was on its way and did not go out must not queue up again. */
const handedOn = new Set(['recipient_reassigned', 'taken_over_by_agent']);

async function cancel(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: ProgressingMessage,
  at: Date,
): Promise<void> {
  await transaction.execute(
    {
      name: 'message-cancel',
      text: `UPDATE messages SET state = 'canceled', cause_code = $2, cause_reason = $3, state_at = $4, due_at = NULL,
                    lease_owner = NULL, lease_until = NULL
              WHERE id = $1 AND state IN ('queued', 'sending', 'unknown')`,
    },
    [message.id, message.close_reason, 'Its conversation was closed before it could be sent.', at],
  );
  live.publishAfterCommit(transaction, { kind: 'thread', number: message.number });
}

async function endAttempt(
  transaction: StoreTransaction,
  messageId: string,
  attempt: number,
  outcome: AttemptOutcome,
  at: Date,
) {
  const why = 'reason' in outcome ? [outcome.code, outcome.reason] : [null, null];
  await transaction.execute(
    {
      name: 'attempt-end',
      text: 'UPDATE message_attempts SET ended_at = $3, outcome = $4, code = $5, reason = $6 WHERE message_id = $1 AND attempt = $2',
    },
    [messageId, attempt, at, outcome.outcome, ...why],
  );
}

/** Receipts that named only the carrier's id, and came before we knew it, find their message. */
async function learnCarrierId(
  transaction: StoreTransaction,
  messageId: string,
  carrierMessageId: string,
  segments: number | undefined,
) {
  await transaction.execute(
    {
      name: 'message-carrier-id',
      text: `WITH learned AS (
               UPDATE messages SET carrier_message_id = $2, segments = COALESCE($3, segments) WHERE id = $1 RETURNING id, plugin_id)
             UPDATE receipts r SET message_id = learned.id FROM learned
              WHERE r.plugin_id = learned.plugin_id AND r.carrier_message_id = $2 AND r.message_id IS NULL`,
    },
    [messageId, carrierMessageId, segments ?? null],
  );
}

async function postpone(transaction: StoreTransaction, messageId: string, retryAt: Date) {
  await transaction.execute({ name: 'message-postpone', text: 'UPDATE messages SET due_at = $2 WHERE id = $1' }, [
    messageId,
    retryAt,
  ]);
}
