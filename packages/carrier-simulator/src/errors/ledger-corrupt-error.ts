/** A line in the middle of the ledger file is not an entry; a torn last line is not an error. */
export class LedgerCorruptError extends Error {
  readonly code = 'ledger_corrupt';

  constructor(
    readonly file: string,
    readonly line: number,
  ) {
    super(
      `Line ${line} of the ledger ${file} is not a ledger entry. Something other than the carrier wrote to it: mend that line, or move the file away to begin with an empty ledger.`,
    );
    this.name = 'LedgerCorruptError';
  }
}
