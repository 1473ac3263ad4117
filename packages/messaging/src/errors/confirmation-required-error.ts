import type { Preflight } from '../model/preflight.js';
import { MessagingError } from './messaging-error.js';

/** The send does something that must be agreed to first. Nothing was written. `extra.confirmations` are all that it needs. */
export class ConfirmationRequiredError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'confirmation_required';

  constructor(preflight: Preflight) {
    const { confirmations, warnings } = preflight;
    const why = warnings.filter(({ confirmation }) => confirmation !== null).map(({ message }) => message);
    super(`${why.join(' ')} Nothing was sent. To agree, send again with confirm: ${confirmations.join(', ')}.`, {
      extra: { confirmations, preflight },
    });
  }
}
