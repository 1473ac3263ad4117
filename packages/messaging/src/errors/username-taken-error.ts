import { MessagingError } from './messaging-error.js';

export class UsernameTakenError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'username_taken';

  constructor(options: { cause?: unknown } = {}) {
    const message = 'Somebody else has this user name. Choose another one.';
    super(message, { fields: [{ field: '/username', code: 'username_taken', message }], cause: options.cause });
  }
}
