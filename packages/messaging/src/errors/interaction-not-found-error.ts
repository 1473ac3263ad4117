import { MessagingError } from './messaging-error.js';

export class InteractionNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'interaction_not_found';

  constructor(number: string) {
    super(`There is no interaction ${number.slice(0, 40)}. Check the number; lists show the ones that exist.`);
  }
}
