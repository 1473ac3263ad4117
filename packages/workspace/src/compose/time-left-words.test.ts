import { expect, test } from '@jest/globals';
import { timeLeftWords } from './time-left-words.js';

test.each([
  ['2026-03-03T09:00:00.000Z', '24 hours'],
  ['2026-03-03T08:59:59.000Z', '23 hours 59 minutes'],
  ['2026-03-02T10:01:00.000Z', '1 hour 1 minute'],
  ['2026-03-02T09:14:30.000Z', '14 minutes'],
  ['2026-03-02T09:00:59.000Z', 'less than a minute'],
  ['2026-03-02T09:00:00.001Z', 'less than a minute'],
  ['2026-03-02T09:00:00.000Z', null],
  ['2026-03-02T08:00:00.000Z', null],
])('at nine, until %s: %s', (until, words) => {
  expect(timeLeftWords(until, Date.parse('2026-03-02T09:00:00.000Z'))).toBe(words);
});
