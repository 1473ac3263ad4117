import { newId, type StoreTransaction } from '@hailpoint/store';
import { optedOutCause } from '../consent/record-consent.js';
import { defaultSenderGroup } from '../consent/sender-group.js';
import { measureText } from '../text/segments.js';

/** A text that no agent wrote. */
export type MessageToQueue = {
  readonly interactionId: string;
  readonly body: string;
  /** Of the provider that carries the conversation. */
  readonly pluginId: string;
  /** `senderGroup(sender)`; `null`: the sender is not configured at present, and the conversation's last message says it. */
  readonly senderGroup: string | null;
  readonly encoding: 'sms' | 'unicode';
  /** Milliseconds after which it is no longer worth sending. */
  readonly maximumAgeMs: number;
  readonly at: Date;
} & (
  | { readonly authorKind: 'virtual_agent' | 'system'; readonly confirmsOptOut?: false }
  /** The one confirmation of an opt-out, which is exempt from it. */
  | { readonly authorKind: 'system'; readonly confirmsOptOut: true }
);

/**
 * Queues a text into a conversation, for the delivery worker. The lock on the recipient must be held. Where the recipient opted out it is
 * written as `canceled`, cause `opted_out`: the thread shows what was to be said, and nothing is sent. Answers whether it was queued.
 */
export async function queueMessage(
  transaction: Pick<StoreTransaction, 'execute'>,
  message: MessageToQueue,
): Promise<boolean> {
  const { interactionId, authorKind, body, pluginId, senderGroup, encoding, maximumAgeMs, at } = message;
  const text = measureText(body, encoding);
  const written = await transaction.execute<{ allowed: boolean }>(
    {
      name: 'queue-message',
      text: `WITH conversation AS (
          SELECT i.*, g.sender_group, $11::boolean OR NOT EXISTS (
              SELECT 1 FROM consent_opt_outs o
               WHERE o.channel = i.channel AND o.sender_group = g.sender_group AND o.match_key = i.match_key) AS allowed
            FROM interactions i CROSS JOIN LATERAL (SELECT COALESCE($10::text,
                (SELECT m.sender_group FROM messages m WHERE m.interaction_id = i.id ORDER BY m.position DESC LIMIT 1),
                '${defaultSenderGroup}') AS sender_group) g
           WHERE i.id = $2
        ), touched AS (
          UPDATE interactions i SET last_outbound_at = CASE WHEN c.allowed THEN $8 ELSE i.last_outbound_at END, updated_at = $8,
                 version = i.version + 1
            FROM conversation c WHERE i.id = c.id
        )
        INSERT INTO messages (id, interaction_id, direction, author_kind, channel, plugin_id, sender_id, match_key, recipient_id, body,
          encoding, segments, state, cause_code, cause_reason, state_at, due_at, expires_at, created_at, sender_group, consent_exempt)
        SELECT $1::uuid, id, 'outbound', $3::text, channel, $4::text, sender_id, match_key, recipient_id, $5::text, $6::text, $7::integer,
          CASE WHEN allowed THEN 'queued' ELSE 'canceled' END, CASE WHEN NOT allowed THEN $12::text END,
          CASE WHEN NOT allowed THEN $13::text END, $8::timestamptz, CASE WHEN allowed THEN $8::timestamptz END, $9::timestamptz,
          $8::timestamptz, sender_group, $11::boolean FROM conversation
        RETURNING state = 'queued' AS allowed`,
    },
    [
      newId(),
      interactionId,
      authorKind,
      pluginId,
      body,
      text.encoding,
      text.segments,
      at,
      new Date(at.getTime() + maximumAgeMs),
      senderGroup,
      message.confirmsOptOut ?? false,
      optedOutCause.code,
      optedOutCause.reason,
    ],
  );
  const [row] = written;
  if (!row) throw new Error('The conversation to write into is gone.');
  return row.allowed;
}
