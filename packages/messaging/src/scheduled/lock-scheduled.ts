import type { ScheduledMessageState, StoreTransaction } from '@hailpoint/store';
import { isId } from '../directory/is-id.js';
import { ScheduledMessageNotFoundError } from '../errors/scheduled-message-not-found-error.js';

/** A scheduled message that nobody else changes until the transaction ends. */
export interface LockedScheduledMessage {
  readonly id: string;
  readonly state: ScheduledMessageState;
  readonly agentId: string;
  readonly interactionId: string;
  readonly number: string;
  readonly sendAt: Date;
  readonly version: number;
}

/** @throws ScheduledMessageNotFoundError */
export async function lockScheduled(transaction: StoreTransaction, id: string): Promise<LockedScheduledMessage> {
  const row = isId(id)
    ? await transaction.query
        .selectFrom('scheduled_messages as s')
        .innerJoin('interactions as i', 'i.id', 's.interaction_id')
        .select(['s.id', 's.state', 's.agent_id as agentId', 's.interaction_id as interactionId', 'i.number'])
        .select(['s.send_at as sendAt', 's.version'])
        .where('s.id', '=', id)
        .forUpdate('s')
        .executeTakeFirst()
    : undefined;
  if (!row) throw new ScheduledMessageNotFoundError();
  return row;
}
