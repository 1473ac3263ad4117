import { MessagingError } from './messaging-error.js';

/** Whoever sends a message of unknown outcome again agrees that it may arrive twice. Nothing was sent. */
export class MayArriveTwiceError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'confirmation_required';

  constructor() {
    super(
      'The carrier may have this message already, so the customer may get it twice. Nothing was sent. To agree, ask again with confirm: may_arrive_twice.',
      { extra: { confirmations: ['may_arrive_twice'] } },
    );
  }
}
