import type { StoreTransaction } from '@hailpoint/store';
import { FieldChecks } from '../fields/field-checks.js';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor, InteractionService } from '../messaging.js';
import { notify } from '../notifications/notify.js';
import { lockInteraction } from './lock-interaction.js';

export type CloseRequest = Parameters<InteractionService['close']>[2];

const states = ['closed_complete', 'closed_abandoned'] as const;
const reasons = ['agent_ended', 'no_response'] as const;

/**
 * Closes an interaction, for good; answers its id. Messages that are still waiting to be sent go out: the agent wrote them before the end.
 * The assignee of a conversation is told when somebody else closes it.
 */
export async function closeInteraction(
  transaction: StoreTransaction,
  live: LiveEventBus,
  actor: Actor,
  number: string,
  { state, reason }: CloseRequest,
  at: Date,
): Promise<string> {
  const checks = new FieldChecks();
  if (!states.includes(state)) checks.add('/state', 'invalid_state', `The state must be one of ${states.join(', ')}.`);
  if (!reasons.includes(reason))
    checks.add('/reason', 'invalid_reason', `The reason must be one of ${reasons.join(', ')}.`);
  checks.done();
  const before = await lockInteraction(transaction, number);
  await transaction.query
    .updateTable('interactions')
    .set({ state, close_reason: reason, closed_at: at, updated_at: at, version: before.version + 1 })
    .where('id', '=', before.id)
    .execute();
  const closed = { kind: 'closed', detail: { state, reason } } as const;
  await recordHistory(transaction, { interactionId: before.id, userId: actor.userId, at }, closed);
  const assignee = before.assigned_to_id;
  if (before.type === 'messaging' && assignee !== null && assignee !== actor.userId) {
    await notify(transaction, live, {
      userId: assignee,
      kind: 'conversation_closed',
      interactionId: before.id,
      body: `${actor.name} closed ${number}.`,
      at,
    });
  }
  return before.id;
}
