import type { InteractionFields, PersonReference, TableRecord } from '@hailpoint/kernel';
import type { InteractionState, InteractionType, PreparedStatement, RelatedRecord, Store } from '@hailpoint/store';
import { InteractionNotFoundError } from '../errors/interaction-not-found-error.js';

/** The interaction that is composed from or replied in. */
export interface SourceInteraction {
  readonly id: string;
  readonly number: string;
  readonly type: InteractionType;
  readonly state: InteractionState;
  readonly version: number;
  readonly shortDescription: string | null;
  readonly relatedRecord: RelatedRecord | null;
  readonly consumer: PersonReference | null;
  readonly contact: PersonReference | null;
  readonly openedFor: PersonReference | null;
  /** Of a messaging interaction. */
  readonly channel: string | null;
  readonly senderId: string | null;
  readonly recipientId: string | null;
  readonly matchKey: string | null;
  readonly virtualAgent: boolean;
}

export const loadSourceStatement: PreparedStatement = {
  name: 'preflight-source',
  text: `SELECT i.id, i.number, i.type, i.state, i.version, i.short_description AS "shortDescription", i.related_record AS "relatedRecord",
      (SELECT json_build_object('source', u.source, 'id', u.external_id) FROM users u WHERE u.id = i.consumer_id) AS consumer,
      (SELECT json_build_object('source', u.source, 'id', u.external_id) FROM users u WHERE u.id = i.contact_id) AS contact,
      (SELECT json_build_object('source', u.source, 'id', u.external_id) FROM users u WHERE u.id = i.opened_for_id) AS "openedFor",
      i.channel, i.sender_id AS "senderId", i.recipient_id AS "recipientId", i.match_key AS "matchKey", i.virtual_agent AS "virtualAgent"
    FROM interactions i WHERE i.number = $1`,
};

/** @throws InteractionNotFoundError */
export async function loadSource(store: Pick<Store, 'execute'>, number: string): Promise<SourceInteraction> {
  // PostgreSQL takes no NUL in a text, and no number has one.
  const [source] = number.includes('\0') ? [] : await store.execute<SourceInteraction>(loadSourceStatement, [number]);
  if (!source) throw new InteractionNotFoundError(number);
  return source;
}

/** The interaction as resolvers see it. */
export function toTableRecord(source: SourceInteraction): TableRecord {
  const { id, number, type, state, shortDescription, consumer, contact, openedFor, relatedRecord } = source;
  const fields: InteractionFields = { type, state, shortDescription, consumer, contact, openedFor, relatedRecord };
  return { table: 'interaction', id, number, fields };
}
