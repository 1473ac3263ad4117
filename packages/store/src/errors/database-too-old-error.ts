import { StoreError } from './store-error.js';

/** The PostgreSQL server is older than the SQL that Hailpoint uses. */
export class DatabaseTooOldError extends StoreError {
  readonly code = 'database_too_old';

  constructor(readonly found: string) {
    super(
      `The database server is PostgreSQL ${found}, and Hailpoint needs 15 or newer. Upgrade the server, or use another one.`,
    );
  }
}
