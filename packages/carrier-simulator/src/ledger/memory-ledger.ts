import type { Ledger } from './ledger.js';
import type { AcceptedEntry, LedgerEntry } from './ledger-entry.js';

/** A ledger that ends with its process. */
export class MemoryLedger implements Ledger {
  readonly #entries: LedgerEntry[] = [];
  readonly #accepted: AcceptedEntry[] = [];
  readonly #byClientMessageId = new Map<string, AcceptedEntry[]>();

  constructor(entries: readonly LedgerEntry[] = []) {
    for (const entry of entries) this.#add(entry);
  }

  async append(entry: LedgerEntry): Promise<void> {
    this.#add(entry);
  }

  entries(): readonly LedgerEntry[] {
    return this.#entries;
  }

  accepted(clientMessageId?: string): readonly AcceptedEntry[] {
    return clientMessageId === undefined ? this.#accepted : (this.#byClientMessageId.get(clientMessageId) ?? []);
  }

  async close(): Promise<void> {}

  #add(entry: LedgerEntry): void {
    this.#entries.push(entry);
    if (entry.kind !== 'accepted') return;
    this.#accepted.push(entry);
    const known = this.#byClientMessageId.get(entry.clientMessageId);
    if (known) known.push(entry);
    else this.#byClientMessageId.set(entry.clientMessageId, [entry]);
  }
}
