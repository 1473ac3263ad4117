import { StoreError } from './store-error.js';

/** A migration threw. It ran in one transaction with those before it, so the database is as it was. */
export class MigrationFailedError extends StoreError {
  readonly code = 'migration_failed';

  constructor(migration: string | undefined, cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super(
      `The database could not be migrated${migration ? `: ${migration} failed` : ''}: ${reason}. ` +
        'Nothing was changed. Report this with the version you came from.',
      { cause },
    );
  }
}
