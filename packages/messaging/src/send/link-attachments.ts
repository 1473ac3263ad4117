import type { StoreTransaction } from '@hailpoint/store';
import { AttachmentUsedError } from '../errors/attachment-used-error.js';
import type { AttachmentSummary } from '../model/message.js';
import type { SendInProgress } from './carry-out.js';
import { linkAttachmentsStatement } from './send-statements.js';

/**
 * Gives the attachments to the message.
 *
 * @throws AttachmentUsedError when another send, to another recipient, took one at this moment; nothing is written then
 */
export async function linkAttachments(
  transaction: Pick<StoreTransaction, 'execute'>,
  { gathered, facts, messageId }: SendInProgress,
): Promise<readonly AttachmentSummary[]> {
  const ids = gathered.attachmentIds;
  if (ids.length === 0) return [];
  const linked = await transaction.execute(linkAttachmentsStatement, [
    ids,
    messageId,
    gathered.agent.id,
    gathered.inPlaceOf,
  ]);
  if (linked.length < ids.length) throw new AttachmentUsedError();
  return facts.attachments
    .map(({ id, fileName, contentType, size, width, height }) => ({ id, fileName, contentType, size, width, height }))
    .sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id));
}
