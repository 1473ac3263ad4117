import type { StoreTransaction } from '@hailpoint/store';

/** Milliseconds before the carrier is first asked: a late answer or a receipt is often on its way. */
export const firstLookUpAfterMs = 2_000;

/** Notes that the newest attempt of a message is to be looked up, in the transaction that makes it unknown. */
export async function expectLookUp(
  transaction: Pick<StoreTransaction, 'execute'>,
  message: { readonly id: string; readonly attempts: number },
  since: Date,
): Promise<void> {
  await transaction.execute(
    {
      name: 'unknown-outcome-insert',
      text: `INSERT INTO unknown_outcomes (message_id, attempt, state, due_at, since)
             SELECT message_id, attempt, 'open', $3, $4 FROM message_attempts WHERE message_id = $1 AND attempt = $2
             ON CONFLICT DO NOTHING`,
    },
    [message.id, message.attempts, new Date(since.getTime() + firstLookUpAfterMs), since],
  );
}

/** A receipt or a late answer said what became of the message: there is nothing more to look up. */
export async function endLookUp(transaction: Pick<StoreTransaction, 'execute'>, messageId: string): Promise<void> {
  await transaction.execute(
    {
      name: 'unknown-outcome-overtaken',
      text: `UPDATE unknown_outcomes SET state = 'overtaken', due_at = NULL, lease_owner = NULL, lease_until = NULL
              WHERE message_id = $1 AND state IN ('open', 'unsettled', 'impossible')`,
    },
    [messageId],
  );
}
