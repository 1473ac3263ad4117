import { type Kysely, sql } from 'kysely';

/** Messages that wait for their moment. They are rows of their own, and no conversation knows of them before they are sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `CREATE TABLE scheduled_messages (
    id uuid PRIMARY KEY,
    -- The record that it was composed from, and will be sent from.
    interaction_id uuid NOT NULL REFERENCES interactions (id),
    -- Who scheduled it: it is sent in their name and with their rights.
    agent_id uuid NOT NULL REFERENCES users (id),
    state text NOT NULL CHECK (state IN ('scheduled', 'sending', 'sent', 'needs_attention', 'canceled')),
    channel text NOT NULL,
    -- As it was composed: chosen from the person's addresses, or typed.
    to_kind text NOT NULL CHECK (to_kind IN ('recipient_id', 'manual')),
    to_value text NOT NULL,
    sender_id text NOT NULL,
    recipient_id text NOT NULL,
    match_key text NOT NULL,
    body text NOT NULL,
    confirm text[] NOT NULL DEFAULT '{}',
    send_at timestamptz(3) NOT NULL,
    -- In which the moment was chosen. NULL: it was given as an instant.
    zone text,
    -- The recipient's, as their record said. NULL: not known.
    recipient_zone text,
    -- What the agent was shown as of that moment, and agreed to.
    preflight jsonb NOT NULL,
    -- When it is looked at next: the moment itself, or later after a failure of ours.
    due_at timestamptz(3),
    lease_owner text,
    lease_until timestamptz(3),
    -- Why it needs attention or was canceled: a stable code and a sentence for the agent.
    cause_code text,
    cause_reason text,
    message_id uuid UNIQUE REFERENCES messages (id),
    version integer NOT NULL DEFAULT 1,
    created_at timestamptz(3) NOT NULL,
    updated_at timestamptz(3) NOT NULL,
    CHECK ((state = 'sending') = (lease_owner IS NOT NULL AND lease_until IS NOT NULL)),
    CHECK ((state = 'sent') = (message_id IS NOT NULL)),
    CHECK ((state IN ('scheduled', 'sending')) = (due_at IS NOT NULL)),
    CHECK (state <> 'needs_attention' OR (cause_code IS NOT NULL AND cause_reason IS NOT NULL))
  )`,
  `CREATE INDEX scheduled_messages_due ON scheduled_messages (due_at, id) WHERE state = 'scheduled'`,
  `CREATE INDEX scheduled_messages_leased ON scheduled_messages (lease_until) WHERE state = 'sending'`,
  `CREATE INDEX scheduled_messages_agent ON scheduled_messages (agent_id, send_at, id)`,
  `CREATE INDEX scheduled_messages_agent_open ON scheduled_messages (agent_id, send_at, id)
     WHERE state IN ('scheduled', 'sending', 'needs_attention')`,
  `CREATE INDEX scheduled_messages_interaction ON scheduled_messages (interaction_id, send_at, id)`,
  `CREATE INDEX scheduled_messages_order ON scheduled_messages (send_at, id)`,
  `CREATE INDEX scheduled_messages_open ON scheduled_messages (send_at, id)
     WHERE state IN ('scheduled', 'sending', 'needs_attention')`,
  `CREATE INDEX scheduled_messages_recipient ON scheduled_messages (channel, match_key) WHERE state IN ('scheduled', 'sending')`,

  // Kept for a scheduled message: nobody else takes it, and it is not thrown away as unused.
  `ALTER TABLE attachments ADD COLUMN scheduled_message_id uuid REFERENCES scheduled_messages (id)`,
  `CREATE INDEX attachments_scheduled ON attachments (scheduled_message_id) WHERE scheduled_message_id IS NOT NULL`,
];
