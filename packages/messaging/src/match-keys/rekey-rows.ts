import type { StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import { keyedByRecipientId } from './keyed-tables.js';

/** Of rows that a unique index knows, the keys of a whole table cannot change places one by one: these go through a key of their own. */
const live = {
  channel_user_profiles: sql`active`,
  interactions: sql`type = 'messaging' AND state NOT IN ('closed_complete', 'closed_abandoned')`,
} as const;
const between = '\u001f';

/** Gives every row the key that `known_addresses` has for its recipient ID. Collisions are settled before. Answers how many rows changed. */
export async function rekeyRows(transaction: StoreTransaction): Promise<number> {
  const { query } = transaction;
  let changed = 0;
  const rekey = async (table: string, prefix: string, where = sql`true`) => {
    const { numAffectedRows } =
      await sql`UPDATE ${sql.table(table)} t SET match_key = ${prefix}::text || k.new_key FROM known_addresses k
      WHERE t.channel = k.channel AND t.recipient_id = k.recipient_id AND t.match_key = k.old_key AND k.new_key <> k.old_key AND ${where}`.execute(
        query,
      );
    changed += Number(numAffectedRows ?? 0);
  };
  for (const table of ['channel_user_profiles', 'interactions'] as const) {
    await rekey(table, between, live[table]);
    await rekey(table, '', sql`NOT (${live[table]})`);
    await sql`UPDATE ${sql.table(table)} SET match_key = substr(match_key, 2) WHERE ${live[table]} AND left(match_key, 1) = ${between}`.execute(
      query,
    );
  }
  for (const table of ['messages', 'scheduled_messages', 'consent_entries'] as const) await rekey(table, '');
  return changed + (await rekeyOptOuts(transaction)) + (await rekeyOptIns(transaction));
}

/**
 * An opt-out holds for every address that it held for: where a key becomes several, it holds for each of them, and where several become one, one
 * of them is enough.
 */
async function rekeyOptOuts({ query }: Pick<StoreTransaction, 'query'>): Promise<number> {
  await sql`CREATE TEMPORARY TABLE rekeyed_opt_outs ON COMMIT DROP AS
    SELECT DISTINCT ON (o.channel, o.sender_group, k.new_key) o.channel, o.sender_group, k.new_key,
        CASE WHEN own.new_key = k.new_key THEN o.recipient_id ELSE k.recipient_id END AS recipient_id, o.entry_id
      FROM consent_opt_outs o
      JOIN known_addresses k ON k.channel = o.channel AND k.old_key = o.match_key
      JOIN known_addresses own ON own.channel = o.channel AND own.old_key = o.match_key AND own.recipient_id = o.recipient_id
     WHERE EXISTS (SELECT 1 FROM known_addresses m WHERE m.channel = k.channel AND m.new_key <> m.old_key
                     AND (m.new_key = k.new_key OR m.old_key = k.old_key))
     ORDER BY o.channel, o.sender_group, k.new_key, o.entry_id DESC, k.recipient_id`.execute(query);
  await sql`DELETE FROM consent_opt_outs o USING known_addresses k
     WHERE k.channel = o.channel AND k.old_key = o.match_key AND EXISTS (
       SELECT 1 FROM known_addresses m WHERE m.channel = k.channel AND m.new_key <> m.old_key
          AND (m.new_key = k.new_key OR m.old_key = k.old_key))`.execute(query);
  const { numAffectedRows } =
    await sql`INSERT INTO consent_opt_outs (channel, sender_group, match_key, recipient_id, entry_id)
    SELECT channel, sender_group, new_key, recipient_id, entry_id FROM rekeyed_opt_outs ON CONFLICT DO NOTHING`.execute(
      query,
    );
  return Number(numAffectedRows ?? 0);
}

/** An opt-in is of the address that it was given for; one that is older than an opt-out of the same subscriber has ended. */
async function rekeyOptIns({ query }: Pick<StoreTransaction, 'query'>): Promise<number> {
  await sql`CREATE TEMPORARY TABLE rekeyed_opt_ins ON COMMIT DROP AS
    SELECT n.channel, n.sender_group, n.match_key AS old_key, k.new_key, n.recipient_id, n.user_id, n.entry_id
      FROM consent_opt_ins n JOIN known_addresses k
        ON k.channel = n.channel AND k.recipient_id = n.recipient_id AND k.old_key = n.match_key AND k.new_key <> k.old_key`.execute(
    query,
  );
  await sql`DELETE FROM consent_opt_ins n USING rekeyed_opt_ins r
     WHERE n.channel = r.channel AND n.sender_group = r.sender_group AND n.match_key = r.old_key AND n.user_id = r.user_id`.execute(
    query,
  );
  const { numAffectedRows } =
    await sql`INSERT INTO consent_opt_ins (channel, sender_group, match_key, recipient_id, user_id, entry_id)
    SELECT DISTINCT ON (channel, sender_group, new_key, user_id) channel, sender_group, new_key, recipient_id, user_id, entry_id
      FROM rekeyed_opt_ins ORDER BY channel, sender_group, new_key, user_id, entry_id DESC
    ON CONFLICT (channel, sender_group, match_key, user_id) DO UPDATE SET recipient_id = EXCLUDED.recipient_id, entry_id = EXCLUDED.entry_id
      WHERE consent_opt_ins.entry_id < EXCLUDED.entry_id`.execute(query);
  await sql`DELETE FROM consent_opt_ins n USING consent_opt_outs o, consent_entries given, consent_entries ended
     WHERE o.channel = n.channel AND o.sender_group = n.sender_group AND o.match_key = n.match_key
       AND given.id = n.entry_id AND ended.id = o.entry_id AND given.at <= ended.at
       AND EXISTS (SELECT 1 FROM known_addresses k WHERE k.channel = n.channel AND k.new_key = n.match_key AND k.new_key <> k.old_key)`.execute(
    query,
  );
  return Number(numAffectedRows ?? 0);
}

/** Nobody writes to what is re-keyed until it is done; reading goes on. */
export async function lockKeyedTables({ query }: Pick<StoreTransaction, 'query'>): Promise<void> {
  const tables = [...keyedByRecipientId, 'user_addresses'].map((table) => sql.table(table));
  await sql`LOCK TABLE ${sql.join(tables)} IN SHARE ROW EXCLUSIVE MODE`.execute(query);
}
