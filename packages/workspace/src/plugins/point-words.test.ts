import { expect, test } from '@jest/globals';
import type { Contribution, ExtensionPoint } from '../api/types.js';
import { failureWords, msWords, orderWords, placeReason, pointWords } from './point-words.js';

const contribution = (plugin: string, name: string, order: number) =>
  ({ plugin, contribution: name, order }) as Contribution;

test('what a point does, in plain words', () => {
  const point = { dispatch: 'veto', failurePolicy: 'refuse', deadlineMs: 2_000 } as ExtensionPoint;
  expect(pointWords(point)).toEqual([
    'All are asked; a single “no” is enough, and every “no” is shown with its reason.',
    'One that fails or is late counts as a refusal.',
    'An answer may take 2 seconds.',
  ]);
  expect(pointWords({ ...point, deadlineMs: 100 }).at(-1)).toBe('An answer may take 100 ms.');
});

test.each<[Contribution | undefined, Contribution, string | null]>([
  [undefined, contribution('a', 'A', 1), null],
  [contribution('b', 'B', 50), contribution('a', 'A', 100), 'after B, because 100 is higher than 50'],
  [
    contribution('a', 'A', 100),
    contribution('b', 'B', 100),
    'after A: both have 100, and the plugin b comes after a in the alphabet',
  ],
  [
    contribution('a', 'A', 100),
    contribution('a', 'B', 100),
    'after A: both have 100, and its name comes later in the alphabet',
  ],
])('why it comes there: after %j', (before, one, expected) => {
  expect(placeReason(before, one)).toBe(expected);
});

test('spans, failures, orders', () => {
  expect([0, 0.42, 12.6, 1_234].map(msWords)).toEqual(['0 ms', '0.4 ms', '13 ms', '1.2 s']);
  const at = '2026-01-05T10:00:00.000Z';
  expect(failureWords({ at, how: 'late', code: null })).toBe('it was late');
  expect(failureWords({ at, how: 'failed', code: 'http_503' })).toBe('it failed (http_503)');
  expect([orderWords([]), orderWords(['A', 'B'])]).toEqual(['Nobody is asked.', 'Asked in this order: A, then B.']);
});
