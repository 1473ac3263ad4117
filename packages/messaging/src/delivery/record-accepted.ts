import type { PreparedStatement, Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';

/** An attempt that the carrier accepted. */
export interface AcceptedAttempt {
  readonly messageId: string;
  /** Number of the attempt, 1 for the first. */
  readonly attempt: number;
  readonly carrierMessageId: string;
  /** As the carrier counts; absent: it does not say. */
  readonly segments?: number;
  /** When the carrier answered. */
  readonly at: Date;
}

/**
 * What nobody else has touched since it was claimed, and no receipt has overtaken, is now simply `sent`; nothing of it has to be worked out.
 * What somebody else works on is left out and not waited for, so that no two batches can wait for one another.
 */
const acceptStatement: PreparedStatement = {
  name: 'outbox-accept',
  text: `WITH plain AS (
      SELECT m.id, m.interaction_id, accepted.attempt, accepted.carrier_id, accepted.segments, accepted.at
        FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::integer[], $5::timestamptz[]) AS accepted (id, attempt, carrier_id, segments, at)
        JOIN messages m ON m.id = accepted.id
       WHERE m.state = 'sending' AND m.attempts = accepted.attempt AND m.carrier_message_id IS NULL
         AND NOT EXISTS (SELECT 1 FROM receipts r WHERE r.plugin_id = m.plugin_id AND r.carrier_message_id = accepted.carrier_id)
         FOR UPDATE OF m SKIP LOCKED
    ), ended AS (
      UPDATE message_attempts t SET ended_at = plain.at, outcome = 'accepted' FROM plain WHERE t.message_id = plain.id AND t.attempt = plain.attempt
    ), sent AS (
      UPDATE messages m SET state = 'sent', state_at = plain.at, cause_code = NULL, cause_reason = NULL, carrier_message_id = plain.carrier_id,
             segments = COALESCE(plain.segments, m.segments), lease_owner = NULL, lease_until = NULL
        FROM plain WHERE m.id = plain.id
    )
    SELECT plain.id, i.number FROM plain JOIN interactions i ON i.id = plain.interaction_id`,
};

/**
 * Writes down attempts that the carrier accepted, many in one statement. Answers the ids of the messages that this was all there was to say
 * of; of the others nothing is written, and each is for `recordOutcome`.
 */
export async function recordAccepted(
  store: Pick<Store, 'execute'>,
  live: LiveEventBus,
  accepted: readonly AcceptedAttempt[],
): Promise<ReadonlySet<string>> {
  const rows = await store.execute<{ id: string; number: string }>(acceptStatement, [
    accepted.map(({ messageId }) => messageId),
    accepted.map(({ attempt }) => attempt),
    accepted.map(({ carrierMessageId }) => carrierMessageId),
    accepted.map(({ segments }) => segments ?? null),
    accepted.map(({ at }) => at),
  ]);
  for (const number of new Set(rows.map((row) => row.number))) live.publish({ kind: 'thread', number });
  return new Set(rows.map(({ id }) => id));
}
