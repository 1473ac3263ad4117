import { LedgerCorruptError } from '../errors/ledger-corrupt-error.js';
import type { LedgerEntry } from './ledger-entry.js';

const kinds = new Set<unknown>(['number', 'accepted', 'media', 'receipt', 'inbound', 'optOut', 'callback']);

export interface LedgerLines {
  readonly entries: LedgerEntry[];
  /** Bytes up to the end of the last whole entry; what follows was torn off by a crash. */
  readonly wholeBytes: number;
}

/**
 * Reads JSON lines. A line without its line feed was being written when the process died: nobody was told that it
 * is there, so it is dropped.
 * @throws LedgerCorruptError when a whole line is not an entry.
 */
export function readLedgerLines(content: Buffer, file: string): LedgerLines {
  const entries: LedgerEntry[] = [];
  let start = 0;
  for (let end = content.indexOf(10, start); end !== -1; end = content.indexOf(10, start)) {
    const entry = parse(content.toString('utf8', start, end));
    if (!entry) throw new LedgerCorruptError(file, entries.length + 1);
    entries.push(entry);
    start = end + 1;
  }
  return { entries, wholeBytes: start };
}

function parse(line: string): LedgerEntry | null {
  try {
    const value: unknown = JSON.parse(line);
    const isEntry = typeof value === 'object' && value !== null && 'kind' in value && kinds.has(value.kind);
    return isEntry ? (value as LedgerEntry) : null;
  } catch {
    return null;
  }
}
