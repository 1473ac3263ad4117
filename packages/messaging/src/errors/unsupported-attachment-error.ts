import { MessagingError } from './messaging-error.js';

/** The file is not of a kind that can be sent. */
export class UnsupportedAttachmentError extends MessagingError {
  readonly kind = 'unsupported_type';
  readonly code = 'unsupported_attachment';

  /** @param detail which of the reasons it was, such as `smuggled_content`. */
  constructor(reason: string, detail: string) {
    super(reason, { fields: [{ field: '/file', code: detail, message: reason }] });
  }
}
