import { type Kysely, sql } from 'kysely';

/** Who waits for whom in a conversation, and which follow-ups have been carried out. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  // 'agent': the customer waits for an agent, since their first message that nobody answered. 'customer': we wait for the customer, since our
  // last message. Written by whatever writes a message.
  `ALTER TABLE interactions
     ADD COLUMN waiting_for text CHECK (waiting_for IN ('agent', 'customer')),
     ADD COLUMN waiting_since timestamptz(3),
     ADD CHECK ((waiting_for IS NULL) = (waiting_since IS NULL))`,
  `UPDATE interactions SET
     waiting_for = CASE WHEN last_outbound_at IS NULL OR last_inbound_at > last_outbound_at THEN 'agent' ELSE 'customer' END,
     waiting_since = greatest(last_inbound_at, last_outbound_at)
   WHERE type = 'messaging' AND closed_at IS NULL AND (last_inbound_at IS NOT NULL OR last_outbound_at IS NOT NULL)`,
  `CREATE INDEX interactions_waiting ON interactions (waiting_for, waiting_since) WHERE waiting_since IS NOT NULL AND closed_at IS NULL`,

  `CREATE TABLE follow_ups (
    interaction_id uuid NOT NULL REFERENCES interactions (id),
    -- Name of the rule.
    rule text NOT NULL,
    -- The waiting that it was carried out for: once for each.
    waiting_since timestamptz(3) NOT NULL,
    carried_out_at timestamptz(3) NOT NULL,
    PRIMARY KEY (interaction_id, rule)
  )`,
];
