import { request } from './request.js';
import type { Attachment } from './types.js';

/** Uploads a file; it belongs to the uploader until a message carries it. */
export function uploadAttachment(file: File, signal?: AbortSignal): Promise<Attachment> {
  const body = new FormData();
  body.append('file', file, file.name);
  return request('POST', '/attachments', { body, ...(signal ? { signal } : {}) });
}

export function attachmentUrl(id: string): string {
  return `/api/v1/attachments/${encodeURIComponent(id)}`;
}
