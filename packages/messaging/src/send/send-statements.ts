import type { PreparedStatement } from '@hailpoint/store';

/*
 * What a send writes, as named statements: few round trips, because each one is paid by every message. Parameters of INSERT ... SELECT
 * carry their types, since PostgreSQL would take them for text. The benchmarks run these very texts.
 */

const messageColumns = `id, interaction_id, direction, author_kind, author_id, channel, plugin_id, sender_id, match_key, recipient_id, body,
        encoding, segments, state, state_at, due_at, expires_at, preflight, created_at, source_interaction_id, sender_group, template, open_until`;

/** Rows 1, 2 and 3: conversation, live group and message, and the channel user profile when there is none. Answers the number. */
export const createConversationStatement: PreparedStatement = {
  name: 'send-create',
  text: `WITH named AS (
      SELECT 'IMS' || lpad(n::text, greatest(7, length(n::text)), '0') AS number FROM nextval('interaction_number') AS n
    ), profile AS (
      INSERT INTO channel_user_profiles (id, channel, match_key, recipient_id, user_id, created_at)
      SELECT $2::uuid, $3::text, $4::text, $5::text, $6::uuid, $7::timestamptz WHERE $8::boolean
    ), conversation AS (
      INSERT INTO interactions (id, number, type, state, short_description, consumer_id, contact_id, opened_for_id, assigned_to_id, channel,
        plugin_id, sender_id, match_key, recipient_id, profile_id, source_interaction_id, context_interaction_id, last_outbound_at,
        waiting_for, waiting_since, search_text, opened_at, updated_at)
      SELECT $1::uuid, named.number, 'messaging', 'work_in_progress', $9::text, $10::uuid, $11::uuid, $6::uuid, $12::uuid, $3::text,
        $13::text, $14::text, $4::text, $5::text, $2::uuid, $15::uuid, $16::uuid, $7::timestamptz,
        'customer', $7::timestamptz, lower(named.number) || ' ' || $17::text, $7::timestamptz, $7::timestamptz
      FROM named RETURNING number
    ), member AS (
      INSERT INTO live_group_profiles (interaction_id, user_id, added_at) VALUES ($1, $12, $7)
    ), message AS (
      INSERT INTO messages (${messageColumns})
      VALUES ($18, $1, 'outbound', 'agent', $12, $3, $13, $14, $4, $5, $19, $20, $21, 'queued', $7, $7, $22, $23, $7, $15, $24, $25, $26)
    )
    SELECT number FROM conversation`,
};

/** Rows 4 and 5, and replies: the message, and the conversation that it joins. Answers the conversation with the names that a view shows. */
export const appendMessageStatement: PreparedStatement = {
  name: 'send-append',
  text: `WITH conversation AS (
      UPDATE interactions SET
        state = CASE WHEN state IN ('new', 'on_hold') THEN 'work_in_progress' ELSE state END,
        assigned_to_id = CASE WHEN $4::boolean THEN $3::uuid ELSE assigned_to_id END,
        virtual_agent = virtual_agent AND NOT $4::boolean,
        search_text = CASE WHEN $4::boolean THEN search_text || ' ' || $5::text ELSE search_text END,
        profile_id = $6, last_outbound_at = $2, waiting_for = 'customer', waiting_since = $2, updated_at = $2, version = version + 1
      WHERE id = $1 RETURNING *
    ), member AS (
      INSERT INTO live_group_profiles (interaction_id, user_id, added_at) VALUES ($1, $3, $2) ON CONFLICT DO NOTHING
    ), message AS (
      INSERT INTO messages (${messageColumns})
      SELECT $7::uuid, id, 'outbound', 'agent', $3::uuid, channel, $8::text, sender_id, match_key, $9::text, $10::text, $11::text, $12::integer,
        'queued', $2::timestamptz, $2::timestamptz, $13::timestamptz, $14::jsonb, $2::timestamptz, $15::uuid, $16::text, $17::jsonb, $18::timestamptz FROM conversation
    )
    SELECT i.id, i.number, i.type, i.state, i.short_description, i.related_record, i.channel, i.sender_id, i.recipient_id,
      i.virtual_agent, i.last_inbound_at, i.last_outbound_at, i.close_reason, i.closed_at, i.version, i.opened_at, i.updated_at,
      i.consumer_id, consumer.name AS consumer_name, i.contact_id, contact.name AS contact_name,
      i.opened_for_id, opened_for.name AS opened_for_name, i.assigned_to_id, assigned_to.name AS assigned_to_name,
      source.number AS source_number, source.type AS source_type, earlier.number AS context_number,
      session.collected AS va_collected, session.stopped AS va_stopped, session.reason AS va_reason, session.stopped_at AS va_stopped_at,
      NULL::json AS closed_by
    FROM conversation i
      LEFT JOIN users consumer ON consumer.id = i.consumer_id
      LEFT JOIN users contact ON contact.id = i.contact_id
      LEFT JOIN users opened_for ON opened_for.id = i.opened_for_id
      LEFT JOIN users assigned_to ON assigned_to.id = i.assigned_to_id
      LEFT JOIN interactions source ON source.id = i.source_interaction_id
      LEFT JOIN interactions earlier ON earlier.id = i.context_interaction_id
      LEFT JOIN virtual_agent_sessions session ON session.interaction_id = i.id`,
};

/** Closes conversations, each for its reason, and cancels what they still wanted to send, but for the confirmation of an opt-out. */
export const closeConversationsStatement: PreparedStatement = {
  name: 'send-close',
  text: `WITH ending AS (
      SELECT * FROM unnest($1::uuid[], $2::text[], $3::text[], $5::uuid[]) AS ending (id, close_reason, cancel_reason, entry)
    ), told AS (
      INSERT INTO history_entries (id, at, interaction_id, kind, user_id, detail)
      SELECT entry, $4, id, 'closed', $6::uuid, jsonb_build_object('state', 'closed_complete', 'reason', close_reason) FROM ending
    ), closed AS (
      UPDATE interactions i SET state = 'closed_complete', close_reason = ending.close_reason, closed_at = $4, updated_at = $4,
        version = i.version + 1
      FROM ending WHERE i.id = ending.id
    )
    UPDATE messages m SET state = 'canceled', cause_code = ending.close_reason, cause_reason = ending.cancel_reason, state_at = $4, due_at = NULL
    FROM ending WHERE m.interaction_id = ending.id AND m.state = 'queued' AND NOT m.consent_exempt`,
};

export const deactivateProfileStatement: PreparedStatement = {
  name: 'send-deactivate-profile',
  text: `UPDATE channel_user_profiles SET active = false, deactivated_at = $2, deactivation_reason = $3, version = version + 1 WHERE id = $1`,
};

export const createProfileStatement: PreparedStatement = {
  name: 'send-create-profile',
  text: `INSERT INTO channel_user_profiles (id, channel, match_key, recipient_id, user_id, created_at) VALUES ($1, $2, $3, $4, $5, $6)`,
};

export const linkAttachmentsStatement: PreparedStatement = {
  name: 'send-link-attachments',
  text: `UPDATE attachments SET message_id = $2, position = array_position($1::uuid[], id) WHERE id = ANY ($1::uuid[]) AND message_id IS NULL AND uploader_id = $3
      AND (scheduled_message_id IS NULL OR scheduled_message_id = $4) RETURNING id`,
};
