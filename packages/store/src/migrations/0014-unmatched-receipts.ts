import { type Kysely, sql } from 'kysely';

/**
 * Receipts that found no message are looked at every second: the latest, and whatever tells of an opt-out. Most of them never find one, because
 * somebody else sends with the same account, and they are kept.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`CREATE INDEX receipts_unmatched_newest ON receipts (received_at) WHERE message_id IS NULL`.execute(db);
  await sql`CREATE INDEX receipts_unmatched_opt_outs ON receipts (plugin_id, carrier_message_id) WHERE message_id IS NULL AND opted_out`.execute(
    db,
  );
}
