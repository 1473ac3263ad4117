import type { StoreTransaction } from '@hailpoint/store';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { activeAgents } from '../notifications/active-agents.js';
import { notify } from '../notifications/notify.js';
import { whyCanceled } from '../send/why-canceled.js';
import type { EndedConversation } from './merge-conversations.js';

/** Closes conversations that became another one's. What they still wanted to send is canceled, and whoever wrote it is told. */
export async function endConversations(
  transaction: StoreTransaction,
  live: LiveEventBus,
  ended: readonly EndedConversation[],
  at: Date,
): Promise<void> {
  for (const one of ended) {
    const [row] = await transaction.execute<{ concerned: string[]; authors: string[] }>(
      {
        name: 'rekey-end-conversation',
        text: `WITH closed AS (
            UPDATE interactions SET state = 'closed_complete', close_reason = $2, closed_at = $4, updated_at = $4, version = version + 1
            WHERE id = $1 RETURNING assigned_to_id
          ), canceled AS (
            UPDATE messages SET state = 'canceled', cause_code = $2, cause_reason = $3, state_at = $4, due_at = NULL
            WHERE interaction_id = $1 AND state = 'queued' RETURNING author_id
          )
          SELECT ARRAY (SELECT assigned_to_id::text FROM closed WHERE assigned_to_id IS NOT NULL
                        UNION SELECT user_id::text FROM live_group_profiles WHERE interaction_id = $1) AS concerned,
            ARRAY (SELECT DISTINCT author_id::text FROM canceled WHERE author_id IS NOT NULL) AS authors`,
      },
      [one.id, one.reason, whyCanceled[one.reason], at],
    );
    const rekeyed = { into: one.into };
    const detail = { state: 'closed_complete', reason: one.reason, rekeyed } as const;
    await recordHistory(transaction, { interactionId: one.id, at }, { kind: 'closed', detail });
    await tell(transaction, live, one, row ?? { concerned: [], authors: [] }, at);
    live.publishAfterCommit(transaction, { kind: 'interaction', number: one.number });
    live.publishAfterCommit(transaction, { kind: 'thread', number: one.number });
  }
}

async function tell(
  transaction: StoreTransaction,
  live: LiveEventBus,
  { id, number, into }: EndedConversation,
  { concerned, authors }: { readonly concerned: readonly string[]; readonly authors: readonly string[] },
  at: Date,
): Promise<void> {
  const onward =
    into === null
      ? 'the number is bound to someone else'
      : `two conversations turned out to be with one subscriber; it goes on in ${into}`;
  const about = { interactionId: id, at };
  for (const userId of concerned.length > 0 ? concerned : await activeAgents(transaction)) {
    await notify(transaction, live, {
      ...about,
      userId,
      kind: 'conversation_closed',
      body: `${number} was closed: ${onward}.`,
    });
  }
  for (const userId of authors) {
    const body = `A message of yours in ${number} was not sent, because ${onward}.`;
    await notify(transaction, live, { ...about, userId, kind: 'send_failed', body });
  }
}
