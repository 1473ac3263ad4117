import { MessagingError } from './messaging-error.js';

export class WebhookEventNotParkedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'webhook_event_not_parked';

  constructor() {
    super('This carrier event is not parked any more: it was replayed or discarded, or is being processed.');
  }
}
