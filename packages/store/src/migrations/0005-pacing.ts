import { type Kysely, sql } from 'kysely';

/**
 * Whose turn it is. Within a sender, groups of messages take turns, so the outbox is read group by group; a message behind an earlier one of
 * its conversation is set aside, so that a deep queue is not read again and again, and comes back by a trigger: whatever statement ends the
 * earlier one. The new columns are computed for every message: on a big table the migration takes its time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `ALTER TABLE messages
     -- While queued: behind an earlier message of its conversation that is queued or sending; not looked at until that one is done.
     ADD COLUMN held boolean NOT NULL DEFAULT false`,
  // Of its own, because it is computed from the columns above.
  `ALTER TABLE messages
     ADD COLUMN queue_group text NOT NULL GENERATED ALWAYS AS
       (coalesce(author_id::text, author_kind)) STORED`,

  `DROP INDEX messages_due`,
  `CREATE INDEX messages_in_line ON messages (plugin_id, channel, sender_id, queue_group, due_at, position)
     WHERE state = 'queued' AND NOT held`,
  // Unknown ones hold back what is behind them: to be found among thousands that are queued.
  `CREATE INDEX messages_unknown_in_thread ON messages (interaction_id, position) WHERE state = 'unknown'`,
  // What waits for a sender, for its queue's length.
  `CREATE INDEX messages_waiting ON messages (channel, sender_id) INCLUDE (segments) WHERE state = 'queued'`,

  // The first queued message of a conversation is never held, unless an earlier one is sending; so also when one is queued again.
  `CREATE FUNCTION messages_let_next_come() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    UPDATE messages SET held = false WHERE held AND id = (
      SELECT id FROM messages WHERE interaction_id = NEW.interaction_id AND state = 'queued' ORDER BY position LIMIT 1);
    RETURN NULL;
  END $$`,
  `CREATE TRIGGER messages_let_next_come AFTER UPDATE OF state ON messages FOR EACH ROW
     WHEN ((OLD.state IN ('queued', 'sending')) <> (NEW.state IN ('queued', 'sending')))
     EXECUTE FUNCTION messages_let_next_come()`,

  // What a sender with a pace may send: one row for each, from its first message on.
  `CREATE TABLE sender_buckets (
    channel text NOT NULL,
    sender_id text NOT NULL,
    -- Segments; fractions count, and below zero it has sent ahead.
    tokens double precision NOT NULL,
    -- Never goes back.
    filled_at timestamptz(3) NOT NULL,
    PRIMARY KEY (channel, sender_id)
  )`,
];
