import { StoreError } from './store-error.js';

/** Work inside a transaction reached for the store, which would take a second connection (or tell others too early). */
export class NestedUseError extends StoreError {
  readonly code = 'nested_use';

  constructor(operation: string) {
    super(
      `store.${operation} was called inside a transaction. Use the transaction that the work was given ` +
        '(its query, execute and afterCommit): on the embedded database there is no second connection to take.',
    );
  }
}
