import { StoreError } from './store-error.js';

/** A statement came after its transaction had ended; it would have run outside of it. */
export class TransactionEndedError extends StoreError {
  readonly code = 'transaction_ended';

  constructor() {
    super('The transaction has ended. Await every statement before the work returns.');
  }
}
