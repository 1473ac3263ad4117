import type { PreparedStatement } from '@hailpoint/store';
import { optedOutSql } from '../consent/claim-gate.js';
import { optedOutCause } from '../consent/record-consent.js';
import { roundingError } from '../pacing/token-bucket.js';

/** Candidates that are looked at in one claim, over all groups together; of each group one at least. */
const looks = 200;
/** Groups that may have something to send at once. The planner needs to know that there are not millions. */
const mostGroups = 5_000;

const due = (alias: string) =>
  `${alias}.state = 'queued' AND ${alias}.due_at <= $1 AND (${alias}.expires_at IS NULL OR ${alias}.expires_at > $1)`;

/**
 * Takes what is due, in one statement, whatever the length of the queue:
 *
 * - `line`: the groups that have something queued, found by jumping over the index from one to the next;
 * - `candidate`: the oldest due ones of each that no unknown message holds back, with whether an earlier one of their conversation is queued or
 *   sending (`waits`);
 * - `ready`: those that may go, in rounds of one per group, and for each sender beginning behind the group that was served last;
 * - `payable`: as many as the sender has tokens for; one that it cannot pay for yet is not overtaken;
 * - `picked`: as many as the provider has slots, in rounds of one per sender, beginning behind the sender that was served last.
 *
 * Parameters: 1 now, 2 since when an unknown one holds back, 3 owner, 4 lease until; providers: 5 plugins, 6 free slots, 7 senders served last;
 * senders with a pace: 8 channels, 9 ids, 10 tokens, 11 bursts; 12 whether to take from those, else from all others; groups served last: 13
 * plugins, 14 senders, 15 groups; 16 why a message to somebody who opted out is canceled in place of being taken. Answers a row for each message taken, and for what the next claim must know (see `verdict`);
 * `waits` only of groups that may have more than was looked at.
 */
export const claimStatement: PreparedStatement = {
  name: 'outbox-claim',
  text: `WITH RECURSIVE provider AS (
      SELECT * FROM unnest($5::text[], $6::integer[], $7::text[]) AS provider (plugin_id, free, served)
    ), pace AS (
      SELECT * FROM unnest($8::text[], $9::text[], $10::float8[], $11::float8[]) AS pace (channel, sender_id, tokens, burst)
    ), turn AS (
      SELECT * FROM unnest($13::text[], $14::text[], $15::text[]) AS turn (plugin_id, sender, served)
    ), line AS (
      SELECT first.* FROM provider CROSS JOIN LATERAL (
        SELECT m.plugin_id, m.channel, m.sender_id, m.queue_group FROM messages m
         WHERE m.state = 'queued' AND NOT m.held AND m.plugin_id = provider.plugin_id
         ORDER BY m.plugin_id, m.channel, m.sender_id, m.queue_group LIMIT 1) first
      UNION ALL
      SELECT next.* FROM line CROSS JOIN LATERAL (
        SELECT m.plugin_id, m.channel, m.sender_id, m.queue_group FROM messages m
         WHERE m.state = 'queued' AND NOT m.held AND m.plugin_id = line.plugin_id
           AND (m.channel, m.sender_id, m.queue_group) > (line.channel, line.sender_id, line.queue_group)
         ORDER BY m.plugin_id, m.channel, m.sender_id, m.queue_group LIMIT 1) next
    ), candidate AS MATERIALIZED (
      SELECT line.*, waiting.*, line.channel || ' ' || line.sender_id AS sender
        FROM line CROSS JOIN LATERAL (
          SELECT look.*, count(*) OVER () AS looked FROM (
            SELECT m.id, m.due_at, m.position, greatest(coalesce(m.segments, 1), 1) AS segments,
                   (SELECT true FROM messages e WHERE e.interaction_id = m.interaction_id AND e.position < m.position
                       AND e.state IN ('queued', 'sending') ORDER BY e.position LIMIT 1) IS NOT NULL AS waits
              FROM messages m
             WHERE m.plugin_id = line.plugin_id AND m.channel = line.channel AND m.sender_id = line.sender_id
               AND m.queue_group = line.queue_group AND NOT m.held AND ${due('m')}
               AND (SELECT true FROM messages e WHERE e.interaction_id = m.interaction_id AND e.position < m.position
                       AND e.state = 'unknown' AND e.state_at > $2 ORDER BY e.position LIMIT 1) IS NULL
             ORDER BY m.due_at, m.position
             LIMIT (SELECT greatest(1, ${looks} / count(*)) FROM line)) look
          LIMIT ${looks}) waiting
       LIMIT ${mostGroups}
    ), ready AS (
      SELECT c.*, row_number() OVER (PARTITION BY c.plugin_id, c.sender ORDER BY round, c.queue_group <= turn.served, c.queue_group) AS turn
        FROM (SELECT *, row_number() OVER (PARTITION BY plugin_id, sender, queue_group ORDER BY due_at, position) AS round
                FROM candidate WHERE NOT waits) c
        LEFT JOIN turn ON turn.plugin_id = c.plugin_id AND turn.sender = c.sender
    ), bill AS (
      SELECT ready.*, pace.tokens, pace.burst, pace.tokens IS NOT NULL AS paced,
             sum(segments) OVER (PARTITION BY ready.plugin_id, ready.sender ORDER BY ready.turn) - segments AS before
        FROM ready LEFT JOIN pace ON pace.channel = ready.channel AND pace.sender_id = ready.sender_id
    ), payable AS (
      SELECT * FROM bill WHERE paced = $12 AND (NOT paced OR before + least(segments, burst) <= tokens + ${roundingError})
    ), picked AS (
      SELECT * FROM (
        SELECT payable.*, provider.free,
               row_number() OVER (PARTITION BY payable.plugin_id ORDER BY payable.turn, sender <= provider.served, sender) AS place
          FROM payable JOIN provider ON provider.plugin_id = payable.plugin_id) placed
       WHERE place <= free
    ), due AS (
      SELECT m.id, ${optedOutSql} AS opted_out FROM messages m
       WHERE m.id = ANY (ARRAY(SELECT id FROM picked)) AND ${due('m')} FOR UPDATE SKIP LOCKED
    ), refused AS (
      UPDATE messages m SET state = 'canceled', cause_code = '${optedOutCause.code}', cause_reason = $16, state_at = $1, due_at = NULL
        FROM due WHERE m.id = due.id AND due.opted_out
    ), claimed AS (
      UPDATE messages m SET state = 'sending', state_at = $1, lease_owner = $3, lease_until = $4, attempts = m.attempts + 1,
             cause_code = NULL, cause_reason = NULL
        FROM due WHERE m.id = due.id AND NOT due.opted_out
      RETURNING m.id, m.interaction_id, m.channel, m.plugin_id, m.sender_id, m.recipient_id, m.body, m.attempts, m.state_at AS attempted_at, m.created_at, m.position
    ), attempt AS (
      INSERT INTO message_attempts (message_id, attempt, started_at, plugin_id) SELECT id, attempts, $1, plugin_id FROM claimed
    )
    SELECT 'claimed' AS verdict, m.id, m.interaction_id, m.channel, m.plugin_id, m.sender_id, m.recipient_id, m.body, m.attempts, m.attempted_at, m.created_at,
           EXISTS (SELECT 1 FROM attachments a WHERE a.message_id = m.id) AS has_media, picked.segments, picked.queue_group, picked.place, m.position
      FROM claimed m JOIN picked ON picked.id = m.id
    UNION ALL
    SELECT 'waits', id, NULL, channel, plugin_id, sender_id, NULL, NULL, NULL, NULL, NULL, NULL, segments, NULL, NULL, position
      FROM candidate WHERE waits AND looked = (SELECT greatest(1, ${looks} / count(*)) FROM line)
    UNION ALL
    SELECT 'contested', id, NULL, channel, plugin_id, sender_id, NULL, NULL, NULL, NULL, NULL, NULL, segments, NULL, NULL, position
      FROM picked WHERE NOT EXISTS (SELECT 1 FROM due WHERE due.id = picked.id)
    UNION ALL
    (SELECT DISTINCT ON (plugin_id, sender)
            'unpaid', id, NULL, channel, plugin_id, sender_id, NULL, NULL, NULL, NULL, NULL, NULL, segments, NULL, NULL, position
       FROM bill WHERE paced AND NOT EXISTS (SELECT 1 FROM payable WHERE payable.id = bill.id)
      ORDER BY plugin_id, sender, turn)
    ORDER BY position`,
};
