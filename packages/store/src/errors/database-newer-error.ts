import { StoreError } from './store-error.js';

/** A newer Hailpoint has migrated this database; this one would not understand it. */
export class DatabaseNewerError extends StoreError {
  readonly code = 'database_newer';

  constructor(readonly unknownMigrations: readonly string[]) {
    super(
      `The database was migrated by a newer Hailpoint: this version does not know ${unknownMigrations.join(', ')}. ` +
        'Start the newer version, or restore a backup from before its migration.',
    );
  }
}
