import { type Kysely, sql } from 'kysely';

/** Nodes say what they run, and carriers' plugins that were switched off are remembered for as long as something may still come for them. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE TABLE nodes (
    id uuid PRIMARY KEY,
    -- Host and process id, for people.
    name text NOT NULL,
    started_at timestamptz(3) NOT NULL,
    seen_at timestamptz(3) NOT NULL,
    -- Digests: of the configuration file that it uses, of what the plugins shall be, and of what they are.
    file_digest text NOT NULL,
    wanted_digest text NOT NULL,
    running_digest text NOT NULL,
    -- Whether it is what it shall be, what is wrong with it, and what waits for its restart.
    report jsonb NOT NULL
  )`.execute(db);
  // What was done to one plugin or channel, newest first.
  await sql`CREATE INDEX audit_entries_subject ON audit_entries (subject, id)`.execute(db);
  await sql`CREATE TABLE carrier_plugins (
    plugin_id text PRIMARY KEY,
    -- NULL: it is on.
    off_since timestamptz(3)
  )`.execute(db);
}
