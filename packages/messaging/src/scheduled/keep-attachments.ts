import type { PreparedStatement, StoreTransaction } from '@hailpoint/store';
import { AttachmentUsedError } from '../errors/attachment-used-error.js';

const releaseStatement: PreparedStatement = {
  name: 'scheduled-release-attachments',
  text: `UPDATE attachments SET scheduled_message_id = NULL
    WHERE scheduled_message_id = $1 AND message_id IS NULL AND id <> ALL ($2::uuid[])`,
};

const keepStatement: PreparedStatement = {
  name: 'scheduled-keep-attachments',
  text: `UPDATE attachments SET scheduled_message_id = $1, position = array_position($2::uuid[], id)
    WHERE id = ANY ($2::uuid[]) AND message_id IS NULL AND uploader_id = $3 AND (scheduled_message_id IS NULL OR scheduled_message_id = $1)
    RETURNING id`,
};

/**
 * Keeps these attachments, and no others, for a scheduled message: nobody else takes them, and they are not thrown away as unused.
 *
 * @throws AttachmentUsedError when another message took one at this moment
 */
export async function keepAttachments(
  transaction: Pick<StoreTransaction, 'execute'>,
  scheduledMessage: string,
  agentId: string,
  attachmentIds: readonly string[],
): Promise<void> {
  await transaction.execute(releaseStatement, [scheduledMessage, attachmentIds]);
  if (attachmentIds.length === 0) return;
  const kept = await transaction.execute(keepStatement, [scheduledMessage, attachmentIds, agentId]);
  if (kept.length < attachmentIds.length) throw new AttachmentUsedError();
}
