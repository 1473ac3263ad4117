import { StoreError } from './store-error.js';

/** The database server did not let us in: unreachable, refused, or no such database. The message holds no password. */
export class CannotConnectError extends StoreError {
  readonly code = 'cannot_connect';

  constructor(target: string, reason: string, options?: { cause?: unknown }) {
    super(
      `Cannot connect to the database ${target}: ${reason}. ` +
        'Check that the server runs, and that host, port, database, user and password of the database URL (DATABASE_URL) are right.',
      options,
    );
  }
}
