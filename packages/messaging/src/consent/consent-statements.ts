import type { PreparedStatement } from '@hailpoint/store';
import type { ConsentProof, ConsentSubject } from './consent-subject.js';

/*
 * Each writes the entry of the history and what holds from now on, in one statement; the lock on the recipient must be held. All take the
 * parameters of `consentValues`.
 */

const entry = (action: string, when = '') => `entry AS (
      INSERT INTO consent_entries (id, at, channel, sender_group, match_key, recipient_id, action, source, keyword, note, recorded_by_id,
        message_id, plugin_id, event_id, user_id)
      SELECT $1::uuid, $2::timestamptz, $3::text, $4::text, $5::text, $6::text, '${action}', $7::text, $8::text, $9::text, $10::uuid,
        $11::uuid, $12::text, $13::text, $14::uuid ${when}
    )`;

/** A STOP that is taken late is not the customer's last word where they, or who lifted the opt-out for them, said otherwise since. */
const whereOptOutCounts = `WHERE $7 <> 'keyword' OR NOT EXISTS (
        SELECT 1 FROM consent_entries e WHERE e.channel = $3 AND e.sender_group = $4 AND e.match_key = $5 AND e.at > $2
           AND (e.action = 'lift_opt_out' OR (e.action = 'opt_in' AND e.source = 'keyword')))`;

/**
 * An opt-out ends every opt-in of the number, cancels what still waits to be sent to it, and has nobody wait for an answer. What a carrier says
 * of a number that is opted out already is no news and leaves no entry. Answers a row exactly when the number was not opted out before.
 */
export const optOutStatement: PreparedStatement = {
  name: 'consent-opt-out',
  text: `WITH counts AS (
      SELECT 1 ${whereOptOutCounts}
    ), state AS (
      INSERT INTO consent_opt_outs (channel, sender_group, match_key, recipient_id, entry_id)
      SELECT $3::text, $4::text, $5::text, $6::text, $1::uuid FROM counts ON CONFLICT DO NOTHING RETURNING entry_id
    ), ${entry('opt_out', `FROM counts WHERE $7 <> 'carrier' OR EXISTS (SELECT 1 FROM state)`)}, ended AS (
      DELETE FROM consent_opt_ins USING counts WHERE channel = $3 AND sender_group = $4 AND match_key = $5
    ), unanswered AS (
      UPDATE interactions i SET waiting_for = NULL, waiting_since = NULL FROM counts
       WHERE i.channel = $3 AND i.match_key = $5 AND i.waiting_for = 'customer'
         AND $4 = (SELECT m.sender_group FROM messages m WHERE m.interaction_id = i.id ORDER BY m.position DESC LIMIT 1)
    ), canceled AS (
      UPDATE messages SET state = 'canceled', cause_code = 'opted_out', cause_reason = $15, state_at = greatest(state_at, $2), due_at = NULL
        FROM counts
      WHERE channel = $3 AND match_key = $5 AND sender_group = $4 AND state = 'queued' AND NOT consent_exempt
      RETURNING interaction_id
    )
    SELECT (SELECT count(*)::integer FROM canceled) AS canceled,
      ARRAY (SELECT i.number FROM interactions i WHERE i.id IN (SELECT interaction_id FROM canceled)) AS conversations FROM state`,
};

/**
 * Answers a row exactly when there was an opt-out to lift; else nothing is written. A keyword lifts no opt-out that is newer than itself: what a
 * carrier calls back may be taken late, and then the customer's last word was another one.
 */
export const liftOptOutStatement: PreparedStatement = {
  name: 'consent-lift',
  text: `WITH state AS (
      DELETE FROM consent_opt_outs WHERE channel = $3 AND sender_group = $4 AND match_key = $5
        AND ($7 <> 'keyword' OR NOT EXISTS (
          SELECT 1 FROM consent_entries e WHERE e.channel = $3 AND e.sender_group = $4 AND e.match_key = $5
             AND e.action = 'opt_out' AND e.at > $2))
      RETURNING entry_id
    ), ${entry('lift_opt_out', 'WHERE EXISTS (SELECT 1 FROM state)')}
    SELECT entry_id FROM state`,
};

/** A keyword that lifted no opt-out, though there is one, is older than it, and opts nobody in. */
const whereOptInCounts = `WHERE $7 <> 'keyword' OR NOT EXISTS (
        SELECT 1 FROM consent_opt_outs WHERE channel = $3 AND sender_group = $4 AND match_key = $5)`;

/** Answers a row exactly when the person had not opted in before. */
export const optInStatement: PreparedStatement = {
  name: 'consent-opt-in',
  text: `WITH state AS (
      INSERT INTO consent_opt_ins (channel, sender_group, match_key, recipient_id, entry_id, user_id)
      SELECT $3::text, $4::text, $5::text, $6::text, $1::uuid, $14::uuid ${whereOptInCounts}
      ON CONFLICT DO NOTHING RETURNING entry_id
    ), ${entry('opt_in', whereOptInCounts)}
    SELECT entry_id FROM state`,
};

export function consentValues(
  id: string,
  subject: ConsentSubject,
  proof: ConsentProof,
  userId: string | null,
  at: Date,
): readonly unknown[] {
  const event = 'event' in proof ? proof.event : null;
  return [
    id,
    at,
    subject.channel,
    subject.senderGroup,
    subject.matchKey,
    subject.recipientId,
    proof.source,
    'keyword' in proof ? proof.keyword : null,
    'note' in proof ? proof.note : null,
    'recordedBy' in proof ? proof.recordedBy : null,
    'messageId' in proof ? proof.messageId : null,
    event?.pluginId ?? null,
    event?.eventId ?? null,
    userId,
  ];
}
