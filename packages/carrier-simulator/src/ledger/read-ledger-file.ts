import { readFile } from 'node:fs/promises';
import type { LedgerEntry } from './ledger-entry.js';
import { readLedgerLines } from './read-ledger-lines.js';

/**
 * The ledger of another process, as far as it is written: for comparing it with what a company knows.
 * @throws LedgerCorruptError; the error of reading the file
 */
export async function readLedgerFile(file: string): Promise<readonly LedgerEntry[]> {
  return readLedgerLines(await readFile(file), file).entries;
}
