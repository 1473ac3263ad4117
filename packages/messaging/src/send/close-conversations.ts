import type { CloseReason } from '@hailpoint/kernel';
import { newId, type StoreTransaction } from '@hailpoint/store';
import type { CarriedPlan } from '../preflight/plan-preview.js';
import { closeConversationsStatement } from './send-statements.js';

const whyCanceled: Record<CloseReason, string> = {
  recipient_reassigned: 'The address was given to another customer before this message went out.',
  taken_over_by_agent: 'An agent took the conversation over before this message went out.',
  agent_ended: 'The conversation was closed before this message went out.',
  no_response: 'The conversation was closed before this message went out.',
  auto_closed: 'The conversation was closed before this message went out.',
};

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
