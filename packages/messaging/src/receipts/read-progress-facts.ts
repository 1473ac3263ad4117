import type { StoreTransaction } from '@hailpoint/store';
import type { LockedMessage } from './lock-message.js';
import type { OutboundState, Sighting } from './message-progress.js';
import type { AttemptFact, MessageFacts } from './sightings-of.js';

/** An attempt or a receipt: one statement for both, because every outcome and every receipt pays for it. */
interface FactRow {
  /** `null`: a receipt. */
  readonly attempt: number | null;
  readonly began: Date | null;
  readonly at: Date | null;
  readonly says: string | null;
  readonly event_id: string | null;
  readonly code: string | null;
  readonly reason: string | null;
  readonly settled: AttemptFact['settled'];
  readonly settled_at: Date | null;
}

/** What is kept of a locked message and says where it is. */
export async function readProgressFacts(transaction: StoreTransaction, message: LockedMessage): Promise<MessageFacts> {
  const rows = await transaction.execute<FactRow>(
    {
      name: 'message-facts',
      text: `SELECT attempt, started_at AS began, ended_at AS at, outcome AS says, NULL AS event_id, code, reason, settled, settled_at
               FROM message_attempts WHERE message_id = $1
             UNION ALL
             SELECT NULL, NULL, carrier_time, state, event_id, code, reason, NULL, NULL FROM receipts WHERE message_id = $1
              ORDER BY attempt`,
    },
    [message.id],
  );
  const attempts: AttemptFact[] = [];
  const receipts: Sighting[] = [];
  for (const { attempt, began, at, says, event_id, code, reason, settled, settled_at } of rows) {
    if (attempt === null) {
      receipts.push({ state: says as OutboundState, at: at as Date, eventId: event_id as string, code, reason });
    } else {
      const outcome = says as AttemptFact['outcome'];
      attempts.push({
        attempt,
        startedAt: began as Date,
        endedAt: at,
        outcome,
        code,
        reason,
        settled,
        settledAt: settled_at,
      });
    }
  }
  const { state, state_at, cause_code, cause_reason } = message;
  const present: Sighting = {
    state: state as OutboundState,
    at: state_at,
    eventId: cause_code ?? '',
    code: cause_code,
    reason: cause_reason,
  };
  return { present, attempts, receipts, handedOn: message.handed_on };
}
