import { MessagingError } from './messaging-error.js';

/** A file goes out with one message only. */
export class AttachmentUsedError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'attachment_used';

  constructor() {
    const message = 'An attached file was sent with another message at this moment. Attach it again.';
    super(message, { fields: [{ field: '/attachmentIds', code: 'attachment_used', message }] });
  }
}
