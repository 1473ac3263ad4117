import type { Store, StoreTransaction } from '@hailpoint/store';
import { lockMessageRecipient, recordCarrierOptOut } from '../consent/carrier-opt-out.js';
import type { ProviderChange } from '../history/history-entry.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { applySighting } from '../receipts/apply-sighting.js';
import { learnCarrierId } from '../receipts/learn-carrier-id.js';
import { type LockedMessage, lockMessage, lockMessageForQueue } from '../receipts/lock-message.js';
import { fallBack } from './fall-back.js';

/** What became of one attempt, as far as we know. */
export type AttemptOutcome =
  | { readonly outcome: 'accepted'; readonly carrierMessageId: string; readonly segments?: number }
  | { readonly outcome: 'rejected'; readonly code: string; readonly reason: string; readonly optedOut?: true }
  | {
      readonly outcome: 'not_sent';
      readonly code: string;
      readonly reason: string;
      readonly retryAt: Date;
      /** Plugins that can carry it in place of its own. Default: none, or it waits for something that is no provider's fault. */
      readonly others?: readonly string[];
    }
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
    const plugin = (await endAttempt(transaction, messageId, attempt, outcome, at)) ?? message.plugin_id;
    if (outcome.outcome === 'accepted')
      await learnCarrierId(transaction, message, plugin, outcome.carrierMessageId, outcome.segments);
    if (outcome.outcome === 'not_sent' && attempt === message.attempts)
      await tryAgain(transaction, message, outcome, at);
    await applySighting(transaction, live, message, null);
  });
}

/** Answers whose attempt it was; `null`: the message's plugin's. */
async function endAttempt(
  transaction: StoreTransaction,
  messageId: string,
  attempt: number,
  outcome: AttemptOutcome,
  at: Date,
): Promise<string | null> {
  const why = 'reason' in outcome ? [outcome.code, outcome.reason] : [null, null];
  const [ended] = await transaction.execute<{ plugin_id: string | null }>(
    {
      name: 'attempt-end',
      text: `UPDATE message_attempts SET ended_at = $3, outcome = $4, code = $5, reason = $6 WHERE message_id = $1 AND attempt = $2
             RETURNING plugin_id`,
    },
    [messageId, attempt, at, outcome.outcome, ...why],
  );
  return ended?.plugin_id ?? null;
}

/** By another provider that has the same sender, else by the same one. */
async function tryAgain(
  transaction: StoreTransaction,
  message: LockedMessage,
  { code, retryAt, others = [] }: Extract<AttemptOutcome, { outcome: 'not_sent' }>,
  at: Date,
) {
  const why = reasonsToChange[code] ?? 'not_sent';
  if (!(await fallBack(transaction, message, { others, why, retryAt, at })))
    await postpone(transaction, message.id, retryAt);
}

const reasonsToChange: Readonly<Record<string, ProviderChange['why']>> = {
  provider_paused: 'paused',
  sender_missing: 'switched_off',
};

async function postpone(transaction: StoreTransaction, messageId: string, retryAt: Date) {
  await transaction.execute({ name: 'message-postpone', text: 'UPDATE messages SET due_at = $2 WHERE id = $1' }, [
    messageId,
    retryAt,
  ]);
}
