import type { Store } from '@hailpoint/store';
import { lastInboundSql } from '../preflight/last-inbound-sql.js';
import type { ConversationToSendInto } from '../preflight/when-it-may-go.js';

export interface WaitingMessage extends ConversationToSendInto {
  /** It is the confirmation of an opt-out, which waits for no hour. */
  readonly consent_exempt: boolean;
}

/** `null`: there is no such message. */
export async function conversationToSendInto(
  store: Pick<Store, 'execute'>,
  messageId: string,
): Promise<WaitingMessage | null> {
  const [row] = await store.execute<WaitingMessage>(
    {
      name: 'conversation-to-send-into',
      text: `SELECT m.interaction_id AS id, m.channel, m.sender_id, m.recipient_id, m.template ->> 'id' AS template_id, m.consent_exempt, ${lastInboundSql('m')} AS last_inbound_at
               FROM messages m WHERE m.id = $1`,
    },
    [messageId],
  );
  return row ?? null;
}
