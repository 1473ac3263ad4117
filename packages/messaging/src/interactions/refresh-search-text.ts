import type { Store, StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import { prefixQuery, searchText } from '../search/search-words.js';

/** Brings the searched words of interactions up to date: number, short description, names of the people. */
export async function refreshSearchText(
  transaction: Pick<StoreTransaction, 'query'>,
  ids: readonly string[],
): Promise<void> {
  if (ids.length === 0) return;
  const { rows } = await sql<{ id: string; parts: (string | null)[] }>`
    SELECT i.id, json_build_array(i.number, i.short_description, consumer.name, contact.name, opened_for.name, assigned_to.name) AS parts
    FROM interactions i
      LEFT JOIN users consumer ON consumer.id = i.consumer_id
      LEFT JOIN users contact ON contact.id = i.contact_id
      LEFT JOIN users opened_for ON opened_for.id = i.opened_for_id
      LEFT JOIN users assigned_to ON assigned_to.id = i.assigned_to_id
    WHERE i.id = any(${[...ids]}::uuid[]) ORDER BY i.id FOR UPDATE OF i`.execute(transaction.query);
  const texts = rows.map((row) => searchText([...new Set(row.parts)]));
  await sql`
    UPDATE interactions i SET search_text = fresh.search_text
    FROM unnest(${rows.map((row) => row.id)}::uuid[], ${texts}::text[]) AS fresh (id, search_text)
    WHERE i.id = fresh.id AND i.search_text <> fresh.search_text`.execute(transaction.query);
}

const batch = 200;

/**
 * After a person got another name: their interactions are found by it. They are found by the former name, which is in each of them, and
 * brought up to date in small transactions, so that somebody with many interactions holds up nobody.
 */
export async function refreshAfterRename(store: Store, userId: string, formerName: string): Promise<void> {
  const words = prefixQuery(formerName);
  if (words === null) return;
  const { rows } = await sql<{ id: string }>`
    SELECT id FROM interactions
    WHERE to_tsvector('simple', search_text) @@ to_tsquery('simple', ${words})
      AND ${userId}::uuid IN (consumer_id, contact_id, opened_for_id, assigned_to_id)
    ORDER BY id`.execute(store.query);
  for (let at = 0; at < rows.length; at += batch) {
    const ids = rows.slice(at, at + batch).map((row) => row.id);
    await store.transaction((transaction) => refreshSearchText(transaction, ids));
  }
}
