import { orderContributions } from '../order-contributions.js';
import type { PointFacts, Slot } from './slot.js';

/** Of one point, in their order. */
interface Snapshot {
  readonly slots: readonly Slot[];
  /** Of the slots. An array of its own: a loop that goes through the slots for them takes a tenth longer. */
  readonly instances: readonly object[];
}

type Table = ReadonlyMap<symbol, Snapshot>;

const nobody: Snapshot = { slots: [], instances: [] };

/** Per point an ordered array that is never changed. Every change builds a new table and puts it in place in one assignment. */
export class SnapshotTable {
  #table: Table = new Map();
  /** With those that only listen. */
  #listening: Table = new Map();
  // The last answer: callers ask for the same point again and again, and a look into the map costs as much as four calls.
  #lastPoint: PointFacts | null = null;
  #lastSlots = nobody.slots;
  #lastInstances = nobody.instances;

  slots<C extends object>(point: PointFacts): readonly Slot<C>[] {
    if (point !== this.#lastPoint) this.#find(point);
    return this.#lastSlots as readonly Slot<C>[];
  }

  instances<C extends object>(point: PointFacts): readonly C[] {
    if (point !== this.#lastPoint) this.#find(point);
    return this.#lastInstances as readonly C[];
  }

  /** {@link slots}, and those of plugins that are switched off and listen. */
  listening<C extends object>(point: PointFacts): readonly Slot<C>[] {
    return (this.#listening.get(point.key) ?? nobody).slots as readonly Slot<C>[];
  }

  /** Takes everything of the plugins named out and puts the new slots in, all at the same moment. */
  swap(leaving: ReadonlySet<string>, joining: readonly Slot[], listening: readonly Slot[] = []): void {
    const stays = (slot: Slot) => !leaving.has(slot.plugin);
    const now = slotsIn(this.#table);
    const active = [...now.filter(stays), ...joining];
    const here = new Set(now);
    const onlyListening = slotsIn(this.#listening).filter((slot) => !here.has(slot) && stays(slot));
    // What has left must not be held until somebody asks again.
    this.#keep(null, nobody);
    this.#table = byPoint(active);
    this.#listening = byPoint([...active, ...onlyListening, ...listening].filter(({ point }) => point.listensWhenOff));
  }

  /** Found by the point's key, which is the same in every copy of the kernel. */
  #find(point: PointFacts): void {
    this.#keep(point, this.#table.get(point.key) ?? nobody);
  }

  #keep(point: PointFacts | null, { slots, instances }: Snapshot): void {
    this.#lastPoint = point;
    this.#lastSlots = slots;
    this.#lastInstances = instances;
  }
}

function slotsIn(table: Table): Slot[] {
  return [...table.values()].flatMap(({ slots }) => slots);
}

function byPoint(slots: readonly Slot[]): Table {
  const table = new Map<symbol, Slot[]>();
  for (const slot of slots) {
    const ofPoint = table.get(slot.point.key);
    if (ofPoint === undefined) table.set(slot.point.key, [slot]);
    else ofPoint.push(slot);
  }
  return new Map([...table].map(([key, ofPoint]) => [key, snapshotOf(orderContributions(ofPoint))]));
}

function snapshotOf(slots: readonly Slot[]): Snapshot {
  return { slots, instances: slots.map(({ instance }) => instance) };
}
