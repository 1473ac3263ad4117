import { MessagingError } from './messaging-error.js';

export class MessageNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'message_not_found';

  constructor(id: string) {
    super(`There is no message ${id.slice(0, 40)}. Check the id; a conversation's messages show theirs.`);
  }
}
