import { MessagingError } from './messaging-error.js';

/** Closed is final. */
export class InteractionClosedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'interaction_closed';

  constructor(number: string) {
    super(`${number} is closed, and a closed interaction does not change any more. Create a new one to go on.`);
  }
}
