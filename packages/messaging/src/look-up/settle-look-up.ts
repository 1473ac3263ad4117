import { newId, type Store, type StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { notify } from '../notifications/notify.js';
import { applySighting } from '../receipts/apply-sighting.js';
import { learnCarrierId } from '../receipts/learn-carrier-id.js';
import { type LockedMessage, lockMessageForQueue } from '../receipts/lock-message.js';
import { recordReceipt } from '../receipts/record-receipt.js';
import type { ClaimedLookUp } from './claim-look-ups.js';
import { decideLookUp, type LookUpDecision } from './decide-look-up.js';
import type { LookUpAnswer } from './look-up-answer.js';
import { settleAttempt } from './settle-attempt.js';

export interface AnsweredLookUp {
  readonly claimed: ClaimedLookUp;
  readonly answer: LookUpAnswer;
  /** When the question was put. */
  readonly askedAt: Date;
  readonly now: Date;
  readonly settlesAfterMs: number;
  /** Who holds the look-up. */
  readonly owner: string;
  /** The agent who asked; `null`: by itself. */
  readonly userId: string | null;
}

/**
 * What was decided, and on which answer: not always the carrier's own. `overtaken`: meanwhile a receipt, a late answer or another node said
 * more, and the answer changed nothing.
 */
export type SettledLookUp = (LookUpDecision & { readonly answer: LookUpAnswer }) | { readonly next: 'overtaken' };

/**
 * Carries out what follows from an answer, in one transaction, under the locks of recipient and message: a receipt or a late answer that
 * comes at the same moment comes before or after, never in between.
 */
export function settleLookUp(store: Store, live: LiveEventBus, look: AnsweredLookUp): Promise<SettledLookUp> {
  const { claimed, askedAt, now, settlesAfterMs, owner, answer } = look;
  return store.transaction(async (transaction) => {
    const message = await lockMessageForQueue(transaction, claimed.message_id);
    if (!message) return { next: 'overtaken' };
    const open = await readOpen(transaction, claimed, owner);
    if (!open || message.state !== 'unknown' || message.attempts !== claimed.attempt) return { next: 'overtaken' };
    const decided = { ...look, answer: await withoutOthers(transaction, claimed, answer) };
    const decision = decideLookUp({
      answer: decided.answer,
      askedAt,
      now,
      settlesAfterMs,
      attemptEndedAt: open.ended_at,
      asked: claimed.asked,
    });
    await record(transaction, decided, decision);
    await carryOut(transaction, live, message, { ...decided, wasOpen: open.state === 'open' }, decision);
    if (decision.next === 'queue') transaction.afterCommit(() => store.wake('outbox'));
    return { ...decision, answer: decided.answer };
  });
}

async function readOpen(transaction: StoreTransaction, claimed: ClaimedLookUp, owner: string) {
  const [open] = await transaction.execute<{ ended_at: Date; state: string }>(
    {
      name: 'look-up-open',
      text: `SELECT a.ended_at, u.state FROM unknown_outcomes u JOIN message_attempts a ON a.message_id = u.message_id AND a.attempt = u.attempt
              WHERE u.message_id = $1 AND u.attempt = $2 AND u.lease_owner = $3 AND a.ended_at IS NOT NULL`,
    },
    [claimed.message_id, claimed.attempt, owner],
  );
  return open;
}

/** A carrier that finds messages by their text may find another one of ours, which an agent sent to the same number in the same words. */
async function withoutOthers(
  transaction: StoreTransaction,
  { plugin_id, message_id }: ClaimedLookUp,
  answer: LookUpAnswer,
): Promise<LookUpAnswer> {
  if (answer.outcome !== 'found') return answer;
  const others = await transaction.execute(
    {
      name: 'look-up-others',
      text: `SELECT 1 FROM messages WHERE plugin_id = $1 AND carrier_message_id = $2 AND id <> $3
             UNION ALL SELECT 1 FROM further_carrier_ids WHERE plugin_id = $1 AND carrier_message_id = $2 AND message_id <> $3`,
    },
    [plugin_id, answer.carrierMessageId, message_id],
  );
  if (others.length === 0) return answer;
  const reason = 'The carrier has one message with this text for this number, and that one is another message of ours.';
  return { outcome: 'inconclusive', reason };
}

async function record(
  transaction: StoreTransaction,
  { claimed, answer, now, userId }: AnsweredLookUp,
  decision: LookUpDecision,
): Promise<void> {
  const outcome = decision.next === 'wait' && decision.early ? 'absent_early' : answer.outcome;
  await transaction.execute(
    {
      name: 'look-up-record',
      text: `INSERT INTO message_look_ups (id, message_id, attempt, at, user_id, outcome, code, reason, next_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    },
    [
      newId(),
      claimed.message_id,
      claimed.attempt,
      now,
      userId,
      outcome,
      'code' in answer ? (answer.code ?? null) : null,
      'reason' in answer ? (answer.reason ?? null) : null,
      decision.next === 'wait' ? decision.until : null,
    ],
  );
}

async function carryOut(
  transaction: StoreTransaction,
  live: LiveEventBus,
  message: LockedMessage,
  { claimed, answer, now, wasOpen }: AnsweredLookUp & { readonly wasOpen: boolean },
  decision: LookUpDecision,
): Promise<void> {
  switch (decision.next) {
    case 'found': {
      if (answer.outcome !== 'found') return;
      await mark(transaction, claimed, 'found', null);
      await learnCarrierId(transaction, message, claimed.plugin_id, answer.carrierMessageId);
      const { carrierMessageId, state, code, reason, optedOut } = answer;
      // What the carrier says when it is asked is a receipt that did not come by itself.
      await recordReceipt(
        transaction,
        live,
        claimed.plugin_id,
        {
          kind: 'receipt',
          eventId: `look-up:${claimed.message_id}:${claimed.attempt}`,
          messageId: claimed.message_id,
          carrierMessageId,
          state,
          at: now,
          ...(code === undefined ? {} : { code }),
          ...(reason === undefined ? {} : { reason }),
          ...(optedOut === true && { optedOut }),
        },
        now,
      );
      return;
    }
    case 'queue':
      await settleAttempt(transaction, claimed, { settled: 'absent', at: now });
      await applySighting(transaction, live, message, null);
      return;
    case 'wait':
      await mark(transaction, claimed, 'open', decision.until);
      break;
    case 'unsettled':
      await mark(transaction, claimed, 'unsettled', null);
      // Told once. Whoever asks again later is shown what came of it.
      if (wasOpen) await tellAuthor(transaction, live, message, now);
  }
  live.publishAfterCommit(transaction, { kind: 'thread', number: message.number });
}

async function mark(
  transaction: StoreTransaction,
  { message_id, attempt }: ClaimedLookUp,
  state: 'open' | 'found' | 'unsettled',
  dueAt: Date | null,
): Promise<void> {
  await transaction.execute(
    {
      name: 'look-up-mark',
      text: `UPDATE unknown_outcomes SET state = $3, due_at = $4, lease_owner = NULL, lease_until = NULL WHERE message_id = $1 AND attempt = $2`,
    },
    [message_id, attempt, state, dueAt],
  );
}

async function tellAuthor(transaction: StoreTransaction, live: LiveEventBus, message: LockedMessage, at: Date) {
  if (message.author_id === null) return;
  await notify(transaction, live, {
    userId: message.author_id,
    interactionId: message.interaction_id,
    messageId: message.id,
    at,
    kind: 'send_unknown',
    body: `The carrier does not say whether it has a message in ${message.number}. You decide whether to send it again.`,
  });
}
