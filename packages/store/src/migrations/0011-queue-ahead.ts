import { type Kysely, sql } from 'kysely';

/** What waits for a sender, author by author: what goes out before a message is counted without looking at the messages themselves. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `DROP INDEX messages_waiting`,
  `CREATE INDEX messages_waiting ON messages (channel, sender_id, queue_group) INCLUDE (segments) WHERE state = 'queued'`,
];
