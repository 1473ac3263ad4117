import { MessagingError } from './messaging-error.js';

/** Nothing can be composed where no channel has a sender. */
export class NoSenderError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'no_sender';

  constructor() {
    super('No messaging channel has a sender. An administrator switches on a channel provider and names its senders.');
  }
}
