import type { AvailabilitySituation } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { QuietHoursConfig } from './quiet-hours-config.js';
import { QuietHoursPolicy } from './quiet-hours-policy.js';

function policyOf(start: string, end: string): QuietHoursPolicy {
  return new QuietHoursPolicy(Object.assign(new QuietHoursConfig(), { start, end }));
}

function ask(policy: QuietHoursPolicy, at: number, known: Partial<AvailabilitySituation>) {
  const availability = policy.isChannelAvailable({
    channel: 'sms',
    at: new Date(at),
    sender: null,
    recipientId: null,
    person: null,
    countries: [],
    lastInboundAt: null,
    template: null,
    ...known,
  });
  return availability.available ? null : { code: availability.code, until: availability.until?.getTime() };
}

const inZone = (timeZone: string) => ({ person: { reference: { source: 'hailpoint', id: 'u' }, timeZone } });

/** Two nights of 2026 in each zone: in three of them the clocks change in these nights, in the fourth they never do. */
const nights = [
  {
    zone: 'America/New_York',
    change: 'forward',
    evening: '2026-03-07T21:00-05:00',
    morning: '2026-03-08T08:00-04:00',
    hours: 10,
  },
  {
    zone: 'America/New_York',
    change: 'back',
    evening: '2026-10-31T21:00-04:00',
    morning: '2026-11-01T08:00-05:00',
    hours: 12,
  },
  {
    zone: 'Europe/London',
    change: 'forward',
    evening: '2026-03-28T21:00+00:00',
    morning: '2026-03-29T08:00+01:00',
    hours: 10,
  },
  {
    zone: 'Europe/London',
    change: 'back',
    evening: '2026-10-24T21:00+01:00',
    morning: '2026-10-25T08:00+00:00',
    hours: 12,
  },
  {
    zone: 'Australia/Sydney',
    change: 'forward',
    evening: '2026-10-03T21:00+10:00',
    morning: '2026-10-04T08:00+11:00',
    hours: 10,
  },
  {
    zone: 'Australia/Sydney',
    change: 'back',
    evening: '2026-04-04T21:00+11:00',
    morning: '2026-04-05T08:00+10:00',
    hours: 12,
  },
  // The clocks change at midnight here.
  {
    zone: 'America/Santiago',
    change: 'forward',
    evening: '2026-09-05T21:00-04:00',
    morning: '2026-09-06T08:00-03:00',
    hours: 10,
  },
  {
    zone: 'America/Santiago',
    change: 'back',
    evening: '2026-04-04T21:00-03:00',
    morning: '2026-04-05T08:00-04:00',
    hours: 12,
  },
  {
    zone: 'Asia/Tokyo',
    change: 'none',
    evening: '2026-03-28T21:00+09:00',
    morning: '2026-03-29T08:00+09:00',
    hours: 11,
  },
];

describe.each(nights)('$zone, clocks $change: a night of $hours hours', ({ zone, evening, morning, hours }) => {
  const [start, end] = [Date.parse(evening), Date.parse(morning)];
  const night = policyOf('21:00', '08:00');

  test('quiet from the first to the last millisecond, and until says when it ends', () => {
    expect((end - start) / 3_600_000).toBe(hours);
    expect(ask(night, start - 1, inZone(zone))).toBeNull();
    for (let at = start; at < end; at += 15 * 60_000) {
      expect(ask(night, at, inZone(zone))).toEqual({ code: 'quiet_hours', until: end });
    }
    expect(ask(night, end - 1, inZone(zone))).toEqual({ code: 'quiet_hours', until: end });
    expect(ask(night, end, inZone(zone))).toBeNull();
  });

  test('property: until is the first open moment of any window, over midnight or not', () => {
    const timeOfDay = fc.integer({ min: 0, max: 95 }).map((n) => new Date(n * 900_000).toISOString().slice(11, 16));
    fc.assert(
      fc.property(timeOfDay, timeOfDay, fc.integer({ min: -6 * 60, max: 18 * 60 }), (from, to, minutes) => {
        fc.pre(from !== to);
        const policy = policyOf(from, to);
        const at = start + minutes * 60_000;
        const refusal = ask(policy, at, inZone(zone));
        if (refusal === null) return;
        const until = refusal.until!;
        expect(until).toBeGreaterThan(at);
        expect(ask(policy, until, inZone(zone))).toBeNull();
        // Not one millisecond before, nor at any quarter of an hour in between.
        expect(ask(policy, until - 1, inZone(zone))).not.toBeNull();
        for (let between = at; between < until; between += 900_000) {
          expect(ask(policy, between, inZone(zone))?.until).toBe(until);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a recipient whose zone is not known', () => {
  const night = policyOf('21:00', '08:00');
  // The number is American, and so between Honolulu and New York; nothing else is known.
  const somewhere = { recipientId: '+12025550143' };

  test.each([
    ['clocks forward', '2026-03-08T03:00:00Z', '2026-03-08T18:00:00.000Z'],
    ['clocks back', '2026-11-01T03:00:00Z', '2026-11-01T18:00:00.000Z'],
  ])('%s: quiet until the last of the zones opens, and open only then', (_, at, opening) => {
    const until = Date.parse(opening);
    expect(ask(night, Date.parse(at), somewhere)).toEqual({ code: 'quiet_hours', until });
    expect(ask(night, until - 1, somewhere)).not.toBeNull();
    expect(ask(night, until, somewhere)).toBeNull();
  });

  test('property: open only where it is open in every zone of the country', () => {
    const zones = [
      'Pacific/Honolulu',
      'America/Anchorage',
      'America/Los_Angeles',
      'America/Chicago',
      'America/New_York',
    ];
    const around = fc.oneof(
      fc.integer({ min: Date.UTC(2026, 2, 7), max: Date.UTC(2026, 2, 10) }),
      fc.integer({ min: Date.UTC(2026, 9, 30), max: Date.UTC(2026, 10, 3) }),
    );
    fc.assert(
      fc.property(around, (at) => {
        const answer = ask(night, at, somewhere);
        const closed = zones.filter((zone) => ask(night, at, inZone(zone)) !== null);
        if (closed.length > 0) expect(answer).not.toBeNull();
        if (answer) for (const zone of zones) expect(ask(night, answer.until!, inZone(zone))).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  test('nothing at all is known: no, and no moment to wait for', () => {
    expect(ask(night, Date.parse('2026-06-01T12:00:00Z'), { recipientId: '+80012345678' })).toEqual({
      code: 'time_zone_unknown',
      until: undefined,
    });
  });
});
