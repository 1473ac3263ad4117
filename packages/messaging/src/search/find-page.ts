import type { Store } from '@hailpoint/store';
import { type RawBuilder, sql } from 'kysely';

export interface PageQuery {
  readonly table: RawBuilder<unknown>;
  readonly columns: RawBuilder<unknown>;
  readonly conditions: readonly RawBuilder<unknown>[];
  /** An index serves this order. */
  readonly order: RawBuilder<unknown>;
  /** Of `prefixQuery`. `null`: everything. */
  readonly words: string | null;
  /** Rows wanted, the one that tells whether there is a next page included. */
  readonly limit: number;
}

/** A word with at most this many finds is rare: all of them are looked at and sorted. */
const rare = 2_000;

/** Rows that are looked at in the page's own order: first, as most pages are found there; and when a word turned out not to be rare. */
const shortStretch = 500;
const longStretch = 20_000;

/**
 * The first rows in an order. Without words an index gives them at once. With words the database would have to guess between sorting all
 * finds and walking in order until enough are found, and a wrong guess reads the whole table. So we find out, at a bounded price each:
 *
 * 1. a word that every tenth row has, such as the beginning of every number: a short stretch in the page's order has enough of them;
 * 2. a rare word: its finds come from the word index and are sorted;
 * 3. else a long stretch has enough of them as a rule;
 * 4. else (many finds, all of them far away) the finds are sorted after all.
 */
export async function findPage<Row>(reader: Pick<Store, 'query'>, page: PageQuery): Promise<Row[]> {
  const { table, columns, order, limit } = page;
  const where = (conditions: readonly RawBuilder<unknown>[]) =>
    conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``;
  const run = async <R>(statement: RawBuilder<R>): Promise<R[]> => (await statement.execute(reader.query)).rows;

  if (page.words === null) {
    return run(sql<Row>`SELECT ${columns} FROM ${table} ${where(page.conditions)} ORDER BY ${order} LIMIT ${limit}`);
  }
  const found = sql`to_tsvector('simple', search_text) @@ to_tsquery('simple', ${page.words})`;

  const near = (stretch: number) =>
    run(sql<Row>`
      SELECT ${columns} FROM (
        SELECT * FROM ${table} ${where(page.conditions)} ORDER BY ${order} LIMIT ${stretch}
      ) near WHERE ${found} ORDER BY ${order} LIMIT ${limit}`);

  const nearest = await near(shortStretch);
  if (nearest.length === limit) return nearest;

  const few = await run(sql<Row & { finds: string }>`
    WITH found AS MATERIALIZED (
      SELECT ${columns} FROM ${table} ${where([...page.conditions, found])} LIMIT ${rare + 1}
    )
    SELECT found.*, (SELECT count(*) FROM found) AS finds FROM found ORDER BY ${order} LIMIT ${limit}`);
  if (Number(few[0]?.finds ?? 0) <= rare) return few;

  const farther = await near(longStretch);
  if (farther.length === limit) return farther;

  return run(sql<Row>`
    WITH found AS MATERIALIZED (SELECT ${columns} FROM ${table} ${where([...page.conditions, found])})
    SELECT * FROM found ORDER BY ${order} LIMIT ${limit}`);
}
