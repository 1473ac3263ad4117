import { MessagingError } from './messaging-error.js';

/** A newer Hailpoint has given the rows match keys that this one would not find again. */
export class MatchKeysNewerError extends MessagingError {
  readonly kind = 'conflict';
  readonly code = 'match_keys_newer';

  constructor(stored: number, known: number) {
    super(
      `The match keys of this database follow rule ${stored}, and this version knows rule ${known}. ` +
        'Start the newer version, or restore a backup from before it.',
    );
  }
}
