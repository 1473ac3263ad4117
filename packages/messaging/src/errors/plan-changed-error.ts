import type { Preflight } from '../model/preflight.js';
import { MessagingError } from './messaging-error.js';

/** What would happen is not what the agent saw. Nothing was written; `extra.preflight` says what would happen now. */
export class PlanChangedError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'plan_changed';

  constructor(preflight: Preflight) {
    super(
      'Something changed since you looked: sending would do something else now. Nothing was sent. Look again, then send.',
      {
        extra: { preflight },
      },
    );
  }
}
