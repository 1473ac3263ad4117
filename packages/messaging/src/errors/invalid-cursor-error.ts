import { MessagingError } from './messaging-error.js';

export class InvalidCursorError extends MessagingError {
  readonly kind = 'invalid';
  readonly code = 'invalid_cursor';

  constructor() {
    super('The cursor is not one that this list gave out. Start again without a cursor.', {
      fields: [{ field: '/cursor', code: 'invalid_cursor', message: 'Not a cursor of this list.' }],
    });
  }
}
