import type { StoreTransaction } from '@hailpoint/store';

/** Why a message must not go back into the queue: somebody else has its number, or its conversation. */
export type HandedOn = 'recipient_reassigned' | 'taken_over_by_agent';

/** A message that is locked, as far as its progress needs it. */
export interface LockedMessage {
  readonly id: string;
  readonly interaction_id: string;
  readonly number: string;
  readonly handed_on: HandedOn | null;
  readonly author_id: string | null;
  readonly plugin_id: string;
  readonly state: string;
  readonly state_at: Date;
  readonly cause_code: string | null;
  readonly cause_reason: string | null;
  readonly carrier_message_id: string | null;
  /** Number of the newest attempt; 0 before the first. */
  readonly attempts: number;
  readonly expires_at: Date | null;
}

/** Locks a message for a change of its progress. `undefined`: there is none. */
export async function lockMessage(transaction: StoreTransaction, id: string): Promise<LockedMessage | undefined> {
  const [message] = await transaction.execute<LockedMessage>(
    {
      name: 'message-lock',
      text: `SELECT m.id, m.interaction_id, i.number, m.author_id, m.plugin_id, m.state, m.state_at, m.cause_code,
                    m.cause_reason, m.carrier_message_id, m.attempts, m.expires_at,
                    CASE WHEN m.consent_exempt THEN NULL
                         WHEN i.close_reason IN ('recipient_reassigned', 'taken_over_by_agent') THEN i.close_reason
                         WHEN EXISTS (SELECT 1 FROM channel_user_profiles p
                                       WHERE p.channel = m.channel AND p.match_key = m.match_key AND NOT p.active
                                         AND p.deactivation_reason = 'recipient_reassigned' AND p.deactivated_at > m.created_at)
                         THEN 'recipient_reassigned' END AS handed_on
               FROM messages m JOIN interactions i ON i.id = m.interaction_id
              WHERE m.id = $1 AND m.direction = 'outbound' FOR UPDATE OF m`,
    },
    [id],
  );
  return message;
}

/**
 * Locks a message that may go back into the queue, and before that its recipient: whoever closes its conversation at this moment, and
 * cancels what is queued there, either sees it in the queue or is seen here.
 */
export async function lockMessageForQueue(
  transaction: StoreTransaction,
  id: string,
): Promise<LockedMessage | undefined> {
  const [recipient] = await transaction.execute<{ channel: string; match_key: string }>(
    { name: 'message-recipient', text: 'SELECT channel, match_key FROM messages WHERE id = $1' },
    [id],
  );
  if (!recipient) return undefined;
  await transaction.lockRecipients([{ channel: recipient.channel, matchKey: recipient.match_key }]);
  return lockMessage(transaction, id);
}
