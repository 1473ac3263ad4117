import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { backoffMs } from './backoff.js';

const random = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });

test('a wait is never shorter than what the carrier asked for, and otherwise between half a second and five minutes', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1_000 }),
      random,
      fc.option(fc.integer({ min: 0, max: 900_000 }), { nil: undefined }),
      (attempt, value, retryAfter) => {
        const wait = backoffMs(attempt, retryAfter, () => value);
        if (retryAfter !== undefined) expect(wait).toBeGreaterThanOrEqual(retryAfter);
        else {
          expect(wait).toBeGreaterThanOrEqual(500);
          expect(wait).toBeLessThanOrEqual(300_000);
        }
      },
    ),
  );
});

test('the longest possible wait doubles up to five minutes', () => {
  const waits = [1, 2, 3, 4, 20].map((attempt) => backoffMs(attempt, undefined, () => 0.999999999));
  expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 300_000]);
});
