import { newId, type StoreTransaction } from '@hailpoint/store';
import { measureText } from '../text/segments.js';

/** A text that no agent wrote. */
export interface MessageToQueue {
  readonly interactionId: string;
  readonly authorKind: 'virtual_agent' | 'system';
  readonly body: string;
  /** Of the provider that carries the conversation. */
  readonly pluginId: string;
  readonly encoding: 'sms' | 'unicode';
  /** Milliseconds after which it is no longer worth sending. */
  readonly maximumAgeMs: number;
  readonly at: Date;
}

/** Queues a text into a conversation, for the delivery worker. The lock on the recipient must be held. Answers the message's id. */
export async function queueMessage(
  transaction: Pick<StoreTransaction, 'execute'>,
  { interactionId, authorKind, body, pluginId, encoding, maximumAgeMs, at }: MessageToQueue,
): Promise<string> {
  const id = newId();
  const text = measureText(body, encoding);
  const written = await transaction.execute<{ id: string }>(
    {
      name: 'queue-message',
      text: `WITH conversation AS (
          UPDATE interactions SET last_outbound_at = $8, updated_at = $8, version = version + 1 WHERE id = $2 RETURNING *
        )
        INSERT INTO messages (id, interaction_id, direction, author_kind, channel, plugin_id, sender_id, match_key, recipient_id, body,
          encoding, segments, state, state_at, due_at, expires_at, created_at)
        SELECT $1::uuid, id, 'outbound', $3::text, channel, $4::text, sender_id, match_key, recipient_id, $5::text,
          $6::text, $7::integer, 'queued', $8::timestamptz, $8::timestamptz, $9::timestamptz, $8::timestamptz FROM conversation
        RETURNING id`,
    },
    [
      id,
      interactionId,
      authorKind,
      pluginId,
      body,
      text.encoding,
      text.segments,
      at,
      new Date(at.getTime() + maximumAgeMs),
    ],
  );
  if (written.length === 0) throw new Error('The conversation to write into is gone.');
  return id;
}
