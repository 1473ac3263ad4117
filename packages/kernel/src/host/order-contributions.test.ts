import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { comparePlaces, orderContributions } from './order-contributions.js';

const name = fc.constantFrom('a', 'b', 'B', 'ä', 'aa', 'a-1', 'a-10', 'a-2');
const place = fc.record({ order: fc.integer({ min: -3, max: 3 }), plugin: name, contribution: name });
const places = fc.uniqueArray(place, { selector: (each) => JSON.stringify(each), maxLength: 12 });

describe('order of contributions', () => {
  test('does not depend on the order of loading', () => {
    const shuffled = places.chain((all) => {
      const whole = { minLength: all.length, maxLength: all.length };
      return fc.tuple(fc.constant(all), fc.shuffledSubarray(all, whole));
    });
    fc.assert(
      fc.property(shuffled, ([all, other]) => {
        expect(orderContributions(other)).toEqual(orderContributions(all));
      }),
    );
  });

  test('switching some off and on again reorders nothing', () => {
    fc.assert(
      fc.property(places, fc.func(fc.boolean()), (all, isOff) => {
        const before = orderContributions(all);
        const off = before.filter((each) => isOff(each));
        const remaining = orderContributions(before.filter((each) => !off.includes(each)));
        expect(remaining).toEqual(before.filter((each) => !off.includes(each)));
        expect(orderContributions([...remaining, ...off])).toEqual(before);
      }),
    );
  });

  test('goes by number, then plugin id, then contribution name', () => {
    fc.assert(
      fc.property(place, place, (left, right) => {
        const sign = Math.sign(comparePlaces(left, right));
        if (left.order !== right.order) expect(sign).toBe(Math.sign(left.order - right.order));
        else if (left.plugin !== right.plugin) expect(sign).toBe(left.plugin < right.plugin ? -1 : 1);
        else if (left.contribution !== right.contribution)
          expect(sign).toBe(left.contribution < right.contribution ? -1 : 1);
        else expect(sign).toBe(0);
      }),
    );
  });

  test('leaves what it is given as it was', () => {
    const given = [
      { order: 2, plugin: 'a', contribution: 'b' },
      { order: 1, plugin: 'a', contribution: 'b' },
    ];
    expect(orderContributions(given).map(({ order }) => order)).toEqual([1, 2]);
    expect(given.map(({ order }) => order)).toEqual([2, 1]);
  });
});
