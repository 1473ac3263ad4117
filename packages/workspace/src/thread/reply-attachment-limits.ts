import type { ComposeChannel } from '../api/types.js';

/** What the file dialog offers for a reply. The server knows the channel's own limits, and says so before and at Send. */
export const replyAttachmentLimits: NonNullable<ComposeChannel['attachments']> = {
  contentTypes: ['image/*'],
  maxBytes: Number.POSITIVE_INFINITY,
  maxCount: 20,
};
