import type { Ledger } from './ledger.js';
import type { LedgerEntry } from './ledger-entry.js';

/** Something whose state is what the ledger's entries make it. */
export interface Projection {
  apply(entry: LedgerEntry): void;
}

/** The one place that writes: first the ledger, then everything that is derived from it. */
export class Journal {
  readonly #ledger: Ledger;
  readonly #projections: readonly Projection[];

  constructor(ledger: Ledger, projections: readonly Projection[]) {
    this.#ledger = ledger;
    this.#projections = projections;
    for (const entry of ledger.entries()) this.#apply(entry);
  }

  async write(entry: LedgerEntry): Promise<void> {
    await this.#ledger.append(entry);
    this.#apply(entry);
  }

  #apply(entry: LedgerEntry): void {
    for (const projection of this.#projections) projection.apply(entry);
  }
}
