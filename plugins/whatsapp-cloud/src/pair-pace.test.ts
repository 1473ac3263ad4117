import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { PairPace } from './pair-pace.js';

const pair = '106540352242922 +12025550143';

describe('the pace of a pair', () => {
  test('a burst goes at once, then one every 6 seconds', () => {
    const pace = new PairPace(3);
    expect([1, 2, 3, 4].map(() => pace.take(pair, 0))).toEqual([0, 0, 0, 6_000]);
    expect([pace.take(pair, 5_999), pace.take(pair, 6_000), pace.take(pair, 6_000)]).toEqual([1, 0, 6_000]);
    // A rest gives the burst back, and no more than that.
    expect([1, 2, 3, 4].map(() => pace.take(pair, 3_600_000))).toEqual([0, 0, 0, 6_000]);
  });

  test('each pair has its own', () => {
    const pace = new PairPace(1);
    expect([pace.take('a', 0), pace.take('b', 0), pace.take('a', 0)]).toEqual([0, 0, 6_000]);
  });

  test('each refusal of Meta waits four times as long, and an accepted message begins anew', () => {
    const pace = new PairPace(45);
    const waits = [1, 2, 3, 4, 5, 6, 7, 8].map(() => pace.refused(pair, 0));
    expect(waits).toEqual([1_000, 4_000, 16_000, 64_000, 256_000, 1_024_000, 1_024_000, 1_024_000]);
    expect(pace.take(pair, 1_000_000)).toBe(24_000);
    expect(pace.take(pair, 1_024_000)).toBe(0);
    pace.accepted(pair);
    expect(pace.refused(pair, 2_000_000)).toBe(1_000);
  });

  test('property: in no stretch of time more than the burst and one for each 6 seconds', () => {
    const moves = fc.array(fc.integer({ min: 0, max: 20_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 45 }), moves, (burst, steps) => {
        const pace = new PairPace(burst);
        let now = 0;
        const sent: number[] = [];
        for (const step of steps) {
          now += step;
          if (pace.take(pair, now) === 0) sent.push(now);
        }
        for (const [first, from] of sent.entries()) {
          for (let last = first; last < sent.length; last += 1) {
            expect(last - first + 1).toBeLessThanOrEqual(burst + (sent[last]! - from) / 6_000);
          }
        }
      }),
    );
  });

  test('property: who waits as long as they were told may send', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.array(fc.boolean(), { maxLength: 30 }), (burst, moves) => {
        const pace = new PairPace(burst);
        let now = 0;
        for (const refuses of moves) {
          now += refuses ? pace.refused(pair, now) : pace.take(pair, now);
          expect(pace.take(pair, now + 6_000 * burst)).toBe(0);
          now += 6_000 * burst;
        }
      }),
    );
  });

  test('remembers no more pairs than it may, and forgets who was written to longest ago', () => {
    const pace = new PairPace(1, 3);
    for (const one of ['a', 'b', 'c']) pace.take(one, 0);
    pace.take('a', 6_000);
    pace.take('d', 6_000);
    expect(pace.size).toBe(3);
    expect([pace.take('a', 6_000), pace.take('b', 6_000)]).toEqual([6_000, 0]);
    expect(pace.size).toBe(3);
  });
});
