/** The ledger file cannot be written any more; the carrier accepts nothing until it is started again. */
export class LedgerWriteError extends Error {
  readonly code = 'ledger_write_failed';

  constructor(
    readonly file: string,
    cause: unknown,
  ) {
    super(`The ledger ${file} could not be written. Check that its disk has room and is writable, then restart.`, {
      cause,
    });
    this.name = 'LedgerWriteError';
  }
}
