import type { Store, StoreTransaction } from '@hailpoint/store';
import { lockMessageRecipient, recordCarrierOptOut } from '../consent/carrier-opt-out.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { applySighting } from '../receipts/apply-sighting.js';
import { learnCarrierId } from '../receipts/learn-carrier-id.js';
import { lockMessage, lockMessageForQueue } from '../receipts/lock-message.js';

/** What became of one attempt, as far as we know. */
export type AttemptOutcome =
  | { readonly outcome: 'accepted'; readonly carrierMessageId: string; readonly segments?: number }
  | { readonly outcome: 'rejected'; readonly code: string; readonly reason: string; readonly optedOut?: true }
  | { readonly outcome: 'not_sent'; readonly code: string; readonly reason: string; readonly retryAt: Date }
  | { readonly outcome: 'unknown'; readonly code: string; readonly reason: string };

/**
 * Writes down what became of an attempt, with the receipts that overtook it. An attempt whose lease ran out is `unknown`; a late answer of
 * it still says more than that, also when another attempt has begun meanwhile.
 */
export function recordOutcome(
  store: Store,
  live: LiveEventBus,
  messageId: string,
  attempt: number,
  outcome: AttemptOutcome,
  at: Date,
): Promise<void> {
  return store.transaction(async (transaction) => {
    // Before the message itself is locked: whoever has the recipient's lock may be about to change the message.
    const optedOut =
      outcome.outcome === 'rejected' && outcome.optedOut === true
        ? await lockMessageRecipient(transaction, messageId)
        : null;
    const lock = outcome.outcome === 'not_sent' ? lockMessageForQueue : lockMessage;
    const message = await lock(transaction, messageId);
    if (!message) return;
    if (optedOut) await recordCarrierOptOut(transaction, live, optedOut, null, at);
    await endAttempt(transaction, messageId, attempt, outcome, at);
    if (outcome.outcome === 'accepted')
      await learnCarrierId(transaction, message, outcome.carrierMessageId, outcome.segments);
    if (outcome.outcome === 'not_sent' && attempt === message.attempts)
      await postpone(transaction, messageId, outcome.retryAt);
    await applySighting(transaction, live, message, null);
  });
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

async function postpone(transaction: StoreTransaction, messageId: string, retryAt: Date) {
  await transaction.execute({ name: 'message-postpone', text: 'UPDATE messages SET due_at = $2 WHERE id = $1' }, [
    messageId,
    retryAt,
  ]);
}
