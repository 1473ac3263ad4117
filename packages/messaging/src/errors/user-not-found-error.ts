import { MessagingError } from './messaging-error.js';

export class UserNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'user_not_found';

  constructor() {
    super('There is no such person in the directory. Lists show the ones that exist.');
  }
}
