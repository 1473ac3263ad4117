import { MessagingError } from './messaging-error.js';

export class WebhookEventNotFoundError extends MessagingError {
  readonly kind = 'not_found';
  readonly code = 'webhook_event_not_found';

  constructor() {
    super('There is no such carrier event.');
  }
}
