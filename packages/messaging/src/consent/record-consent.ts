import { newId, type StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { consentValues, liftOptOutStatement, optInStatement, optOutStatement } from './consent-statements.js';
import type { ConsentProof, ConsentSubject } from './consent-subject.js';

/** Of a message that was queued when its recipient opted out. */
export const optedOutCause = {
  code: 'opted_out',
  reason: 'The recipient opted out before this message went out, so it was not sent.',
} as const;

/**
 * Records an opt-out and cancels what still waits to be sent to the number, in one statement. The lock on the recipient must be held.
 * Answers how many messages it canceled; `null`: the number was opted out already.
 */
export async function recordOptOut(
  transaction: StoreTransaction,
  live: LiveEventBus,
  subject: ConsentSubject,
  proof: ConsentProof,
  at: Date,
): Promise<number | null> {
  const [changed] = await transaction.execute<{ canceled: number; conversations: readonly string[] }>(optOutStatement, [
    ...consentValues(newId(), subject, proof, null, at),
    optedOutCause.reason,
  ]);
  for (const number of changed?.conversations ?? []) live.publishAfterCommit(transaction, { kind: 'thread', number });
  return changed?.canceled ?? null;
}

/** Lifts an opt-out. The lock on the recipient must be held. Answers whether there was one. */
export async function recordLift(
  transaction: Pick<StoreTransaction, 'execute'>,
  subject: ConsentSubject,
  proof: Exclude<ConsentProof, { readonly source: 'carrier' }>,
  at: Date,
): Promise<boolean> {
  const lifted = await transaction.execute(liftOptOutStatement, consentValues(newId(), subject, proof, null, at));
  return lifted.length > 0;
}

/** Records that a person opted in. The lock on the recipient must be held. Answers whether it is new. */
export async function recordOptIn(
  transaction: Pick<StoreTransaction, 'execute'>,
  subject: ConsentSubject,
  userId: string,
  proof: Exclude<ConsentProof, { readonly source: 'carrier' }>,
  at: Date,
): Promise<boolean> {
  const added = await transaction.execute(optInStatement, consentValues(newId(), subject, proof, userId, at));
  return added.length > 0;
}
