import { type Kysely, sql } from 'kysely';

/** A message that one provider surely did not send may go to another one: each attempt says whose it was. */
export async function up(db: Kysely<unknown>): Promise<void> {
  // NULL: from before, when it was always the message's.
  await sql`ALTER TABLE message_attempts ADD COLUMN plugin_id text`.execute(db);
}
