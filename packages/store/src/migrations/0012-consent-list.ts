import { type Kysely, sql } from 'kysely';

/** What holds is listed by when it came about: entries of the history are numbered by time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX consent_opt_outs_newest ON consent_opt_outs (entry_id)`.execute(db);
  await sql`CREATE INDEX consent_opt_ins_newest ON consent_opt_ins (entry_id)`.execute(db);
}
