import type { InteractionState, InteractionType, Store } from '@hailpoint/store';
import { type RawBuilder, sql } from 'kysely';
import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import type { InteractionListQuery } from '../model/interaction.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { findPage } from '../search/find-page.js';
import { prefixQuery } from '../search/search-words.js';

const types: readonly InteractionType[] = ['phone', 'chat', 'email', 'walk_in', 'messaging', 'other'];
const states: readonly InteractionState[] = [
  'new',
  'work_in_progress',
  'on_hold',
  'wrap_up',
  'closed_complete',
  'closed_abandoned',
];

/** Ids are made in the order of opening (UUIDv7), so the id alone orders by it, and the index of every filter ends in it. */
const orders = {
  '-opened': { columns: ['id'], direction: sql`DESC`, comparison: sql`<` },
  opened: { columns: ['id'], direction: sql`ASC`, comparison: sql`>` },
  '-updated': { columns: ['updated_at', 'id'], direction: sql`DESC`, comparison: sql`<` },
  updated: { columns: ['updated_at', 'id'], direction: sql`ASC`, comparison: sql`>` },
} as const;

interface Row {
  id: string;
  updated_at: Date;
}

/** Ids of a page, in order. @param assignee for `view: mine`. @throws InvalidCursorError, InvalidFieldsError */
export async function listInteractionIds(
  reader: Pick<Store, 'query'>,
  assignee: string,
  query: InteractionListQuery,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const limit = pageLimit(query.limit);
  requireKnown('/type', query.type, types);
  requireKnown('/state', query.state, states);
  requireKnown('/view', query.view, ['mine', 'all']);
  const sort = requireKnown('/sort', query.sort, Object.keys(orders) as (keyof typeof orders)[]) ?? '-opened';
  const words = query.q === undefined ? null : prefixQuery(query.q);
  // Signs alone are no words, and find nothing rather than everything.
  if (words === null && query.q?.trim()) return { ids: [], nextCursor: null };

  const { columns, direction } = orders[sort];
  const conditions: RawBuilder<unknown>[] = [];
  if (query.view === 'mine') conditions.push(sql`assigned_to_id = ${assignee}::uuid`);
  if (query.type !== undefined) conditions.push(sql`type = ${query.type}`);
  if (query.state !== undefined) conditions.push(sql`state = ${query.state}`);
  if (query.cursor !== undefined) conditions.push(after(sort, query.cursor));
  const rows = await findPage<Row>(reader, {
    table: sql`interactions`,
    columns: sql`id, updated_at`,
    conditions,
    order: sql.join(columns.map((column) => sql`${sql.ref(column)} ${direction}`)),
    words,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    ids: page.map((row) => row.id),
    nextCursor: rows.length > limit && last ? encodeCursor(`interactions ${sort}`, keyOf(sort, last)) : null,
  };
}

function keyOf(sort: keyof typeof orders, row: Row): string[] {
  return orders[sort].columns.length === 1 ? [row.id] : [row.updated_at.toISOString(), row.id];
}

function after(sort: keyof typeof orders, cursor: string): RawBuilder<unknown> {
  const { columns, comparison } = orders[sort];
  if (columns.length === 1) {
    const [id] = decodeCursor(`interactions ${sort}`, cursor, [cursorPart.id]);
    return sql`id ${comparison} ${id}::uuid`;
  }
  const [updatedAt, id] = decodeCursor(`interactions ${sort}`, cursor, [cursorPart.time, cursorPart.id]);
  return sql`(updated_at, id) ${comparison} (${updatedAt}::timestamptz, ${id}::uuid)`;
}

function requireKnown<T extends string>(field: string, value: T | undefined, known: readonly T[]): T | undefined {
  if (value === undefined || known.includes(value)) return value;
  const message = `This must be one of ${known.join(', ')}.`;
  throw new InvalidFieldsError([{ field, code: 'invalid_value', message }]);
}
