import type { StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import type { MatchKeyRule } from '../address/match-key-rule.js';
import { keyOfRecordAddress } from './key-of-record-address.js';
import { keyedByRecipientId } from './keyed-tables.js';

const batch = 5000;

/**
 * Gathers every recipient ID that any row names, with its present key and the one by the rule, into the temporary table `known_addresses`, and
 * gives the addresses of people their new keys. Answers how many of these changed.
 */
export async function readKnownAddresses({ query }: StoreTransaction, rule: MatchKeyRule): Promise<number> {
  const named = keyedByRecipientId.map(
    (table) =>
      sql`SELECT channel, recipient_id, match_key AS old_key FROM ${sql.table(table)} WHERE match_key IS NOT NULL`,
  );
  await sql`CREATE TEMPORARY TABLE known_addresses (
      id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      channel text NOT NULL, recipient_id text NOT NULL, old_key text NOT NULL, new_key text,
      UNIQUE (channel, recipient_id, old_key)
    ) ON COMMIT DROP`.execute(query);
  await sql`INSERT INTO known_addresses (channel, recipient_id, old_key) ${sql.join(named, sql` UNION `)}`.execute(
    query,
  );
  for (let after = '0'; ; ) {
    const { rows } = await sql<{ id: string; channel: string; recipient_id: string }>`
      SELECT id::text, channel, recipient_id FROM known_addresses WHERE id > ${after}::bigint ORDER BY known_addresses.id LIMIT ${batch}
    `.execute(query);
    const last = rows.at(-1);
    if (!last) break;
    after = last.id;
    const keys = rows.map(({ channel, recipient_id }) => rule.keyOf(channel, recipient_id));
    await sql`UPDATE known_addresses k SET new_key = n.key
      FROM unnest(${rows.map(({ id }) => id)}::bigint[], ${keys}::text[]) AS n (id, key) WHERE k.id = n.id`.execute(
      query,
    );
  }
  const changed = await rekeyPeople({ query }, rule);
  await sql`ANALYZE known_addresses`.execute(query);
  return changed;
}

/** Also notes the reading of each address, so that what holds for its present key is known to hold for it. */
async function rekeyPeople({ query }: Pick<StoreTransaction, 'query'>, rule: MatchKeyRule): Promise<number> {
  let changed = 0;
  for (let after = '00000000-0000-0000-0000-000000000000'; ; ) {
    const rows = await query
      .selectFrom('user_addresses as a')
      .innerJoin('users as u', 'u.id', 'a.user_id')
      .select(['a.id', 'a.kind', 'a.value', 'a.country', 'a.match_key', 'u.country as person_country', 'u.location'])
      .where('a.id', '>', after)
      .where('a.match_key', 'is not', null)
      .orderBy('a.id')
      .limit(batch)
      .execute();
    const last = rows.at(-1);
    if (!last) return changed;
    after = last.id;
    const moved = rows.flatMap(({ id, kind, value, country, match_key, person_country, location }) => {
      const old = match_key!;
      const { recipientId, matchKey } = keyOfRecordAddress(
        rule,
        { country: person_country, location },
        { kind, value, country, matchKey: old },
      );
      return matchKey === old ? [] : [{ id, old, recipientId, matchKey }];
    });
    if (moved.length === 0) continue;
    const keys = moved.map(({ matchKey }) => matchKey);
    await sql`UPDATE user_addresses a SET match_key = n.key
      FROM unnest(${moved.map(({ id }) => id)}::uuid[], ${keys}::text[]) AS n (id, key) WHERE a.id = n.id`.execute(
      query,
    );
    await sql`INSERT INTO known_addresses (channel, recipient_id, old_key, new_key)
      SELECT DISTINCT o.channel, n.recipient_id, n.old_key, n.new_key
        FROM unnest(${moved.map(({ recipientId }) => recipientId)}::text[], ${moved.map(({ old }) => old)}::text[], ${keys}::text[])
          AS n (recipient_id, old_key, new_key) JOIN consent_opt_outs o ON o.match_key = n.old_key
      ON CONFLICT DO NOTHING`.execute(query);
    changed += moved.length;
  }
}
