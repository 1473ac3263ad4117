import { describe, expect, test } from '@jest/globals';
import { timeAgo } from './time-words.js';

describe('how long ago', () => {
  const now = Date.parse('2026-03-01T12:00:00.000Z');
  const before = (seconds: number): string => timeAgo(new Date(now - seconds * 1000).toISOString(), now);

  test.each([
    [0, 'just now'],
    [59, 'just now'],
    [60, '1 min. ago'],
    [3_599, '59 min. ago'],
    [3_600, '1 hr. ago'],
    [86_400, 'yesterday'],
    [3 * 86_400, '3 days ago'],
  ])('%i seconds: %s', (seconds, words) => {
    expect(before(seconds)).toBe(words);
  });

  test('a clock that is ahead never shows the future', () => {
    expect(before(-30)).toBe('just now');
  });
});
