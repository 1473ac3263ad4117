import { MessagingError } from './messaging-error.js';

/** Someone else changed it meanwhile; `extra.current` is the version that is stored now. */
export class StaleVersionError extends MessagingError {
  readonly kind = 'stale';
  readonly code = 'stale_version';

  constructor(what: string, given: number, current: number) {
    super(
      `${what} was changed by someone else: you have version ${given}, the present one is ${current}. Load it again, then repeat your change.`,
      { extra: { current } },
    );
  }
}
