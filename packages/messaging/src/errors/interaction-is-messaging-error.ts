import { MessagingError } from './messaging-error.js';

/** One composes from a record of another type; in a conversation one replies. */
export class InteractionIsMessagingError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'interaction_is_messaging';

  constructor(number: string) {
    super(`${number} is a conversation already. Reply in it.`);
  }
}
