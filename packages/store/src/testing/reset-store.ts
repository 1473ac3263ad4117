import { sql } from 'kysely';
import type { Store } from '../store.js';

/**
 * Empties every table and starts every sequence again. Deletes rather than truncates: a truncate makes new files, and waits for everybody who
 * reads. Migrations are kept.
 */
export async function resetStore(store: Store): Promise<void> {
  const { rows } = await sql<{ empty: string }>`${sql.raw(WRITE_EMPTY_ALL)}`.execute(store.query);
  await sql.raw(rows[0]?.empty as string).execute(store.query);
}

// One statement for all tables: whether a row is still referred to is judged at its end, so the tables' order does not matter.
const WRITE_EMPTY_ALL = `
  SELECT 'WITH ' || string_agg(format('%I AS (DELETE FROM %I)', 'emptied_' || relname, relname), ', ') || ' SELECT ' ||
    (SELECT coalesce(string_agg(format('setval(%L, %s, false)', quote_ident(sequencename), start_value), ', '), '1')
     FROM pg_sequences WHERE schemaname = current_schema()) AS empty
  FROM pg_class
  WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname NOT LIKE 'kysely_%'`;
