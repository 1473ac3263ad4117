import { type Kysely, sql } from 'kysely';

/** What happened to an interaction or a message and is written down nowhere else: append-only, read when somebody asks why. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `CREATE TABLE history_entries (
    id uuid PRIMARY KEY,
    at timestamptz(3) NOT NULL,
    interaction_id uuid REFERENCES interactions (id),
    message_id uuid REFERENCES messages (id),
    kind text NOT NULL,
    -- NULL: the system itself.
    user_id uuid REFERENCES users (id),
    detail jsonb NOT NULL DEFAULT '{}',
    CHECK (interaction_id IS NOT NULL OR message_id IS NOT NULL)
  )`,
  `CREATE INDEX history_entries_interaction ON history_entries (interaction_id, id) WHERE interaction_id IS NOT NULL`,
  `CREATE INDEX history_entries_message ON history_entries (message_id, id) WHERE message_id IS NOT NULL`,
];
