import { MessagingError } from './messaging-error.js';

/** Interactions of type messaging are not opened by hand. */
export class MessagingTypeError extends MessagingError {
  readonly kind = 'unprocessable';
  readonly code = 'messaging_not_posted';

  constructor() {
    const message = 'A conversation begins with a message: open an interaction of another type and compose from it.';
    super(message, { fields: [{ field: '/type', code: 'messaging_not_posted', message }] });
  }
}
