import type { ScheduledMessageState, StoreTransaction } from '@hailpoint/store';
import { ScheduledMessageNotFoundError } from '../errors/scheduled-message-not-found-error.js';
import { ScheduledMessageNotOpenError } from '../errors/scheduled-message-not-open-error.js';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { SendResult } from '../model/send-result.js';
import { LeaseLostError } from './lease-lost-error.js';

/** Who sends it: the agent, before its time or after it needed attention, or a worker that holds its lease. */
export type ScheduledSend = { readonly id: string } & ({ readonly by: string } | { readonly owner: string });

/**
 * Closes a scheduled message with the message that it became, in the transaction of that send: a crash leaves both or neither, and of two
 * that send it the second writes nothing.
 *
 * @throws LeaseLostError (worker), ScheduledMessageNotOpenError, ScheduledMessageNotFoundError (agent)
 */
export async function markSent(
  transaction: StoreTransaction,
  live: LiveEventBus,
  send: ScheduledSend,
  result: SendResult,
  at: Date,
): Promise<void> {
  const { id } = send;
  const marked = await transaction.query
    .updateTable('scheduled_messages')
    .set((eb) => ({
      state: 'sent',
      message_id: result.message.id,
      cause_code: null,
      cause_reason: null,
      due_at: null,
      lease_owner: null,
      lease_until: null,
      updated_at: at,
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .$if('owner' in send, (one) =>
      one.where('state', '=', 'sending').where('lease_owner', '=', (send as { owner: string }).owner),
    )
    .$if('by' in send, (one) =>
      one.where('state', 'in', ['scheduled', 'needs_attention']).where('agent_id', '=', (send as { by: string }).by),
    )
    .returning(['interaction_id', 'send_at'])
    .returning((eb) =>
      eb
        .selectFrom('interactions')
        .select('number')
        .whereRef('interactions.id', '=', 'scheduled_messages.interaction_id')
        .$asScalar()
        .$notNull()
        .as('number'),
    )
    .executeTakeFirst();
  if (!marked) throw await whyNot(transaction, send);
  // Files that were left out of what was sent in its place are anybody's unused ones again.
  await transaction.query
    .updateTable('attachments')
    .set({ scheduled_message_id: null })
    .where('scheduled_message_id', '=', id)
    .where('message_id', 'is', null)
    .execute();
  await recordHistory(
    transaction,
    {
      interactionId: marked.interaction_id,
      messageId: result.message.id,
      ...('by' in send && { userId: send.by }),
      at,
    },
    {
      kind: 'scheduled_sent',
      detail: {
        scheduledMessage: id,
        sendAt: marked.send_at.toISOString(),
        interaction: result.interaction.number,
      },
    },
  );
  live.publishAfterCommit(transaction, { kind: 'interaction', number: marked.number });
}

async function whyNot(transaction: StoreTransaction, send: ScheduledSend): Promise<Error> {
  if ('owner' in send) return new LeaseLostError();
  const row = await transaction.query
    .selectFrom('scheduled_messages')
    .select(['state'])
    .where('id', '=', send.id)
    .where('agent_id', '=', send.by)
    .executeTakeFirst();
  return row
    ? new ScheduledMessageNotOpenError(row.state as ScheduledMessageState)
    : new ScheduledMessageNotFoundError();
}
