/** Numbers that a seed decides; each part of the lab has one of its own, so that no part's timing changes another's. */
export class Random {
  #state: number;

  constructor(seed: number, part: string) {
    this.#state = seed | 0;
    for (const character of part) this.#state = Math.imul(this.#state ^ (character.codePointAt(0) ?? 0), 0x01000193);
  }

  /** In [0, 1). Mulberry32. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)] as T;
  }

  /** Milliseconds, most of them near the mean, few much longer. */
  pause(meanMs: number): number {
    return Math.min(meanMs * 5, -meanMs * Math.log(1 - this.next()));
  }
}
