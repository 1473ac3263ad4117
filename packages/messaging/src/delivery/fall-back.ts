import type { StoreTransaction } from '@hailpoint/store';
import type { ProviderChange } from '../history/history-entry.js';
import { recordHistory } from '../history/record-history.js';
import type { LockedMessage } from '../receipts/lock-message.js';
import { nextProvider, type TriedProvider } from './next-provider.js';

export interface FallBack {
  /** Plugins that can carry the message in place of its own. */
  readonly others: readonly string[];
  readonly why: ProviderChange['why'];
  /** When one is tried that has tried it before. */
  readonly retryAt: Date;
  readonly at: Date;
}

/**
 * Hands a locked message, which surely was not sent, on to another provider with the same sender, and says so in its story. Answers whether it
 * did; if not, nothing has changed.
 */
export async function fallBack(
  transaction: StoreTransaction,
  message: LockedMessage,
  { others, why, retryAt, at }: FallBack,
): Promise<boolean> {
  if (others.length === 0 || message.handed_on !== null || message.carrier_message_id !== null) return false;
  const next = nextProvider(others, await readTried(transaction, message));
  if (!next) return false;
  await transaction.execute(
    { name: 'message-fall-back', text: 'UPDATE messages SET plugin_id = $2, due_at = $3 WHERE id = $1' },
    [message.id, next.plugin, next.atOnce ? at : retryAt],
  );
  await recordHistory(
    transaction,
    { interactionId: message.interaction_id, messageId: message.id, at },
    { kind: 'provider_changed', detail: { from: message.plugin_id, to: next.plugin, why } },
  );
  return true;
}

/** A receipt counts as an attempt that reached a carrier, whatever its own answer was. */
async function readTried(
  transaction: StoreTransaction,
  { id, plugin_id }: LockedMessage,
): Promise<readonly TriedProvider[]> {
  return transaction.execute<TriedProvider>(
    {
      name: 'message-tried',
      text: `SELECT plugin, outcome FROM (
               SELECT COALESCE(plugin_id, $2) AS plugin, outcome, attempt FROM message_attempts WHERE message_id = $1
               UNION ALL SELECT plugin_id, 'accepted', 0 FROM receipts WHERE message_id = $1) tried ORDER BY attempt`,
    },
    [id, plugin_id],
  );
}
