import { type Kysely, sql } from 'kysely';

/** Messages that go out as a template that the carrier has approved, and until when a message may go out without anybody being asked again. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const statement of statements) {
    await sql.raw(statement).execute(db);
  }
}

const statements: readonly string[] = [
  // { id, name, language, variables }; NULL: free text. The body is what the customer sees in either case.
  `ALTER TABLE messages ADD COLUMN template jsonb`,
  // As the availability policies said when it was written. NULL: they named no end.
  `ALTER TABLE messages ADD COLUMN open_until timestamptz(3)`,
  // { id, name, language, variables }
  `ALTER TABLE scheduled_messages ADD COLUMN template jsonb`,
];
