import { templateName } from '../messages/template-name.js';
import type { AttachmentSummary, Message } from '../model/message.js';
import type { SendInProgress } from './carry-out.js';

/** The message as the API shows it, made of what was just written. */
export function messageViewOfSend(
  send: SendInProgress,
  interaction: string,
  attachments: readonly AttachmentSummary[],
): Message {
  const { gathered, messageId, at } = send;
  return {
    id: messageId,
    interaction,
    direction: 'outbound',
    author: { kind: 'agent', person: gathered.agent },
    body: gathered.body,
    ...(gathered.template && { template: templateName(gathered.template) }),
    attachments,
    state: 'queued',
    cause: null,
    stateAt: at.toISOString(),
    segments: gathered.text.segments,
    encoding: gathered.text.encoding,
    attempts: 0,
    lookUp: null,
    createdAt: at.toISOString(),
  };
}
