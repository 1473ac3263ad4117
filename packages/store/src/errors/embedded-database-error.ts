import { StoreError } from './store-error.js';

/** The embedded database could not open what is in its directory. */
export class EmbeddedDatabaseError extends StoreError {
  readonly code = 'embedded_database_unreadable';

  constructor(directory: string, cause: unknown) {
    super(
      `The embedded database in ${directory} could not be opened: ${cause instanceof Error ? cause.message : String(cause)}. ` +
        'Check that the directory can be written and that the disk is not full; else restore it from a backup.',
      { cause },
    );
  }
}
