import type { Projection } from '../ledger/journal.js';
import type { LedgerEntry } from '../ledger/ledger-entry.js';

export interface OptOut {
  /** The company's number. */
  readonly company: string;
  readonly phone: string;
}

/** The carrier's own list of phones that get nothing more from a company's number. */
export class OptOuts implements Projection {
  readonly #list = new Map<string, OptOut>();

  apply(entry: LedgerEntry): void {
    if (entry.kind !== 'optOut') return;
    const { company, phone, optedOut } = entry;
    if (optedOut) this.#list.set(`${company} ${phone}`, { company, phone });
    else this.#list.delete(`${company} ${phone}`);
  }

  has(company: string, phone: string): boolean {
    return this.#list.has(`${company} ${phone}`);
  }

  list(): readonly OptOut[] {
    return [...this.#list.values()];
  }
}
