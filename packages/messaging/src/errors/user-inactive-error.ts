import { MessagingError } from './messaging-error.js';

/** Someone who is switched off cannot sign in. */
export class UserInactiveError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'user_inactive';

  constructor() {
    super('This person is inactive and cannot sign in. An administrator activates them in the directory first.');
  }
}
