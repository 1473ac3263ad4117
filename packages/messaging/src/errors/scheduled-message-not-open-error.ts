import type { ScheduledMessageState } from '@hailpoint/store';
import { MessagingError } from './messaging-error.js';

const why: Record<string, string> = {
  sending: 'It is being sent at this moment.',
  sent: 'It was sent already.',
  canceled: 'It was canceled.',
};

/** Too late: it cannot be changed, canceled or sent in another form any more. */
export class ScheduledMessageNotOpenError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'scheduled_message_not_open';

  constructor(state: ScheduledMessageState) {
    super(`The scheduled message cannot be changed any more. ${why[state] ?? ''}`.trim(), { extra: { state } });
  }
}
