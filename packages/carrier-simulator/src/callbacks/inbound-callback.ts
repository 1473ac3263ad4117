import type { InboundEntry } from '../ledger/ledger-entry.js';
import type { InboundCallback } from './callback-body.js';

/** What the company is told of a phone's text. `carrierUrl`: where this carrier answers. */
export function inboundCallback(entry: InboundEntry, carrierUrl: string): InboundCallback {
  const { carrierMessageId, from, to, body, media, keyword, at } = entry;
  return {
    type: 'message',
    eventId: carrierMessageId,
    carrierMessageId,
    from,
    to,
    body,
    media: media.map(({ mediaId, contentType }) => ({ url: `${carrierUrl}/v1/media/${mediaId}`, contentType })),
    ...(keyword ? { keyword } : {}),
    at,
  };
}
