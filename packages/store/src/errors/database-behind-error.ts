import { StoreError } from './store-error.js';

/** The database lacks migrations, and the caller asked not to run them. */
export class DatabaseBehindError extends StoreError {
  readonly code = 'database_behind';

  constructor(readonly pendingMigrations: readonly string[]) {
    super(
      `The database is behind this version: ${pendingMigrations.join(', ')} did not run yet. ` +
        'Run `npx hailpoint migrate`, or start without switching migrations off.',
    );
  }
}
