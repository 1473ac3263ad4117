import { MessagingError } from './messaging-error.js';

export class ScheduledMessageNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'scheduled_message_not_found';

  constructor() {
    super('There is no such scheduled message.');
  }
}
