import { StoreError } from './store-error.js';

/** No connection became free in time. */
export class ConnectionWaitError extends StoreError {
  readonly code = 'connection_wait_timeout';

  constructor(kind: 'embedded' | 'postgresql', milliseconds: number) {
    super(
      `No database connection became free within ${milliseconds / 1000} s. ` +
        (kind === 'embedded'
          ? 'The embedded database has one: a transaction is still open, perhaps because its work waits for the store itself instead of the transaction it was given.'
          : 'Raise the pool size, look for long transactions, or for work inside a transaction that waits for the store itself.'),
    );
  }
}
