import { MessagingError } from './messaging-error.js';

/** It goes out in the name of the agent who scheduled it, so nobody else writes it. */
export class ScheduledByOtherError extends MessagingError {
  readonly kind = 'forbidden';
  readonly code = 'scheduled_by_other';

  constructor(name: string) {
    super(
      `${name} scheduled this message, and it will be sent in their name. You can cancel it; only ${name} can change it.`,
    );
  }
}
