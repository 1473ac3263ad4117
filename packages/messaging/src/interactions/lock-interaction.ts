import type { InteractionState, InteractionType, RelatedRecord, StoreTransaction } from '@hailpoint/store';
import { InteractionClosedError } from '../errors/interaction-closed-error.js';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';

/** An open interaction that nobody else changes until the transaction ends. */
export interface LockedInteraction {
  readonly id: string;
  readonly number: string;
  readonly type: InteractionType;
  readonly state: InteractionState;
  readonly short_description: string | null;
  readonly consumer_id: string | null;
  readonly contact_id: string | null;
  readonly opened_for_id: string | null;
  readonly assigned_to_id: string | null;
  readonly related_record: RelatedRecord | null;
  readonly virtual_agent: boolean;
  readonly version: number;
}

/**
 * Locks an open interaction by its number. Of a conversation the lock on its recipient comes first, as for everyone who changes
 * conversations: locks are then always taken in the same order.
 *
 * @throws InteractionNotFoundError, InteractionClosedError
 */
export async function lockInteraction(transaction: StoreTransaction, number: string): Promise<LockedInteraction> {
  // The database takes no NUL in a text, and no number has one.
  const recipient = number.includes('\0')
    ? undefined
    : await transaction.query
        .selectFrom('interactions')
        .select(['channel', 'match_key'])
        .where('number', '=', number)
        .executeTakeFirst();
  if (!recipient) throw new InteractionNotFoundError(number);
  if (recipient.channel !== null && recipient.match_key !== null) {
    await transaction.lockRecipients([{ channel: recipient.channel, matchKey: recipient.match_key }]);
  }
  const row = await transaction.query
    .selectFrom('interactions')
    .select(['id', 'number', 'type', 'state', 'short_description', 'consumer_id', 'contact_id', 'opened_for_id'])
    .select(['assigned_to_id', 'related_record', 'virtual_agent', 'closed_at', 'version'])
    .where('number', '=', number)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw new InteractionNotFoundError(number);
  if (row.closed_at !== null) throw new InteractionClosedError(number);
  return row;
}
