import type { PersonKind } from '@hailpoint/kernel';
import type { Store } from '@hailpoint/store';
import { type RawBuilder, sql } from 'kysely';
import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { findPage } from '../search/find-page.js';
import { prefixQuery } from '../search/search-words.js';
import { personKinds } from './user-fields.js';

export interface UserListQuery {
  readonly q?: string;
  readonly kind?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** Ids of a page, by name. @throws InvalidCursorError, InvalidFieldsError */
export async function listUserIds(
  reader: Pick<Store, 'query'>,
  query: UserListQuery,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const limit = pageLimit(query.limit);
  if (query.kind !== undefined && !personKinds.includes(query.kind as PersonKind)) {
    const message = `The kind must be one of ${personKinds.join(', ')}.`;
    throw new InvalidFieldsError([{ field: '/kind', code: 'invalid_value', message }]);
  }
  const words = query.q === undefined ? null : prefixQuery(query.q);
  if (words === null && query.q?.trim()) return { ids: [], nextCursor: null };
  const conditions: RawBuilder<unknown>[] = [];
  if (query.kind !== undefined) conditions.push(sql`kind = ${query.kind}`);
  if (query.cursor !== undefined) {
    const [text, id] = decodeCursor('users', query.cursor, [cursorPart.text, cursorPart.id]);
    conditions.push(sql`(search_text COLLATE "C", id) > (${text}, ${id}::uuid)`);
  }
  const rows = await findPage<{ id: string; search_text: string }>(reader, {
    table: sql`users`,
    columns: sql`id, search_text`,
    conditions,
    order: sql`search_text COLLATE "C", id`,
    words,
    limit: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    ids: page.map((row) => row.id),
    nextCursor: rows.length > limit && last ? encodeCursor('users', [last.search_text, last.id]) : null,
  };
}
