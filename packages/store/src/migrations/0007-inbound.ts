import { type Kysely, sql } from 'kysely';

/** Carrier events that wait for a person can be thrown away with a note, and say by a stable code why they wait. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  `ALTER TABLE webhook_events ADD COLUMN problem_code text`,
  `ALTER TABLE webhook_events ADD COLUMN discard_note text`,
  `ALTER TABLE webhook_events DROP CONSTRAINT webhook_events_state_check`,
  `ALTER TABLE webhook_events ADD CONSTRAINT webhook_events_state_check
     CHECK (state IN ('pending', 'processed', 'parked', 'discarded'))`,
  `ALTER TABLE webhook_events ADD CONSTRAINT webhook_events_discarded_with_note
     CHECK ((state = 'discarded') = (discard_note IS NOT NULL))`,
];
