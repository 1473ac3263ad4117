import type { AttachmentSummary } from '@hailpoint/messaging';
import type { FastifyReply } from 'fastify';
import { inlineDisposition } from './inline-disposition.js';

/** Sends a customer's file so that no browser can take it for a page of ours. */
export function sendAttachment(reply: FastifyReply, summary: AttachmentSummary, content: Uint8Array): FastifyReply {
  return reply
    .type(summary.contentType)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-disposition', inlineDisposition(summary.fileName))
    .send(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
}
