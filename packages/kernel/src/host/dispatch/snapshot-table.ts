import { orderContributions } from '../order-contributions.js';
import type { PointFacts, Slot } from './slot.js';

type Table = ReadonlyMap<symbol, readonly Slot[]>;

const nobody: readonly Slot[] = [];

/** Per point an ordered array that is never changed. Every change builds a new table and puts it in place in one assignment. */
export class SnapshotTable {
  #table: Table = new Map();
  // The last answer: callers ask for the same point again and again, and a look into the map costs as much as four calls.
  #lastKey: symbol | null = null;
  #lastSlots: readonly Slot[] = nobody;

  /** Found by the point's key, which is the same in every copy of the kernel. */
  slots<C extends object>(point: PointFacts): readonly Slot<C>[] {
    if (point.key !== this.#lastKey) {
      this.#lastSlots = this.#table.get(point.key) ?? nobody;
      this.#lastKey = point.key;
    }
    return this.#lastSlots as readonly Slot<C>[];
  }

  /** Takes everything of the plugins named out and puts the new slots in, all at the same moment. */
  swap(leaving: ReadonlySet<string>, joining: readonly Slot[]): void {
    const remaining = [...this.#table.values()].flat().filter((slot) => !leaving.has(slot.plugin));
    const byPoint = new Map<symbol, Slot[]>();
    for (const slot of [...remaining, ...joining]) {
      const slots = byPoint.get(slot.point.key);
      if (slots === undefined) byPoint.set(slot.point.key, [slot]);
      else slots.push(slot);
    }
    this.#lastKey = null;
    this.#table = new Map([...byPoint].map(([key, slots]) => [key, orderContributions(slots)]));
  }
}
