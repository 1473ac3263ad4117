import { MessagingError } from '../errors/messaging-error.js';

/** Sending would do something else than what the agent was shown when scheduling. */
export class ScheduledPlanChangedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'plan_changed';
}
