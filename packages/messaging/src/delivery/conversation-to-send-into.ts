import type { Store } from '@hailpoint/store';
import { lastInboundSql } from '../preflight/last-inbound-sql.js';
import type { ConversationToSendInto } from '../preflight/when-it-may-go.js';

/** `null`: the message is the confirmation of an opt-out, which waits for no hour. */
export async function conversationToSendInto(
  store: Pick<Store, 'execute'>,
  messageId: string,
): Promise<ConversationToSendInto | null> {
  const [row] = await store.execute<ConversationToSendInto>(
    {
      name: 'conversation-to-send-into',
      text: `SELECT m.interaction_id AS id, m.channel, m.sender_id, m.recipient_id, m.template ->> 'id' AS template_id, ${lastInboundSql('m')} AS last_inbound_at
               FROM messages m WHERE m.id = $1 AND NOT m.consent_exempt`,
    },
    [messageId],
  );
  return row ?? null;
}
