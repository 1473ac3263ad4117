import type { StoreTransaction } from '@hailpoint/store';

export interface TurnToQueue {
  readonly interactionId: string;
  readonly messageId: string;
  readonly at: Date;
}

/** The virtual agent is to answer a message that was just stored. The lock on the recipient must be held. */
export async function queueTurn(
  transaction: Pick<StoreTransaction, 'execute'>,
  { interactionId, messageId, at }: TurnToQueue,
): Promise<void> {
  await transaction.execute(
    {
      name: 'turn-queue',
      text: `WITH session AS (
               INSERT INTO virtual_agent_sessions (interaction_id, started_at) VALUES ($1, $3)
               ON CONFLICT (interaction_id) DO NOTHING)
             INSERT INTO virtual_agent_turns (message_id, interaction_id, position, due_at)
             SELECT id, $1, position, $3 FROM messages WHERE id = $2`,
    },
    [interactionId, messageId, at],
  );
}
