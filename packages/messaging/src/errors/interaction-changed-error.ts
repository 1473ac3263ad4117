import { MessagingError } from './messaging-error.js';

/** The record that was composed from kept changing while its recipient was looked up. Nothing was written. */
export class InteractionChangedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'interaction_changed';

  constructor(number: string) {
    super(
      `${number} is being changed at this moment, and the recipient may change with it. Nothing was sent. Look again, then send.`,
    );
  }
}
