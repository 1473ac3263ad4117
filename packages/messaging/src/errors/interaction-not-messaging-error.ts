import { MessagingError } from './messaging-error.js';

/** Only a conversation can be replied in. */
export class InteractionNotMessagingError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'interaction_not_messaging';

  constructor(number: string) {
    super(`${number} is not a conversation, so there is nobody to reply to. Compose a message from it.`);
  }
}
