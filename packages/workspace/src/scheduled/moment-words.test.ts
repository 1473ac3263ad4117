import { describe, expect, test } from '@jest/globals';
import { momentWords, sameClock, wallClock } from './moment-words.js';

const at = '2026-03-03T14:00:00.000Z';
const now = new Date('2026-03-02T09:00:00Z');

describe('moments in words', () => {
  test('as the clock in the zone shows them, with the year only when it is another', () => {
    expect(momentWords(at, 'America/New_York', now)).toBe('Tue, Mar 3, 09:00');
    expect(momentWords(at, 'Asia/Tokyo', now)).toBe('Tue, Mar 3, 23:00');
    expect(momentWords('2027-01-01T00:30:00Z', 'Europe/Berlin', now)).toBe('Fri, Jan 1, 2027, 01:30');
    expect(momentWords('2027-01-01T00:30:00Z', 'America/New_York', now)).toBe('Thu, Dec 31, 19:30');
    expect(momentWords('2026-06-01T00:05:00Z', 'UTC', now)).toBe('Mon, Jun 1, 00:05');
  });

  test('day and time for the inputs', () => {
    expect(wallClock(at, 'America/New_York')).toEqual({ day: '2026-03-03', time: '09:00' });
    expect(wallClock('2026-06-01T00:05:00Z', 'UTC')).toEqual({ day: '2026-06-01', time: '00:05' });
  });

  test('two zones may show the same time', () => {
    expect(sameClock(at, 'Europe/Berlin', 'Europe/Paris')).toBe(true);
    expect(sameClock(at, 'Europe/Berlin', 'Europe/London')).toBe(false);
  });
});
