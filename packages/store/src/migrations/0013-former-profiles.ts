import { type Kysely, sql } from 'kysely';

/** Whom a number belonged to before, and until when, is asked whenever a message may go back into the queue. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX former_profiles ON channel_user_profiles (channel, match_key, deactivated_at) WHERE NOT active`.execute(
    db,
  );
}
