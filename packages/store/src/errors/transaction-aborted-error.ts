import { StoreError } from './store-error.js';

/** A statement failed, the work went on as if it had not, and the database turned the commit into a rollback. */
export class TransactionAbortedError extends StoreError {
  readonly code = 'transaction_aborted';

  constructor() {
    super(
      'The transaction was rolled back: one of its statements had failed and the failure was swallowed. ' +
        'Let the error of a statement leave the work, or avoid it (ON CONFLICT).',
    );
  }
}
