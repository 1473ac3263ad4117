import type { Store } from '@hailpoint/store';
import { type RawBuilder, sql } from 'kysely';
import { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import { type ScheduledMessageQuery, scheduledMessageFilters } from '../model/scheduled-message.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';

/**
 * Ids of a page. What is still to come: the earliest first; what is over, or everything: the latest first.
 *
 * @throws InvalidCursorError, InvalidFieldsError
 */
export async function listScheduledIds(
  reader: Pick<Store, 'query'>,
  query: ScheduledMessageQuery,
  /** Absent: everybody's. */
  agentId?: string,
  interactionId?: string,
): Promise<{ ids: string[]; nextCursor: string | null }> {
  const limit = pageLimit(query.limit);
  const state = query.state ?? 'open';
  if (!scheduledMessageFilters.includes(state)) {
    const message = `This must be one of ${scheduledMessageFilters.join(', ')}.`;
    throw new InvalidFieldsError([{ field: '/state', code: 'invalid_value', message }]);
  }
  const forward = state === 'open' || state === 'scheduled' || state === 'sending';
  const list = `scheduled ${state}`;
  const conditions: RawBuilder<unknown>[] = [sql`true`];
  // Spelled out, so that the index of the open ones is found.
  if (state === 'open') conditions.push(sql`state IN ('scheduled', 'sending', 'needs_attention')`);
  else if (state !== 'any') conditions.push(sql`state = ${state}`);
  if (agentId !== undefined) conditions.push(sql`agent_id = ${agentId}::uuid`);
  if (interactionId !== undefined) conditions.push(sql`interaction_id = ${interactionId}::uuid`);
  if (query.cursor !== undefined) {
    const [sendAt, id] = decodeCursor(list, query.cursor, [cursorPart.time, cursorPart.id]);
    conditions.push(sql`(send_at, id) ${forward ? sql`>` : sql`<`} (${sendAt}::timestamptz, ${id}::uuid)`);
  }
  const direction = forward ? sql`ASC` : sql`DESC`;
  const { rows } = await sql<{ id: string; send_at: Date }>`
    SELECT id, send_at FROM scheduled_messages WHERE ${sql.join(conditions, sql` AND `)}
    ORDER BY send_at ${direction}, id ${direction} LIMIT ${limit + 1}`.execute(reader.query);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    ids: page.map(({ id }) => id),
    nextCursor: rows.length > limit && last ? encodeCursor(list, [last.send_at.toISOString(), last.id]) : null,
  };
}
