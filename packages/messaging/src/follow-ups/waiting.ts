import type { StoreTransaction } from '@hailpoint/store';

/** We have written: the customer is waited for. What agents send says so in its own statement. */
export async function waitForCustomer(
  transaction: Pick<StoreTransaction, 'execute'>,
  interactionId: string,
  since: Date,
): Promise<void> {
  await transaction.execute(
    {
      name: 'wait-for-customer',
      text: `UPDATE interactions SET waiting_for = 'customer', waiting_since = $2 WHERE id = $1`,
    },
    [interactionId, since],
  );
}

/** The customer waits for an agent, if not already since earlier. */
export async function waitForAgent(
  transaction: Pick<StoreTransaction, 'execute'>,
  interactionId: string,
  since: Date,
): Promise<void> {
  await transaction.execute(
    {
      name: 'wait-for-agent',
      text: `UPDATE interactions SET waiting_for = 'agent', waiting_since = $2 WHERE id = $1 AND waiting_for IS DISTINCT FROM 'agent'`,
    },
    [interactionId, since],
  );
}

/** Whoever was waited for: the customer wants no more messages, so there is nothing to wait for. */
export async function waitForNobody(
  transaction: Pick<StoreTransaction, 'execute'>,
  interactionId: string,
): Promise<void> {
  await transaction.execute(
    {
      name: 'wait-for-nobody',
      text: `UPDATE interactions SET waiting_for = NULL, waiting_since = NULL WHERE id = $1`,
    },
    [interactionId],
  );
}
