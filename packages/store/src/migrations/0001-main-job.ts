import { type Kysely, sql } from 'kysely';

/** Everything the main job keeps. Guarantees that must hold whatever runs at once are constraints and unique indexes here. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `CREATE SEQUENCE interaction_number AS bigint`,

  `CREATE TABLE users (
    id uuid PRIMARY KEY,
    source text NOT NULL DEFAULT 'hailpoint',
    external_id text NOT NULL,
    kind text NOT NULL CHECK (kind IN ('agent', 'consumer', 'contact', 'user')),
    username text UNIQUE,
    name text NOT NULL,
    email text,
    roles text[] NOT NULL DEFAULT '{}',
    country text,
    location text,
    time_zone text,
    language text,
    active boolean NOT NULL DEFAULT true,
    -- Words of name and user name, lower case and without accents; searched by prefix. Begins with the name: lists are in its order.
    search_text text NOT NULL DEFAULT '',
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    UNIQUE (source, external_id)
  )`,
  `CREATE INDEX users_order ON users (search_text COLLATE "C", id)`,
  `CREATE INDEX users_kind_order ON users (kind, search_text COLLATE "C", id)`,
  `CREATE INDEX users_search ON users USING gin (to_tsvector('simple', search_text))`,
  `CREATE TABLE user_addresses (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    kind text NOT NULL,
    label text NOT NULL,
    value text NOT NULL,
    country text,
    position integer NOT NULL,
    -- The match key where the address has exactly one reading; inbound messages find their user by it.
    match_key text
  )`,
  `CREATE INDEX user_addresses_user ON user_addresses (user_id, position)`,
  `CREATE INDEX user_addresses_match_key ON user_addresses (match_key) WHERE match_key IS NOT NULL`,

  `CREATE TABLE channel_user_profiles (
    id uuid PRIMARY KEY,
    channel text NOT NULL,
    match_key text NOT NULL,
    recipient_id text NOT NULL,
    -- NULL: a guest.
    user_id uuid REFERENCES users (id),
    active boolean NOT NULL DEFAULT true,
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL,
    deactivated_at timestamptz(3),
    deactivation_reason text,
    CHECK (active = (deactivated_at IS NULL))
  )`,
  `CREATE UNIQUE INDEX one_active_profile ON channel_user_profiles (channel, match_key) WHERE active`,
  `CREATE INDEX channel_user_profiles_user ON channel_user_profiles (user_id) WHERE active`,

  `CREATE TABLE interactions (
    id uuid PRIMARY KEY,
    number text NOT NULL UNIQUE,
    type text NOT NULL CHECK (type IN ('phone', 'chat', 'email', 'walk_in', 'messaging', 'other')),
    state text NOT NULL CHECK (state IN ('new', 'work_in_progress', 'on_hold', 'wrap_up', 'closed_complete', 'closed_abandoned')),
    short_description text,
    consumer_id uuid REFERENCES users (id),
    contact_id uuid REFERENCES users (id),
    opened_for_id uuid REFERENCES users (id),
    assigned_to_id uuid REFERENCES users (id),
    related_record jsonb,
    -- A messaging interaction only, from here on.
    channel text,
    plugin_id text,
    sender_id text,
    match_key text,
    recipient_id text,
    profile_id uuid REFERENCES channel_user_profiles (id),
    virtual_agent boolean NOT NULL DEFAULT false,
    -- The record it was composed from, and the conversation whose transcript is its context.
    source_interaction_id uuid REFERENCES interactions (id),
    context_interaction_id uuid REFERENCES interactions (id),
    last_inbound_at timestamptz(3),
    last_outbound_at timestamptz(3),
    close_reason text CHECK (close_reason IN ('agent_ended', 'no_response', 'recipient_reassigned', 'taken_over_by_agent', 'auto_closed')),
    closed_at timestamptz(3),
    -- Lower case: number, short description, names of the people; searched as words by prefix.
    search_text text NOT NULL DEFAULT '',
    version integer NOT NULL DEFAULT 1,
    opened_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CHECK (NOT (virtual_agent AND assigned_to_id IS NOT NULL)),
    CHECK ((type = 'messaging') = (channel IS NOT NULL AND sender_id IS NOT NULL AND match_key IS NOT NULL AND recipient_id IS NOT NULL)),
    CHECK ((state IN ('closed_complete', 'closed_abandoned')) = (closed_at IS NOT NULL))
  )`,
  `CREATE UNIQUE INDEX one_conversation ON interactions (channel, sender_id, match_key)
     WHERE type = 'messaging' AND state NOT IN ('closed_complete', 'closed_abandoned')`,
  `CREATE INDEX interactions_recipient ON interactions (channel, match_key, id) WHERE type = 'messaging'`,
  `CREATE INDEX interactions_profile ON interactions (profile_id) WHERE profile_id IS NOT NULL`,
  `CREATE INDEX interactions_assigned ON interactions (assigned_to_id, id) WHERE assigned_to_id IS NOT NULL`,
  `CREATE INDEX interactions_assigned_updated ON interactions (assigned_to_id, updated_at, id) WHERE assigned_to_id IS NOT NULL`,
  `CREATE INDEX interactions_updated ON interactions (updated_at, id)`,
  `CREATE INDEX interactions_type ON interactions (type, id)`,
  `CREATE INDEX interactions_state ON interactions (state, id)`,
  // Without these, "open ones, longest untouched first" would walk over every closed one.
  `CREATE INDEX interactions_type_updated ON interactions (type, updated_at, id)`,
  `CREATE INDEX interactions_state_updated ON interactions (state, updated_at, id)`,
  `CREATE INDEX interactions_source ON interactions (source_interaction_id) WHERE source_interaction_id IS NOT NULL`,
  `CREATE INDEX interactions_search ON interactions USING gin (to_tsvector('simple', search_text))`,

  `CREATE TABLE live_group_profiles (
    interaction_id uuid NOT NULL REFERENCES interactions (id),
    user_id uuid NOT NULL REFERENCES users (id),
    added_at timestamptz(3) NOT NULL,
    PRIMARY KEY (interaction_id, user_id)
  )`,

  `CREATE TABLE messages (
    id uuid PRIMARY KEY,
    -- Order within a conversation: given while the lock on the recipient is held.
    position bigint GENERATED ALWAYS AS IDENTITY,
    interaction_id uuid NOT NULL REFERENCES interactions (id),
    direction text NOT NULL CHECK (direction IN ('outbound', 'inbound')),
    author_kind text NOT NULL CHECK (author_kind IN ('agent', 'customer', 'virtual_agent', 'system')),
    author_id uuid REFERENCES users (id),
    channel text NOT NULL,
    plugin_id text NOT NULL,
    sender_id text NOT NULL,
    match_key text NOT NULL,
    recipient_id text NOT NULL,
    body text NOT NULL,
    encoding text,
    segments integer,
    state text NOT NULL CHECK (state IN ('received', 'queued', 'sending', 'sent', 'delivered', 'read', 'failed', 'undelivered', 'unknown', 'canceled')),
    -- Why it is in this state: a stable code and a sentence for the agent.
    cause_code text,
    cause_reason text,
    state_at timestamptz(3) NOT NULL,
    carrier_message_id text,
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz(3),
    expires_at timestamptz(3),
    lease_owner text,
    lease_until timestamptz(3),
    -- The preflight that the send was decided by.
    preflight jsonb,
    created_at timestamptz(3) NOT NULL,
    CHECK ((direction = 'inbound') = (state = 'received')),
    CHECK ((state = 'sending') = (lease_until IS NOT NULL))
  )`,
  `CREATE INDEX messages_thread ON messages (interaction_id, position)`,
  `CREATE INDEX messages_due ON messages (due_at, position) WHERE state = 'queued'`,
  `CREATE INDEX messages_queued_recipient ON messages (channel, match_key) WHERE state = 'queued'`,
  `CREATE INDEX messages_expiring ON messages (expires_at) WHERE state = 'queued'`,
  `CREATE INDEX messages_leased ON messages (lease_until) WHERE state = 'sending'`,
  `CREATE INDEX messages_open ON messages (interaction_id, position) WHERE state IN ('queued', 'sending', 'unknown')`,
  `CREATE INDEX messages_carrier_id ON messages (plugin_id, carrier_message_id) WHERE carrier_message_id IS NOT NULL`,

  `CREATE TABLE message_attempts (
    message_id uuid NOT NULL REFERENCES messages (id),
    attempt integer NOT NULL,
    started_at timestamptz(3) NOT NULL,
    ended_at timestamptz(3),
    outcome text CHECK (outcome IN ('accepted', 'rejected', 'not_sent', 'unknown')),
    code text,
    reason text,
    PRIMARY KEY (message_id, attempt)
  )`,

  `CREATE TABLE receipts (
    plugin_id text NOT NULL,
    event_id text NOT NULL,
    -- NULL: for a message that we do not know (yet).
    message_id uuid REFERENCES messages (id),
    carrier_message_id text,
    state text NOT NULL,
    code text,
    reason text,
    carrier_time timestamptz(3) NOT NULL,
    received_at timestamptz(3) NOT NULL,
    PRIMARY KEY (plugin_id, event_id)
  )`,
  `CREATE INDEX receipts_message ON receipts (message_id)`,
  `CREATE INDEX receipts_unmatched ON receipts (plugin_id, carrier_message_id) WHERE message_id IS NULL`,

  `CREATE TABLE webhook_events (
    id uuid PRIMARY KEY,
    plugin_id text NOT NULL,
    contribution text NOT NULL,
    request jsonb NOT NULL,
    body bytea NOT NULL,
    state text NOT NULL CHECK (state IN ('pending', 'processed', 'parked')),
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz(3) NOT NULL,
    lease_until timestamptz(3),
    problem text,
    received_at timestamptz(3) NOT NULL,
    processed_at timestamptz(3)
  )`,
  `CREATE INDEX webhook_events_due ON webhook_events (due_at, id) WHERE state = 'pending'`,
  `CREATE INDEX webhook_events_parked ON webhook_events (id) WHERE state = 'parked'`,

  `CREATE TABLE inbound_events (
    plugin_id text NOT NULL,
    event_id text NOT NULL,
    message_id uuid NOT NULL REFERENCES messages (id),
    PRIMARY KEY (plugin_id, event_id)
  )`,

  `CREATE TABLE attachments (
    id uuid PRIMARY KEY,
    -- NULL: received from a customer.
    uploader_id uuid REFERENCES users (id),
    message_id uuid REFERENCES messages (id),
    -- Place among the attachments of its message.
    position integer NOT NULL DEFAULT 0,
    file_name text NOT NULL,
    content_type text NOT NULL,
    size integer NOT NULL,
    digest text NOT NULL,
    width integer,
    height integer,
    content bytea NOT NULL,
    created_at timestamptz(3) NOT NULL
  )`,
  `CREATE INDEX attachments_message ON attachments (message_id) WHERE message_id IS NOT NULL`,
  `CREATE INDEX attachments_unused ON attachments (created_at) WHERE message_id IS NULL`,

  `CREATE TABLE notifications (
    id uuid PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    kind text NOT NULL,
    interaction_id uuid REFERENCES interactions (id),
    message_id uuid REFERENCES messages (id),
    body text NOT NULL,
    read_at timestamptz(3),
    created_at timestamptz(3) NOT NULL
  )`,
  `CREATE INDEX notifications_user ON notifications (user_id, id)`,
  `CREATE INDEX notifications_unread ON notifications (user_id) WHERE read_at IS NULL`,

  `CREATE TABLE idempotency_keys (
    user_id uuid NOT NULL REFERENCES users (id),
    route text NOT NULL,
    key text NOT NULL,
    body_hash text NOT NULL,
    status integer,
    response jsonb,
    created_at timestamptz(3) NOT NULL,
    PRIMARY KEY (user_id, route, key)
  )`,
  `CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at)`,

  `CREATE TABLE configuration_overrides (
    kind text NOT NULL CHECK (kind IN ('plugin', 'channel')),
    name text NOT NULL,
    value jsonb NOT NULL,
    updated_by uuid REFERENCES users (id),
    updated_at timestamptz(3) NOT NULL,
    PRIMARY KEY (kind, name)
  )`,

  `CREATE TABLE sign_in_links (
    token_hash text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    expires_at timestamptz(3) NOT NULL,
    used_at timestamptz(3),
    created_at timestamptz(3) NOT NULL
  )`,
  `CREATE TABLE sessions (
    token_hash text PRIMARY KEY,
    user_id uuid NOT NULL REFERENCES users (id),
    expires_at timestamptz(3) NOT NULL,
    created_at timestamptz(3) NOT NULL
  )`,
  `CREATE TABLE access_tokens (
    id uuid PRIMARY KEY,
    token_hash text NOT NULL UNIQUE,
    user_id uuid NOT NULL REFERENCES users (id),
    label text,
    created_at timestamptz(3) NOT NULL,
    last_used_at timestamptz(3),
    revoked_at timestamptz(3)
  )`,

  `CREATE TABLE audit_entries (
    id uuid PRIMARY KEY,
    at timestamptz(3) NOT NULL,
    user_id uuid REFERENCES users (id),
    operating_system_user text,
    action text NOT NULL,
    subject text NOT NULL,
    detail jsonb NOT NULL DEFAULT '{}'
  )`,

  `CREATE TABLE plugin_storage (
    plugin_id text NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL,
    PRIMARY KEY (plugin_id, key)
  )`,

  // What is kept once per installation, such as the key that signs media links.
  `CREATE TABLE installation (
    key text PRIMARY KEY,
    value text NOT NULL
  )`,
];
