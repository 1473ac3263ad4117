import { StoreError } from './store-error.js';

/** A transaction asked for a recipient's lock out of order; two such transactions could wait for each other for ever. */
export class LockOrderError extends StoreError {
  readonly code = 'lock_order';

  constructor() {
    super(
      'A transaction that holds the lock of one recipient asked for one that sorts before it. ' +
        'Name all recipients in one call of lockRecipients.',
    );
  }
}
