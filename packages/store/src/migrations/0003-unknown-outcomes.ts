import { type Kysely, sql } from 'kysely';

/** What is done about attempts whose outcome is unknown, and the daily comparison of what carriers know with what we know. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  // Why an attempt whose outcome was unknown no longer stands in the way of another: the carrier does not have it, or an agent decided.
  `ALTER TABLE message_attempts
     ADD COLUMN settled text CHECK (settled IN ('absent', 'resent')),
     ADD COLUMN settled_at timestamptz(3),
     ADD CHECK ((settled IS NULL) = (settled_at IS NULL))`,
  `CREATE INDEX messages_unknown ON messages (id) WHERE state = 'unknown'`,

  // One for each attempt whose outcome is unknown.
  `CREATE TABLE unknown_outcomes (
    message_id uuid NOT NULL,
    attempt integer NOT NULL,
    state text NOT NULL CHECK (state IN ('open', 'found', 'absent', 'resent', 'overtaken', 'unsettled', 'impossible')),
    -- How often the carrier was asked.
    asked integer NOT NULL DEFAULT 0,
    due_at timestamptz(3),
    lease_owner text,
    lease_until timestamptz(3),
    since timestamptz(3) NOT NULL,
    PRIMARY KEY (message_id, attempt),
    FOREIGN KEY (message_id, attempt) REFERENCES message_attempts (message_id, attempt),
    CHECK ((state = 'open') = (due_at IS NOT NULL)),
    CHECK ((lease_owner IS NULL) = (lease_until IS NULL))
  )`,
  `CREATE INDEX unknown_outcomes_due ON unknown_outcomes (due_at) WHERE state = 'open'`,

  // Every question to a carrier and what came of it: append-only.
  `CREATE TABLE message_look_ups (
    id uuid PRIMARY KEY,
    message_id uuid NOT NULL REFERENCES messages (id),
    attempt integer NOT NULL,
    at timestamptz(3) NOT NULL,
    -- NULL: by itself; else the agent who asked.
    user_id uuid REFERENCES users (id),
    -- absent_early: the carrier did not have it, but may still get it.
    outcome text NOT NULL CHECK (outcome IN ('found', 'absent', 'absent_early', 'inconclusive', 'failed', 'late', 'paused')),
    code text,
    reason text,
    -- When the carrier is asked again; NULL: not by itself.
    next_at timestamptz(3)
  )`,
  `CREATE INDEX message_look_ups_message ON message_look_ups (message_id, id)`,

  // Ids beyond the one in the message itself, which the carrier gave a message that was sent again.
  `CREATE TABLE further_carrier_ids (
    plugin_id text NOT NULL,
    carrier_message_id text NOT NULL,
    message_id uuid NOT NULL REFERENCES messages (id),
    PRIMARY KEY (plugin_id, carrier_message_id)
  )`,

  `CREATE TABLE reconciliations (
    id uuid PRIMARY KEY,
    plugin_id text NOT NULL,
    contribution text NOT NULL,
    channel text NOT NULL,
    -- The UTC day of which it is the comparison, such as 2026-03-02; NULL: somebody asked for it.
    day text,
    requested_by uuid REFERENCES users (id),
    period_from timestamptz(3) NOT NULL,
    period_to timestamptz(3) NOT NULL,
    state text NOT NULL CHECK (state IN ('waiting', 'running', 'done', 'failed')),
    problem text,
    lease_owner text,
    lease_until timestamptz(3),
    attempts integer NOT NULL DEFAULT 0,
    due_at timestamptz(3) NOT NULL,
    figures jsonb NOT NULL DEFAULT '{}',
    created_at timestamptz(3) NOT NULL,
    finished_at timestamptz(3),
    UNIQUE (plugin_id, contribution, day),
    CHECK (period_from < period_to),
    CHECK ((state = 'running') = (lease_until IS NOT NULL)),
    CHECK ((state IN ('done', 'failed')) = (finished_at IS NOT NULL))
  )`,
  `CREATE INDEX reconciliations_due ON reconciliations (due_at) WHERE state IN ('waiting', 'running')`,
  `CREATE INDEX reconciliations_provider ON reconciliations (plugin_id, contribution, period_to)`,
];
