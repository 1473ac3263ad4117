import type { StoreTransaction } from '@hailpoint/store';

/**
 * An attempt of unknown outcome no longer stands in the way of another: the carrier does not have it, or an agent decided to send again. Where
 * the message then is, `applySighting` says.
 */
export async function settleAttempt(
  transaction: Pick<StoreTransaction, 'execute'>,
  { message_id, attempt }: { readonly message_id: string; readonly attempt: number },
  {
    settled,
    at,
    expiresAt = null,
  }: {
    readonly settled: 'absent' | 'resent';
    readonly at: Date;
    /** From when on it is no longer worth sending; absent: as before. */
    readonly expiresAt?: Date | null;
  },
): Promise<void> {
  await transaction.execute(
    {
      name: 'attempt-settle',
      text: `WITH attempt AS (
               UPDATE message_attempts SET settled = $3, settled_at = $4 WHERE message_id = $1 AND attempt = $2
             ), outcome AS (
               UPDATE unknown_outcomes SET state = $3, due_at = NULL, lease_owner = NULL, lease_until = NULL
                WHERE message_id = $1 AND attempt = $2
             )
             UPDATE messages SET due_at = $4, expires_at = COALESCE($5, expires_at) WHERE id = $1`,
    },
    [message_id, attempt, settled, at, expiresAt],
  );
}
