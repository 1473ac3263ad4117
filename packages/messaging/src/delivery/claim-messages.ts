import type { PreparedStatement, Store } from '@hailpoint/store';
import { optedOutSql } from '../consent/claim-gate.js';
import { optedOutCause } from '../consent/record-consent.js';

/** A message whose attempt has begun and is written down: from here on a crash leaves it `unknown`, never sent twice. */
export interface ClaimedMessage {
  readonly id: string;
  readonly interaction_id: string;
  readonly channel: string;
  readonly plugin_id: string;
  readonly sender_id: string;
  readonly recipient_id: string;
  readonly body: string;
  /** Number of this attempt, 1 for the first. */
  readonly attempts: number;
  /** When this attempt began. */
  readonly attempted_at: Date;
}

/** A later message of a conversation waits while an earlier one is queued or sending, and at most this long behind an unknown one. */
export const unknownHoldsBackMs = 10 * 60_000;

const claimStatement: PreparedStatement = {
  name: 'outbox-claim',
  text: `WITH due AS (
      SELECT m.id, ${optedOutSql} AS opted_out FROM messages m
       WHERE m.state = 'queued' AND m.due_at <= $1 AND (m.expires_at IS NULL OR m.expires_at > $1) AND m.plugin_id = ANY ($2)
         AND NOT EXISTS (
           SELECT 1 FROM messages earlier
            WHERE earlier.interaction_id = m.interaction_id AND earlier.position < m.position
              AND earlier.state IN ('queued', 'sending', 'unknown')
              AND (earlier.state <> 'unknown' OR earlier.state_at > $3))
       ORDER BY m.due_at, m.position
       LIMIT $4
         FOR UPDATE SKIP LOCKED
    ), refused AS (
      UPDATE messages m SET state = 'canceled', cause_code = '${optedOutCause.code}', cause_reason = $7, state_at = $1, due_at = NULL
        FROM due WHERE m.id = due.id AND due.opted_out
    ), claimed AS (
      UPDATE messages m SET state = 'sending', state_at = $1, lease_owner = $5, lease_until = $6, attempts = m.attempts + 1,
             cause_code = NULL, cause_reason = NULL
        FROM due WHERE m.id = due.id AND NOT due.opted_out
      RETURNING m.id, m.interaction_id, m.channel, m.plugin_id, m.sender_id, m.recipient_id, m.body, m.attempts, m.state_at AS attempted_at, m.position
    ), attempt AS (
      INSERT INTO message_attempts (message_id, attempt, started_at) SELECT id, attempts, $1 FROM claimed
    )
    SELECT id, interaction_id, channel, plugin_id, sender_id, recipient_id, body, attempts, attempted_at FROM claimed ORDER BY position`,
};

export interface Claim {
  readonly now: Date;
  /** Plugins that are on; messages of others stay queued. */
  readonly plugins: readonly string[];
  readonly limit: number;
  readonly owner: string;
  readonly leaseMs: number;
}

/**
 * Takes due messages for this node, in order within each conversation; several nodes never take the same one. What is for somebody who opted
 * out is canceled instead.
 */
export function claimMessages(store: Store, claim: Claim): Promise<ClaimedMessage[]> {
  const { now } = claim;
  return store.execute<ClaimedMessage>(claimStatement, [
    now,
    [...claim.plugins],
    new Date(now.getTime() - unknownHoldsBackMs),
    claim.limit,
    claim.owner,
    new Date(now.getTime() + claim.leaseMs),
    optedOutCause.reason,
  ]);
}
