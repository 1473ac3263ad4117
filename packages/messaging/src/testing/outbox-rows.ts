import { newId, type Store } from '@hailpoint/store';
import { sql } from 'kysely';

const longAgo = new Date('2026-01-05T10:00:00.000Z');

export interface OutboxRows {
  readonly senderId?: string;
  readonly pluginId?: string;
  readonly author?: string;
  /** Conversations, each with a number of its own. Default 1. */
  readonly conversations?: number;
  /** Messages of each conversation. Default 1. */
  readonly messages?: number;
  /** Default 1. */
  readonly segments?: number;
}

/** Queued messages by the hundred, one conversation after the other. Answers their ids in order. */
export async function fillOutbox(store: Store, rows: OutboxRows): Promise<readonly string[]> {
  const { senderId = 'support', pluginId = 'scripted', conversations = 1, messages = 1, segments = 1 } = rows;
  const batch = newId();
  await sql`INSERT INTO interactions (id, number, type, state, channel, plugin_id, sender_id, match_key, recipient_id, opened_at, updated_at)
    SELECT md5(${batch} || n)::uuid, ${batch} || '-' || n, 'messaging', 'work_in_progress', 'sms', ${pluginId}, ${senderId},
           ${batch} || n, ${batch} || n, ${longAgo}::timestamptz, ${longAgo}::timestamptz
      FROM generate_series(1, ${conversations}::integer) n`.execute(store.query);
  const { rows: written } = await sql<{ id: string }>`
    INSERT INTO messages (id, interaction_id, direction, author_kind, author_id, channel, plugin_id, sender_id, match_key, recipient_id, body,
      segments, state, state_at, due_at, expires_at, created_at, sender_group)
    SELECT md5(${batch} || n || '-' || k)::uuid, md5(${batch} || n)::uuid, 'outbound', 'agent', ${rows.author ?? null}::uuid, 'sms', ${pluginId},
           ${senderId}, ${batch} || n, ${batch} || n, 'Hello', ${segments}::integer, 'queued', ${longAgo}::timestamptz, ${longAgo}::timestamptz,
           '2036-01-01'::timestamptz, ${longAgo}::timestamptz, 'default'
      FROM generate_series(1, ${conversations}::integer) n, generate_series(1, ${messages}::integer) k ORDER BY n, k
    RETURNING id`.execute(store.query);
  return written.map(({ id }) => id);
}
