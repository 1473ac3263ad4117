import { orderContributions } from '../order-contributions.js';
import type { PointFacts, Slot } from './slot.js';

type Table = ReadonlyMap<symbol, readonly Slot[]>;

const nobody: readonly Slot[] = [];

/** Per point an ordered array that is never changed. Every change builds a new table and puts it in place in one assignment. */
export class SnapshotTable {
  #table: Table = new Map();
  /** With those that only listen. */
  #listening: Table = new Map();
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

  /** {@link slots}, and those of plugins that are switched off and listen. */
  listening<C extends object>(point: PointFacts): readonly Slot<C>[] {
    return (this.#listening.get(point.key) ?? nobody) as readonly Slot<C>[];
  }

  /** Takes everything of the plugins named out and puts the new slots in, all at the same moment. */
  swap(leaving: ReadonlySet<string>, joining: readonly Slot[], listening: readonly Slot[] = []): void {
    const stays = (slot: Slot) => !leaving.has(slot.plugin);
    const active = [...[...this.#table.values()].flat().filter(stays), ...joining];
    const here = new Set([...this.#table.values()].flat());
    const onlyListening = [...this.#listening.values()].flat().filter((slot) => !here.has(slot) && stays(slot));
    this.#lastKey = null;
    // What has left must not be held until somebody asks again.
    this.#lastSlots = nobody;
    this.#table = byPoint(active);
    this.#listening = byPoint([...active, ...onlyListening, ...listening].filter(({ point }) => point.listensWhenOff));
  }
}

function byPoint(slots: readonly Slot[]): Table {
  const table = new Map<symbol, Slot[]>();
  for (const slot of slots) {
    const ofPoint = table.get(slot.point.key);
    if (ofPoint === undefined) table.set(slot.point.key, [slot]);
    else ofPoint.push(slot);
  }
  return new Map([...table].map(([key, ofPoint]) => [key, orderContributions(ofPoint)]));
}
