import { type Kysely, sql } from 'kysely';

/** The record that a message was composed from: its history tells what became of everything that was sent from it. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  // NULL: a reply, or written by nobody who had a record open.
  `ALTER TABLE messages ADD COLUMN source_interaction_id uuid REFERENCES interactions (id)`,
  `CREATE INDEX messages_source ON messages (source_interaction_id, position) WHERE source_interaction_id IS NOT NULL`,
];
