import type { MessageState, Store, StoreTransaction } from '@hailpoint/store';
import { type RawBuilder, sql } from 'kysely';
import { lookUpWords } from '../look-up/look-up-words.js';
import type { Page } from '../model/interaction.js';
import type { AttachmentSummary, Message } from '../model/message.js';
import type { LookUpOutcomeKind, MessageLookUp } from '../model/message-look-up.js';
import type { TemplateName } from '../model/message-template.js';
import { cursorPart, decodeCursor, encodeCursor } from '../paging/cursor.js';
import { pageLimit } from '../paging/page-limit.js';
import { templateName } from './template-name.js';

type Reader = Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>;

/** Messages as the API shows them, in the order asked for; what does not exist is left out. */
export async function loadMessages(reader: Reader, ids: readonly string[]): Promise<Message[]> {
  if (ids.length === 0) return [];
  const rows = await select(reader, sql`WHERE m.id = any(${[...ids]}::uuid[])`);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => {
    const row = found.get(id);
    return row ? [toMessage(row)] : [];
  });
}

/**
 * A page of an interaction's thread: oldest first within the page, the newest messages without a cursor; `nextCursor` leads to older ones.
 *
 * @throws InvalidCursorError, InvalidFieldsError
 */
export async function loadThread(
  reader: Reader,
  interactionId: string,
  query: { readonly limit?: number; readonly cursor?: string },
): Promise<Page<Message>> {
  const limit = pageLimit(query.limit);
  const before =
    query.cursor === undefined
      ? sql``
      : sql`AND m.position < ${decodeCursor('thread', query.cursor, [cursorPart.position])[0]}::bigint`;
  const rows = await select(
    reader,
    sql`WHERE m.interaction_id = ${interactionId}::uuid ${before} ORDER BY m.position DESC LIMIT ${limit + 1}`,
  );
  const page = rows.slice(0, limit);
  const oldest = page.at(-1);
  return {
    items: page.reverse().map(toMessage),
    nextCursor: rows.length > limit && oldest ? encodeCursor('thread', [oldest.position]) : null,
  };
}

interface MessageRow {
  id: string;
  position: string;
  interaction: string;
  direction: Message['direction'];
  author_kind: Message['author']['kind'];
  author_id: string | null;
  author_name: string | null;
  body: string;
  template: TemplateName | null;
  state: MessageState;
  cause_code: string | null;
  cause_reason: string | null;
  state_at: Date;
  segments: number | null;
  encoding: string | null;
  attempts: number;
  created_at: Date;
  attachments: AttachmentSummary[] | null;
  look_up: {
    state: MessageLookUp['state'];
    asked: number;
    nextAt: string | null;
    last: { at: string; outcome: LookUpOutcomeKind; reason: string | null } | null;
  } | null;
}

async function select(reader: Reader, rest: RawBuilder<unknown>): Promise<MessageRow[]> {
  const { rows } = await sql<MessageRow>`
    SELECT m.id, m.position::text AS position, i.number AS interaction, m.direction, m.author_kind, m.author_id, author.name AS author_name,
      m.body, m.template, m.state, m.cause_code, m.cause_reason, m.state_at, m.segments, m.encoding, m.attempts, m.created_at,
      (SELECT json_agg(json_build_object('id', a.id, 'fileName', a.file_name, 'contentType', a.content_type, 'size', a.size,
           'width', a.width, 'height', a.height) ORDER BY a.position, a.id)
         FROM attachments a WHERE a.message_id = m.id) AS attachments,
      CASE WHEN m.state = 'unknown' THEN
        (SELECT json_build_object('state', u.state, 'asked', u.asked, 'nextAt', u.due_at, 'last',
             (SELECT json_build_object('at', l.at, 'outcome', l.outcome, 'reason', l.reason) FROM message_look_ups l
               WHERE l.message_id = m.id AND l.attempt = u.attempt ORDER BY l.id DESC LIMIT 1))
           FROM unknown_outcomes u WHERE u.message_id = m.id AND u.attempt = m.attempts) END AS look_up
    FROM messages m
      JOIN interactions i ON i.id = m.interaction_id
      LEFT JOIN users author ON author.id = m.author_id
    ${rest}`.execute(reader.query);
  return rows;
}

function toMessage(row: MessageRow): Message {
  return {
    id: row.id,
    interaction: row.interaction,
    direction: row.direction,
    author: {
      kind: row.author_kind,
      person: row.author_id !== null ? { id: row.author_id, name: row.author_name ?? '' } : null,
    },
    body: row.body,
    ...(row.template && { template: templateName(row.template) }),
    attachments: row.attachments ?? [],
    state: row.state,
    cause: row.cause_code !== null ? { code: row.cause_code, reason: row.cause_reason } : null,
    stateAt: row.state_at.toISOString(),
    segments: row.segments,
    encoding: row.encoding,
    attempts: row.attempts,
    lookUp: toLookUp(row.look_up),
    createdAt: row.created_at.toISOString(),
  };
}

function toLookUp(row: MessageRow['look_up']): MessageLookUp | null {
  if (!row) return null;
  const { state, asked, nextAt, last } = row;
  const known = {
    state,
    asked,
    nextAt: nextAt === null ? null : new Date(nextAt).toISOString(),
    last: last && { ...last, at: new Date(last.at).toISOString() },
  };
  return { ...known, words: lookUpWords(known) };
}
