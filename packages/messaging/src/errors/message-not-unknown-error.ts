import type { MessageState } from '@hailpoint/store';
import { MessagingError } from './messaging-error.js';

/** Sending again is for messages of which it is not known whether they were sent. `extra.state` is where it is. */
export class MessageNotUnknownError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'message_not_unknown';

  constructor(state: MessageState) {
    super(
      `It is known what became of this message: it is ${state}. Only a message of unknown outcome is sent again; otherwise write a new one.`,
      { extra: { state } },
    );
  }
}
