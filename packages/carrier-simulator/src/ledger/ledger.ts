import type { AcceptedEntry, LedgerEntry } from './ledger-entry.js';

/** Everything that the carrier ever took over or reported; it only grows. */
export interface Ledger {
  /** Resolves when the entry is as durable as this ledger can make it. */
  append(entry: LedgerEntry): Promise<void>;
  /** In order of writing. */
  entries(): readonly LedgerEntry[];
  /** Accepted messages, all or those of one client message id. More than one for an id means that it was posted more than once. */
  accepted(clientMessageId?: string): readonly AcceptedEntry[];
  close(): Promise<void>;
}
