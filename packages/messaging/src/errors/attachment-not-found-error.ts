import { MessagingError } from './messaging-error.js';

/** It does not exist, or belongs to someone else who has not sent it: the two are not told apart. */
export class AttachmentNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'attachment_not_found';

  constructor() {
    super('There is no such attachment for you. Unused ones are deleted after 24 hours; attach the file again.');
  }
}
