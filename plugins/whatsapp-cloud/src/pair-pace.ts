/** Meta's pair rate: one message every 6 seconds to the same user, with a burst that is paid back. Milliseconds. */
const intervalMs = 6_000;

/** Pairs that are remembered; the one that was written to longest ago is forgotten first. */
const mostPairs = 10_000;

/** Meta asks to wait 4^X seconds after the X-th refusal in a row. Longer than about 17 minutes it does not get. */
const mostRefusals = 5;

interface Pair {
  /** When everything sent so far is paid back. */
  paidAt: number;
  /** Meta refused: nothing goes before. */
  heldUntil: number;
  refusals: number;
}

/**
 * How fast one number may write to one user. Remembered in memory, by this node only: another node may use the same pair, and then Meta
 * refuses with 131056, which is the truth.
 */
export class PairPace {
  readonly #burst: number;
  readonly #mostPairs: number;
  readonly #pairs = new Map<string, Pair>();

  /** @param burst messages that may go at once after a rest; Meta documents up to 45 */
  constructor(burst: number, pairs = mostPairs) {
    this.#burst = burst;
    this.#mostPairs = pairs;
  }

  get size(): number {
    return this.#pairs.size;
  }

  /** Takes the turn of one message. Milliseconds to wait when it may not go yet; 0: it may. */
  take(pair: string, now: number): number {
    const { paidAt, heldUntil, refusals } = this.#pairs.get(pair) ?? { paidAt: 0, heldUntil: 0, refusals: 0 };
    const wait = Math.max(heldUntil, paidAt - (this.#burst - 1) * intervalMs) - now;
    if (wait > 0) return wait;
    this.#keep(pair, { paidAt: Math.max(paidAt, now) + intervalMs, heldUntil, refusals });
    return 0;
  }

  /** Meta refused the pair. Milliseconds until it may be tried again. */
  refused(pair: string, now: number): number {
    const { paidAt, refusals } = this.#pairs.get(pair) ?? { paidAt: now, refusals: 0 };
    const wait = 1_000 * 4 ** Math.min(refusals, mostRefusals);
    this.#keep(pair, { paidAt, heldUntil: now + wait, refusals: refusals + 1 });
    return wait;
  }

  accepted(pair: string): void {
    const known = this.#pairs.get(pair);
    if (known && known.refusals > 0) this.#keep(pair, { ...known, heldUntil: 0, refusals: 0 });
  }

  #keep(pair: string, state: Pair): void {
    // A Map keeps the order of insertion: who is written to goes to the end.
    this.#pairs.delete(pair);
    this.#pairs.set(pair, state);
    for (const oldest of this.#pairs.keys()) {
      if (this.#pairs.size <= this.#mostPairs) break;
      this.#pairs.delete(oldest);
    }
  }
}
