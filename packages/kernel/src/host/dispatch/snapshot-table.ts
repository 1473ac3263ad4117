import { orderContributions } from '../order-contributions.js';
import type { PointFacts, Slot } from './slot.js';

type Table = ReadonlyMap<symbol, readonly Slot[]>;

const nobody: readonly Slot[] = Object.freeze([]);

/** Per point a frozen, ordered array. Every change builds a new table and puts it in place in one assignment. */
export class SnapshotTable {
  #table: Table = new Map();

  /** Found by the point's key, which is the same in every copy of the kernel. */
  slots<C extends object>(point: PointFacts): readonly Slot<C>[] {
    return (this.#table.get(point.key) ?? nobody) as readonly Slot<C>[];
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
    this.#table = new Map([...byPoint].map(([key, slots]) => [key, orderContributions(slots)]));
  }
}
