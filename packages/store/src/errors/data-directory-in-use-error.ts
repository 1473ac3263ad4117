import { StoreError } from './store-error.js';

/** Another process has this data directory open. Two at once would silently lose data, so the second one is refused. */
export class DataDirectoryInUseError extends StoreError {
  readonly code = 'data_directory_in_use';

  constructor(
    readonly directory: string,
    readonly owner: { readonly processId: number; readonly startedAt: string },
  ) {
    super(
      owner.processId === process.pid
        ? `The data directory ${directory} is already open in this process (${owner.processId}). Close that store first.`
        : `The data directory ${directory} is in use by process ${owner.processId}, started at ${owner.startedAt}. ` +
            'Stop that process, choose another directory (HAILPOINT_DATA_DIR), or use PostgreSQL to run several at once.',
    );
  }
}
