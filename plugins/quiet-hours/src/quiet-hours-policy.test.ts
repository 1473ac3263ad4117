import { readFileSync } from 'node:fs';
import type { AvailabilitySituation, CountrySource } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import plugin, { QuietHoursConfig, QuietHoursPolicy } from './index.js';

const policy = new QuietHoursPolicy(new QuietHoursConfig());

type Person = NonNullable<AvailabilitySituation['person']>;

function situation(at: string, known: Omit<Person, 'reference'>, more: Partial<AvailabilitySituation> = {}) {
  return {
    channel: 'sms',
    at: new Date(at),
    sender: null,
    recipientId: null,
    person: { reference: { source: 'hailpoint', id: 'u1' }, ...known },
    countries: [],
    lastInboundAt: null,
    template: null,
    ...more,
  } satisfies AvailabilitySituation;
}

function answer(...args: Parameters<typeof situation>) {
  const availability = policy.isChannelAvailable(situation(...args));
  if (availability.available) return 'open';
  return availability.until ? availability.until.toISOString() : availability.code;
}

const country = (source: CountrySource['source'], code: string): CountrySource => ({ source, country: code });

describe('QuietHoursPolicy', () => {
  test('D3: is valid for its configured channels', () => {
    expect(policy.isValidForChannel('sms')).toBe(true);
    expect(policy.isValidForChannel('whatsapp')).toBe(false);
    const both = Object.assign(new QuietHoursConfig(), { channels: ['sms', 'whatsapp'] });
    expect(new QuietHoursPolicy(both).isValidForChannel('whatsapp')).toBe(true);
  });

  test('a channel may have hours of its own, with the defaults for what it leaves out', () => {
    const own = new QuietHoursPolicy(
      Object.assign(new QuietHoursConfig(), {
        windows: [
          { channel: 'whatsapp', end: '10:00' },
          { channel: 'voice', start: '18:00' },
        ],
      }),
    );
    const until = (channel: string, at: string) => {
      const one = own.isChannelAvailable(situation(at, { timeZone: 'Europe/London' }, { channel }));
      return one.available ? null : [one.until?.toISOString(), /from (.*) of/.exec(one.reason)?.[1]];
    };
    const [evening, morning] = ['2026-01-15T19:00:00Z', '2026-01-15T09:00:00Z'];
    expect(['sms', 'whatsapp', 'voice', 'fax'].map((channel) => own.isValidForChannel(channel))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(['sms', 'whatsapp', 'voice'].map((channel) => until(channel, evening))).toEqual([
      null,
      null,
      ['2026-01-16T08:00:00.000Z', '18:00 to 08:00'],
    ]);
    expect(['sms', 'whatsapp', 'voice'].map((channel) => until(channel, morning))).toEqual([
      null,
      ['2026-01-15T10:00:00.000Z', '21:00 to 10:00'],
      null,
    ]);
  });

  // Each row: the zone, an evening in it before its clocks change, and the next morning's 08:00 there.
  test.each([
    ['Europe/Berlin, clocks forward', 'Europe/Berlin', '2026-03-28T21:30:00Z', '2026-03-29T06:00:00.000Z'],
    ['Europe/Berlin, clocks back', 'Europe/Berlin', '2026-10-24T20:30:00Z', '2026-10-25T07:00:00.000Z'],
    ['America/New_York, clocks forward', 'America/New_York', '2026-03-08T03:00:00Z', '2026-03-08T12:00:00.000Z'],
    ['America/New_York, clocks back', 'America/New_York', '2026-11-01T02:00:00Z', '2026-11-01T13:00:00.000Z'],
    [
      'Australia/Lord_Howe, back by half an hour',
      'Australia/Lord_Howe',
      '2026-04-04T11:00:00Z',
      '2026-04-04T21:30:00.000Z',
    ],
    [
      'Australia/Lord_Howe, on by half an hour',
      'Australia/Lord_Howe',
      '2026-10-03T11:00:00Z',
      '2026-10-03T21:00:00.000Z',
    ],
    ['Pacific/Auckland, clocks back', 'Pacific/Auckland', '2026-04-04T09:00:00Z', '2026-04-04T20:00:00.000Z'],
    ['Pacific/Auckland, clocks forward', 'Pacific/Auckland', '2026-09-26T10:00:00Z', '2026-09-26T19:00:00.000Z'],
    ['America/Sao_Paulo, no change any more', 'America/Sao_Paulo', '2026-10-18T01:00:00Z', '2026-10-18T11:00:00.000Z'],
  ])('A5: night and the next opening: %s', (_, timeZone, at, until) => {
    expect(answer(at, { timeZone })).toBe(until);
    expect(answer(until, { timeZone })).toBe('open');
    expect(answer(new Date(Date.parse(until) - 1).toISOString(), { timeZone })).toBe(until);
  });

  test('an end that the clocks jump over opens when they jump', () => {
    const early = new QuietHoursPolicy(Object.assign(new QuietHoursConfig(), { end: '02:30' }));
    expect(early.isChannelAvailable(situation('2026-03-29T00:30:00Z', { timeZone: 'Europe/Berlin' }))).toMatchObject({
      until: new Date('2026-03-29T01:00:00Z'),
    });
  });

  test('a start that the clocks repeat is quiet, open and quiet again, as the clock on the wall says', () => {
    const late = new QuietHoursPolicy(Object.assign(new QuietHoursConfig(), { start: '02:30' }));
    const at = (time: string) =>
      late.isChannelAvailable(situation(`2026-10-25T${time}:00Z`, { timeZone: 'Europe/Berlin' }));
    expect(at('00:29').available).toBe(true);
    expect(at('00:30')).toMatchObject({ available: false, until: new Date('2026-10-25T01:00:00Z') });
    expect(at('01:00').available).toBe(true);
    expect(at('01:30')).toMatchObject({ available: false, until: new Date('2026-10-25T07:00:00Z') });
  });

  test('quiet hours within a day', () => {
    const siesta = new QuietHoursPolicy(Object.assign(new QuietHoursConfig(), { start: '13:00', end: '15:00' }));
    const at = (time: string) =>
      siesta.isChannelAvailable(situation(`2026-07-01T${time}:00Z`, { timeZone: 'Europe/Madrid' }));
    expect(at('10:59').available).toBe(true);
    expect(at('11:00')).toMatchObject({ available: false, until: new Date('2026-07-01T13:00:00Z') });
    expect(at('13:00').available).toBe(true);
    expect(at('22:00').available).toBe(true);
  });

  test("the person's own time zone stands alone; one that does not exist counts as none", () => {
    const at = '2026-01-15T15:30:00Z';
    const american = { recipientId: '+12025550143', countries: [country('user', 'US')] };
    expect(answer(at, { timeZone: 'Europe/London', country: 'US', location: 'US-CA' }, american)).toBe('open');
    expect(answer(at, { timeZone: 'Mars/Olympus', country: 'GB' })).toBe('open');
    expect(answer(at, { timeZone: '+01:00', location: 'US-CA' })).toBe('2026-01-15T16:00:00.000Z');
    expect(answer(at, { timeZone: '', location: 'US-CA' })).toBe('2026-01-15T16:00:00.000Z');
  });

  test('every source that points to the recipient counts, and night in one is night', () => {
    const at = '2026-01-15T15:30:00Z';
    const california = '2026-01-15T16:00:00.000Z';
    const american = '2026-01-15T18:00:00.000Z';
    expect(answer(at, { location: 'GB' })).toBe('open');
    expect(answer(at, { location: 'us-ca' })).toBe(california);
    expect(answer(at, { location: 'US-CA', country: 'US' }, { recipientId: '+12025550143' })).toBe(california);
    expect(answer(at, { location: 'US-NY', country: 'US' })).toBe('open');
    expect(answer(at, { location: 'near the station', country: 'GB' })).toBe('open');
    expect(answer(at, { location: 'US-ZZ' })).toBe(american);
    expect(answer(at, { country: 'GB' }, { countries: [country('address', 'US')] })).toBe(american);
    expect(answer(at, { country: 'GB' }, { recipientId: '+12025550143' })).toBe(american);
    expect(answer(at, { country: 'US' }, { recipientId: '+442079460123' })).toBe(american);
    expect(answer(at, {}, { recipientId: '+12025550143' })).toBe(american);
    expect(answer(at, {}, { recipientId: '+12025550143', person: null })).toBe(american);
    expect(answer(at, { country: 'us' })).toBe(american);
  });

  test('territories keep their own time', () => {
    expect(answer('2026-01-15T21:00:00Z', { location: 'US-GU', country: 'US' })).toBe('2026-01-15T22:00:00.000Z');
    expect(answer('2026-01-15T18:00:00Z', { location: 'FR-974', country: 'FR' })).toBe('2026-01-16T04:00:00.000Z');
  });

  test('countries that share a code all count when the number does not tell', () => {
    const shared = policy.isChannelAvailable(situation('2026-01-15T22:00:00Z', {}, { recipientId: '+447700900123' }));
    expect(shared).toMatchObject({ available: false, reason: expect.stringContaining('United Kingdom, Guernsey') });
  });

  test("the sender's country and the default count only when nothing points to the recipient", () => {
    const at = '2026-01-15T15:30:00Z';
    const sender = { id: 's', address: '+12025550143' };
    expect(answer(at, {}, { sender })).toBe('2026-01-15T18:00:00.000Z');
    expect(answer(at, {}, { countries: [country('sender', 'US'), country('default', 'GB')] })).toBe(
      '2026-01-15T18:00:00.000Z',
    );
    expect(answer(at, {}, { countries: [country('default', 'GB')] })).toBe('open');
    expect(answer(at, { country: 'GB' }, { sender, countries: [country('sender', 'US')] })).toBe('open');
    expect(answer(at, {}, { sender, recipientId: '+442079460123' })).toBe('open');
  });

  test('nothing known is refused with the fix, unless nobody is chosen yet', () => {
    expect(policy.isChannelAvailable(situation('2026-01-15T12:00:00Z', {}))).toEqual({
      available: false,
      code: 'time_zone_unknown',
      reason:
        "Neither the recipient's time zone nor a country is known, so it may be night there. Set one in the person's record.",
    });
    expect(answer('2026-01-15T12:00:00Z', {}, { recipientId: '+80012345678' })).toBe('time_zone_unknown');
    expect(answer('2026-01-15T12:00:00Z', { country: 'XX' })).toBe('time_zone_unknown');
    const sender = { id: 's', address: '+12025550143' };
    expect(answer('2026-01-15T03:00:00Z', {}, { person: null, sender })).toBe('open');
  });

  test('zones that share no open hour have no until', () => {
    expect(answer('2026-01-15T15:30:00Z', { country: 'US' }, { countries: [country('user', 'RU')] })).toBe(
      'quiet_hours',
    );
  });

  test('what the agent reads', () => {
    const reason = (...args: Parameters<typeof situation>) => {
      const availability = policy.isChannelAvailable(situation(...args));
      return availability.available ? '' : availability.reason;
    };
    const rule = "Messages on this channel are not sent from 21:00 to 08:00 of the recipient's time.";
    const fix = "A time zone in the person's record makes this exact.";
    expect(reason('2026-03-28T22:00:00Z', { timeZone: 'Europe/Berlin' })).toBe(
      `It is 23:00 for the recipient (Europe/Berlin). ${rule}`,
    );
    expect(reason('2026-01-15T15:30:00Z', { location: 'US-CA' })).toBe(
      `The recipient's time zone is not known; by country (United States: US-CA) it is 07:30 there. ${rule} ${fix}`,
    );
    expect(reason('2026-01-15T15:30:00Z', { country: 'US' })).toBe(
      `The recipient's time zone is not known; by country (United States) it is from 05:30 to 10:30 there. ${rule} ${fix}`,
    );
    expect(reason('2026-01-15T22:30:00Z', {}, { countries: [country('sender', 'DE')] })).toBe(
      `Neither time zone nor country of the recipient is known; by the sender's country (Germany) it is 23:30 there. ${rule} ${fix}`,
    );
    expect(reason('2026-01-15T22:30:00Z', { country: 'US' }, { countries: [country('user', 'RU')] })).toBe(
      `The recipient's time zone is not known; by country (United States and Russia) it is from Thursday 12:30 to Friday 10:30 there. ${rule} No hour suits all these time zones. ${fix}`,
    );
  });

  test('the plugin contributes it to the extension point', () => {
    const contributed: unknown[] = [];
    plugin.register({ contribute: (...entry) => contributed.push(entry.slice(0, 2)), provide: () => undefined });
    expect(plugin.id).toBe('quiet-hours');
    expect(contributed).toEqual([[expect.objectContaining({ id: 'availability-policy' }), QuietHoursPolicy]]);
  });
});

describe('the README of quiet-hours', () => {
  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| `(\S+Z)` *\| (.+?) *\| (\w+) *\| (?:`(\S+)`|-) *\|$/gm)].map((row) =>
    row.slice(1),
  );
  test('has its examples', () => expect(rows).toHaveLength(11));

  test.each(rows)('%s, %s: %s', (at, known, expected, until) => {
    const pairs = known === 'nothing' ? [] : known!.split(', ').map((part) => part.match(/^(.+) (\S+)$/)!.slice(1));
    const value = (key: string) => pairs.find(([name]) => name === key)?.[1];
    const address = value('sender');
    const availability = policy.isChannelAvailable(
      situation(
        at!,
        {
          ...(value('time zone') && { timeZone: value('time zone')! }),
          ...(value('location') && { location: value('location')! }),
        },
        {
          countries: pairs.filter(([key]) => key === 'country').map(([, code]) => country('user', code!)),
          recipientId: value('number') ?? null,
          sender: address ? { id: 's', address } : null,
        },
      ),
    );
    expect(availability.available ? 'open' : availability.code).toBe(expected);
    const opens = availability.available ? undefined : availability.until;
    expect(opens?.getTime()).toBe(until === undefined ? undefined : Date.parse(until));
  });
});
