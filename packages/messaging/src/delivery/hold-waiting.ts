import type { PreparedStatement, Store } from '@hailpoint/store';

/**
 * Every row is locked, and none is waited for: the message ahead cannot end while the one behind it is set aside, so the trigger that lets the
 * next one come sees what it must see. One that somebody else works on is set aside another time.
 */
const holdStatement: PreparedStatement = {
  name: 'outbox-hold',
  text: `WITH waiting AS (
      SELECT m.id, m.interaction_id, m.position FROM messages m
       WHERE m.id = ANY ($1::uuid[]) AND m.state = 'queued' AND NOT m.held FOR UPDATE SKIP LOCKED
    )
    UPDATE messages m SET held = true
      FROM waiting CROSS JOIN LATERAL (
        SELECT e.id FROM messages e
         WHERE e.interaction_id = waiting.interaction_id AND e.position < waiting.position AND e.state IN ('queued', 'sending')
         ORDER BY e.position LIMIT 1 FOR SHARE SKIP LOCKED) ahead
     WHERE m.id = waiting.id
    RETURNING m.id`,
};

/** Sets messages aside that wait behind an earlier one of their conversation, until that one is done. Answers how many. */
export async function holdWaiting(store: Pick<Store, 'execute'>, ids: readonly string[]): Promise<number> {
  return ids.length === 0 ? 0 : (await store.execute(holdStatement, [[...ids]])).length;
}
