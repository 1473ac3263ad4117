import { sql } from 'kysely';
import type { Store } from '../store.js';

/**
 * Empties every table and starts every sequence again. Deletes rather than truncates: a truncate makes new files, and
 * waits for everybody who reads. Migrations are kept.
 */
export async function resetStore(store: Store): Promise<void> {
  await sql.raw(EMPTY_ALL).execute(store.query);
}

// Rows go in rounds, referring tables first, until no table is left that another one still refers to.
const EMPTY_ALL = `DO $$
DECLARE
  todo oid[];
  ready oid[];
  each oid;
  counter record;
BEGIN
  SELECT array_agg(oid) INTO todo FROM pg_class
    WHERE relkind = 'r' AND relnamespace = current_schema()::regnamespace AND relname NOT LIKE 'kysely_%';
  WHILE cardinality(todo) > 0 LOOP
    SELECT array_agg(t) INTO ready FROM unnest(todo) t WHERE NOT EXISTS (
      SELECT 1 FROM pg_constraint WHERE contype = 'f' AND confrelid = t AND conrelid <> t AND conrelid = ANY (todo));
    IF ready IS NULL THEN RAISE EXCEPTION 'tables refer to each other in a circle'; END IF;
    FOREACH each IN ARRAY ready LOOP EXECUTE 'DELETE FROM ' || each::regclass; END LOOP;
    SELECT coalesce(array_agg(t), '{}') INTO todo FROM unnest(todo) t WHERE t <> ALL (ready);
  END LOOP;
  FOR counter IN SELECT schemaname, sequencename, start_value FROM pg_sequences WHERE schemaname = current_schema() LOOP
    PERFORM setval(format('%I.%I', counter.schemaname, counter.sequencename)::regclass, counter.start_value, false);
  END LOOP;
END $$`;
