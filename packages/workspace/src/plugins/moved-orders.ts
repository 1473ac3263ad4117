/** Something that has a number among others. */
export interface Place {
  readonly key: string;
  /** Lowest first. */
  readonly order: number;
  /** Decides, part by part, among those with the same number. */
  readonly tie: readonly string[];
  /** Its number cannot be changed. */
  readonly locked: boolean;
}

const LIMIT = 1_000_000;
const STEP = 10;

/**
 * The numbers that put one of them at another place, as few new ones as possible: the moved one's, else its neighbour's, else those of as
 * many as it takes. `null`: locked ones leave no room. The places come in their present order.
 */
export function movedOrders(places: readonly Place[], from: number, to: number): ReadonlyMap<string, number> | null {
  const moved = places[from];
  if (moved === undefined || from === to || places[to] === undefined) return new Map();
  const wanted = places.toSpliced(from, 1).toSpliced(to, 0, moved);
  const alone = wanted.findIndex(({ key }) => key === moved.key);
  const neighbour = Math.abs(from - to) === 1 ? [alone + Math.sign(from - to)] : [];
  for (const index of [alone, ...neighbour]) {
    const place = wanted[index] as Place;
    const order = place.locked ? null : between(wanted[index - 1], place, wanted[index + 1]);
    if (order !== null) return new Map([[place.key, order]]);
  }
  return renumbered(wanted, STEP) ?? renumbered(wanted, 1);
}

/** Whether it comes before the other one. */
function precedes(left: Pick<Place, 'order' | 'tie'>, right: Pick<Place, 'order' | 'tie'>): boolean {
  if (left.order !== right.order) return left.order < right.order;
  const part = left.tie.findIndex((text, index) => text !== right.tie[index]);
  return part >= 0 && (left.tie[part] as string) < (right.tie[part] ?? '');
}

function between(before: Place | undefined, { tie }: Place, after: Place | undefined): number | null {
  const low = before?.order ?? (after as Place).order - 2 * STEP;
  const high = after?.order ?? low + 2 * STEP;
  const fits = (order: number): boolean =>
    Math.abs(order) <= LIMIT &&
    (before === undefined || precedes(before, { order, tie })) &&
    (after === undefined || precedes({ order, tie }, after));
  return [Math.floor((low + high) / 2), low, high].find(fits) ?? null;
}

/** Each keeps its number if it can, else gets one above that before it. */
function renumbered(wanted: readonly Place[], step: number): ReadonlyMap<string, number> | null {
  const orders = new Map<string, number>();
  let before: Place | undefined;
  for (const place of wanted) {
    let present = place;
    if (before !== undefined && !precedes(before, place)) {
      if (place.locked || before.order + step > LIMIT) return null;
      present = { ...place, order: before.order + step };
      orders.set(place.key, present.order);
    }
    before = present;
  }
  return orders;
}
