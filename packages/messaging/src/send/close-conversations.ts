import { newId, type StoreTransaction } from '@hailpoint/store';
import type { CarriedPlan } from '../preflight/plan-preview.js';
import { closeConversationsStatement } from './send-statements.js';
import { whyCanceled } from './why-canceled.js';

/** Closes the conversations that the plan ends, and cancels what they still wanted to send. */
export async function closeConversations(
  transaction: Pick<StoreTransaction, 'execute'>,
  closes: Extract<CarriedPlan, { readonly action: 'create' }>['closes'],
  by: string,
  at: Date,
): Promise<void> {
  if (closes.length === 0) return;
  await transaction.execute(closeConversationsStatement, [
    closes.map(({ id }) => id),
    closes.map(({ reason }) => reason),
    closes.map(({ reason }) => whyCanceled[reason]),
    at,
    closes.map(() => newId()),
    by,
  ]);
}
