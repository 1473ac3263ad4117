import type { VirtualAgentStop } from '@hailpoint/kernel';
import type { StoreTransaction } from '@hailpoint/store';
import { waitForAgent } from '../follow-ups/waiting.js';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { activeAgents } from '../notifications/active-agents.js';
import { notify } from '../notifications/notify.js';

export interface HandOff {
  readonly interactionId: string;
  readonly number: string;
  readonly why: Extract<VirtualAgentStop, 'handed_off' | 'failed' | 'opted_out'>;
  /** For the agents; `null`: the reason says all. */
  readonly reason: string | null;
  /** Who had it. */
  readonly plugin: string | null;
  readonly at: Date;
}

/**
 * Takes a conversation from the virtual agent and gives it to live agents: nobody has it then, and they are told, unless the customer
 * wants no more messages. The lock on the recipient must be held. Turns that are still open are dropped by the database itself.
 */
export async function handOff(
  transaction: StoreTransaction,
  live: LiveEventBus,
  { interactionId, number, why, reason, plugin, at }: HandOff,
): Promise<void> {
  await transaction.execute(
    {
      name: 'virtual-agent-hand-off',
      text: `WITH session AS (
               UPDATE virtual_agent_sessions SET stopped_at = $2, stopped = $3, reason = $4, due_at = CASE WHEN plugin_id IS NOT NULL THEN $2::timestamptz END
                WHERE interaction_id = $1 AND stopped_at IS NULL)
             UPDATE interactions SET virtual_agent = false, state = CASE WHEN state = 'work_in_progress' THEN 'new' ELSE state END,
                    updated_at = greatest(updated_at, $2), version = version + 1
              WHERE id = $1 AND virtual_agent`,
    },
    [interactionId, at, why, reason],
  );
  await recordHistory(transaction, { interactionId, at }, { kind: 'handed_off', detail: { why, plugin } });
  live.publishAfterCommit(transaction, { kind: 'interaction', number });
  if (why === 'opted_out') return;
  // Its last words may have been an answer, but not the one that the customer waits for.
  await waitForAgent(transaction, interactionId, at);
  const body =
    why === 'failed'
      ? `The virtual agent could not answer in ${number}. The customer waits for an agent.`
      : `The virtual agent handed ${number} over. The customer waits for an agent.`;
  for (const userId of await activeAgents(transaction)) {
    await notify(transaction, live, { userId, kind: 'handed_off', interactionId, body, at });
  }
}
