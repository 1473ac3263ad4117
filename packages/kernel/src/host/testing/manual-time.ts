import { Clock } from '../../services/clock.js';
import type { Timers } from '../timers.js';

interface Entry {
  at: number;
  readonly ms: number;
  readonly callback: () => void;
}

/** Time that only a test moves: a clock, and timers that ring when it has passed. */
export class ManualTime extends Clock implements Timers {
  #now: number;
  readonly #entries = new Set<Entry>();
  #timersSet = 0;

  constructor(start: Date | string = '2026-01-05T10:00:00.000Z') {
    super();
    this.#now = new Date(start).getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  set(callback: () => void, ms: number): unknown {
    const entry = { at: this.#now + ms, ms, callback };
    this.#entries.add(entry);
    this.#timersSet += 1;
    return entry;
  }

  clear(handle: unknown): void {
    this.#entries.delete(handle as Entry);
  }

  refresh(handle: unknown): void {
    const entry = handle as Entry;
    entry.at = this.#now + entry.ms;
    this.#entries.add(entry);
  }

  /** Timers that wait. */
  get pending(): number {
    return this.#entries.size;
  }

  /** Timers that were ever set. */
  get timersSet(): number {
    return this.#timersSet;
  }

  /** Moves time forward and rings what is due, in order. */
  advance(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = [...this.#entries].filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
      if (due === undefined) break;
      this.#entries.delete(due);
      this.#now = Math.max(this.#now, due.at);
      due.callback();
    }
    this.#now = end;
  }

  /** Lets everything run that only waits for promises, then moves time forward, then again lets everything run. */
  async advanceAfterWork(ms: number): Promise<void> {
    await settled();
    this.advance(ms);
    await settled();
  }
}

/** One turn of the event loop: every promise that can go on has gone on. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
