import type { StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { notify } from '../notifications/notify.js';
import { whyCanceled } from '../send/why-canceled.js';

export interface CanceledMessage {
  readonly interaction_id: string;
  readonly number: string;
  readonly author_id: string | null;
}

/**
 * Cancels what still waits to be sent to a number that is someone else's from now on: it was written to the one who had it. The confirmation of an
 * opt-out goes out. Authors are told, but for `by`, who knows. The lock on the recipient must be held.
 */
export async function cancelForRecipient(
  transaction: StoreTransaction,
  live: LiveEventBus,
  { channel, matchKey, by }: { readonly channel: string; readonly matchKey: string; readonly by: string },
  at: Date,
): Promise<readonly CanceledMessage[]> {
  const canceled = await transaction.execute<CanceledMessage>(
    {
      name: 'cancel-for-recipient',
      text: `UPDATE messages m SET state = 'canceled', cause_code = 'recipient_reassigned', cause_reason = $3, state_at = greatest(m.state_at, $4), due_at = NULL
        FROM interactions i
        WHERE i.id = m.interaction_id AND m.channel = $1 AND m.match_key = $2 AND m.state = 'queued' AND NOT m.consent_exempt
        RETURNING m.interaction_id, i.number, m.author_id`,
    },
    [channel, matchKey, whyCanceled.recipient_reassigned, at],
  );
  const told = new Map(canceled.map((one) => [`${one.author_id} ${one.number}`, one]));
  for (const { author_id: userId, interaction_id: interactionId, number } of told.values()) {
    if (userId === null || userId === by) continue;
    const body = `A message of yours in ${number} was not sent: the number is another customer's.`;
    await notify(transaction, live, { userId, kind: 'send_failed', interactionId, body, at });
  }
  for (const number of new Set(canceled.map((one) => one.number))) {
    live.publishAfterCommit(transaction, { kind: 'thread', number });
  }
  return canceled;
}
