import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { movedOrders, type Place } from './moved-orders.js';

const place = (key: string, order: number, locked = false): Place => ({ key, order, tie: [key], locked });

function sorted(places: readonly Place[], orders: ReadonlyMap<string, number>): string[] {
  return places
    .map(({ key, order }) => ({ key, order: orders.get(key) ?? order }))
    .sort((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1))
    .map(({ key }) => key);
}

describe('numbers that put one at another place', () => {
  test.each<[string, Place[], number, number, [string, number][] | null]>([
    ['between two', [place('a', 10), place('b', 20), place('c', 30)], 2, 1, [['c', 15]]],
    ['to the beginning', [place('a', 10), place('b', 20)], 1, 0, [['b', 0]]],
    ['to the end', [place('a', 10), place('b', 20)], 0, 1, [['a', 30]]],
    ['the same numbers: the neighbour gets a new one', [place('a', 100), place('b', 100)], 1, 0, [['b', 90]]],
    [
      'no room on either side: as many as it takes',
      [place('a', 100), place('b', 100), place('c', 100), place('d', 100)],
      2,
      1,
      [
        ['b', 110],
        ['d', 120],
      ],
    ],
    ['a locked one is passed by the other', [place('a', 10), place('b', 20, true)], 1, 0, [['a', 30]]],
    ['two locked ones stay', [place('a', 10, true), place('b', 20, true)], 1, 0, null],
    ['nowhere', [place('a', 10), place('b', 20)], 1, 1, []],
    ['out of the list', [place('a', 10), place('b', 20)], 0, -1, []],
  ])('%s', (_, places, from, to, expected) => {
    const orders = movedOrders(places, from, to);
    expect(orders && [...orders]).toEqual(expected);
  });

  test('always give the order that was asked for, and touch no locked one', () => {
    const places = fc
      .uniqueArray(
        fc.record({
          key: fc.stringMatching(/^[a-f]{1,3}$/),
          order: fc.integer({ min: -3, max: 3 }),
          locked: fc.boolean(),
        }),
        {
          selector: ({ key }) => key,
          minLength: 2,
          maxLength: 7,
        },
      )
      .map((all) => all.map(({ key, order, locked }) => place(key, order, locked)))
      .map((all) => all.toSorted((a, b) => a.order - b.order || (a.key < b.key ? -1 : 1)));
    fc.assert(
      fc.property(places, fc.nat(), fc.nat(), (all, a, b) => {
        const [from, to] = [a % all.length, b % all.length];
        const orders = movedOrders(all, from, to);
        if (orders === null) return all.some(({ locked }) => locked);
        const keys = all.map(({ key }) => key);
        const moved = keys[from] as string;
        expect(sorted(all, orders)).toEqual(keys.toSpliced(from, 1).toSpliced(to, 0, moved));
        return all.every(({ key, locked }) => !locked || !orders.has(key));
      }),
    );
  });
});
