import type { LedgerEntry } from '../ledger/ledger-entry.js';
import type { CompanyNumber } from './company-number.js';

/** The company numbers that this carrier serves. What the host of the process says about a number wins over what was registered. */
export class CompanyNumbers {
  readonly #registered = new Map<string, CompanyNumber>();
  readonly #live: () => readonly CompanyNumber[];

  constructor(live: () => readonly CompanyNumber[] = () => []) {
    this.#live = live;
  }

  apply(entry: LedgerEntry): void {
    if (entry.kind !== 'number') return;
    const { kind: _kind, at: _at, ...number } = entry;
    this.#registered.set(number.address, number);
  }

  get(address: string): CompanyNumber | undefined {
    return this.#live().find((number) => number.address === address) ?? this.#registered.get(address);
  }

  list(): readonly CompanyNumber[] {
    const live = this.#live();
    const known = new Set(live.map((number) => number.address));
    return [...live, ...[...this.#registered.values()].filter((number) => !known.has(number.address))];
  }

  /** What would change if the number were registered like this; `null`: nothing. What is absent stays as it is. */
  changed(number: CompanyNumber): CompanyNumber | null {
    const before = this.#registered.get(number.address);
    const given = Object.fromEntries(Object.entries(number).filter(([, value]) => value !== undefined));
    const after: CompanyNumber = { ...before, ...given, address: number.address };
    return before && Object.entries(after).every(([key, value]) => before[key as keyof CompanyNumber] === value)
      ? null
      : after;
  }
}
