import { StoreError } from './store-error.js';

/** PostgreSQL cuts names at 63 bytes, and two statements cut to the same name would be mixed up. */
export class StatementNameError extends StoreError {
  readonly code = 'statement_name';

  constructor(name: string) {
    super(`The prepared statement's name must have 1 to 63 characters: "${name.slice(0, 80)}".`);
  }
}
