import type { OutboundMedia } from '@hailpoint/kernel';
import type { PreparedStatement, Store } from '@hailpoint/store';
import type { SignedMedia } from '../attachments/signed-media.js';

const mediaStatement: PreparedStatement = {
  name: 'send-media',
  text: `SELECT id, content_type AS "contentType", size FROM attachments WHERE message_id = $1 ORDER BY position, id`,
};

/** What a carrier fetches with a message: a signed, expiring link for each attachment. */
export async function mediaOfMessage(
  store: Pick<Store, 'execute'>,
  signedMedia: Pick<SignedMedia, 'url'>,
  messageId: string,
): Promise<readonly OutboundMedia[]> {
  const rows = await store.execute<{ id: string; contentType: string; size: number }>(mediaStatement, [messageId]);
  return Promise.all(
    rows.map(async ({ id, contentType, size }) => ({ url: await signedMedia.url(id), contentType, size })),
  );
}
