import { MessagingError } from './messaging-error.js';

/** Only a conversation has a number that is somebody's. */
export class NotAConversationError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'interaction_not_messaging';

  constructor(number: string) {
    super(
      `${number} is not a conversation, so it has no number that could be somebody's. Change its references instead.`,
    );
  }
}
