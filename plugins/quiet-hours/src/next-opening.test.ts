import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { firstCommonOpening, isQuietIn } from './next-opening.js';
import { QuietWindow } from './quiet-window.js';
import { isTimeZone, zoneOffset } from './zone-offset.js';

const step = 5 * 60_000;

/** Zones with every kind of change: an hour, half an hour, in Ramadan, none, and quarters of an hour off. */
const zones = [
  'Europe/Berlin',
  'America/New_York',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'UTC',
];

const timeOfDay = fc.integer({ min: 0, max: 287 }).map((n) => new Date(n * step).toISOString().slice(11, 16));

/** Half of the instants lie around a change of the clocks, where mistakes live. */
const instant = fc.oneof(
  fc.integer({ min: Date.UTC(2024, 0, 1) / step, max: Date.UTC(2028, 0, 1) / step }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-08T07:00Z',
        '2026-11-01T06:00Z',
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-04-04T15:00Z',
        '2026-10-03T15:30Z',
        '2026-02-15T02:00Z',
        '2026-03-22T02:00Z',
      ),
      fc.integer({ min: -320, max: 40 }),
    )
    .map(([change, steps]) => Date.parse(change) / step + steps),
);

/** The wall clock by the other road: the runtime's own hours and minutes. */
const clocks = new Map(
  zones.map((zone) => [
    zone,
    new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  ]),
);

function isQuietByTheWall(zone: string, start: string, end: string, at: number): boolean {
  const time = clocks.get(zone)!.format(at);
  return start < end ? time >= start && time < end : time >= start || time < end;
}

describe('the next opening', () => {
  test('is the first instant at which no wall clock shows a quiet time', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.constantFrom(...zones), { minLength: 1, maxLength: 3 }),
        timeOfDay,
        timeOfDay,
        instant,
        (some, start, end, at) => {
          fc.pre(start !== end);
          const from = at * step;
          const opening = firstCommonOpening(some, new QuietWindow(start, end), from);
          const isOpen = (time: number) => some.every((zone) => !isQuietByTheWall(zone, start, end, time));
          let expected = from;
          while (expected < from + 2 * 86_400_000 && !isOpen(expected)) expected += step;
          if (isOpen(expected)) expect(opening).toBe(expected);
          else expect(opening === undefined || opening > expected).toBe(true);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('is now where it is not quiet, to the millisecond', () => {
    const window = new QuietWindow('21:00', '08:00');
    const morning = Date.parse('2026-01-15T07:00:00Z');
    expect(firstCommonOpening(['Europe/Berlin'], window, morning)).toBe(morning);
    expect(firstCommonOpening(['Europe/Berlin'], window, morning - 1)).toBe(morning);
    expect(firstCommonOpening(['Europe/Berlin'], window, morning + 12_345)).toBe(morning + 12_345);
    expect(isQuietIn('Europe/Berlin', window, Date.parse('2026-01-15T20:00:00Z') - 1)).toBe(false);
    expect(isQuietIn('Europe/Berlin', window, Date.parse('2026-01-15T20:00:00Z'))).toBe(true);
  });

  test('does not exist where the zones share no open hour', () => {
    const window = new QuietWindow('21:00', '08:00');
    expect(
      firstCommonOpening(
        ['Pacific/Honolulu', 'America/New_York', 'Asia/Kolkata'],
        window,
        Date.parse('2026-01-15T12:00Z'),
      ),
    ).toBe(undefined);
  });
});

describe('zones', () => {
  test.each([
    ['Europe/Berlin', '2026-07-01T00:00Z', 120],
    ['America/St_Johns', '2026-01-01T00:00Z', -210],
    ['Asia/Kathmandu', '2026-01-01T00:00Z', 345],
    ['UTC', '2026-01-01T00:00Z', 0],
    ['Europe/London', '2026-01-01T00:00Z', 0],
    ['Pacific/Kiritimati', '2026-01-01T00:00Z', 840],
  ])('%s at %s is %d minutes ahead of UTC', (zone, at, minutes) => {
    expect(zoneOffset(zone, Date.parse(at))).toBe(minutes * 60_000);
  });

  test('what is a zone', () => {
    expect(['Europe/Berlin', 'UTC', 'America/Argentina/Ushuaia'].every(isTimeZone)).toBe(true);
    expect(['', 'Berlin', '+01:00', 'Mars/Olympus', ' Europe/Berlin'].some(isTimeZone)).toBe(false);
  });
});
