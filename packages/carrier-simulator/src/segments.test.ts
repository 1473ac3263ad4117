import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { countSegments } from './segments.js';

describe('countSegments', () => {
  test.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['ж'.repeat(70), 1],
    ['ж'.repeat(71), 2],
    ['ж'.repeat(134), 2],
    ['ж'.repeat(135), 3],
    ['😀'.repeat(35), 1],
    ['😀'.repeat(36), 2],
    // 33 pairs are 66 units: the 34th does not fit into 67 and is not split.
    ['😀'.repeat(67), 3],
    // 76 times two septets and one more: the 77th escape would straddle the border at 153.
    [`a${'€'.repeat(152)}`, 2],
  ])('%j', (body, segments) => {
    expect(countSegments(body)).toBe(segments);
  });

  test('never fewer for a longer text', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 400 }),
        fc.string({ unit: 'grapheme', maxLength: 100 }),
        (text, more) => {
          expect(countSegments(text + more)).toBeGreaterThanOrEqual(countSegments(text));
        },
      ),
    );
  });
});
