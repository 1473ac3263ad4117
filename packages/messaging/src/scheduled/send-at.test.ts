import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { InvalidFieldsError } from '../errors/invalid-fields-error.js';
import type { SendAt } from '../model/scheduled-message.js';
import { momentWords } from '../time/moment-words.js';
import { zoneOffset } from '../time/zone-offset.js';
import { resolveSendAt, scheduleHorizonMs } from './send-at.js';

const now = new Date('2026-03-02T09:00:00Z');
const zones = { recipient: 'America/New_York', agent: 'Europe/London' };

function problems(sendAt: SendAt, known: Parameters<typeof resolveSendAt>[1] = zones): string[][] {
  try {
    resolveSendAt(sendAt, known, now);
    return [];
  } catch (error) {
    return (error as InvalidFieldsError).fields.map(({ field, code }) => [field, code]);
  }
}

describe('the time to send at', () => {
  test.each([
    ['2026-03-02T12:00:00Z', '2026-03-02T12:00:00.000Z', null],
    ['2026-03-02T12:00:00+02:00', '2026-03-02T10:00:00.000Z', null],
    [{ localTime: '2026-03-03T09:00', zone: 'recipient' }, '2026-03-03T14:00:00.000Z', 'America/New_York'],
    [{ localTime: '2026-03-03T09:00', zone: 'agent' }, '2026-03-03T09:00:00.000Z', 'Europe/London'],
    [{ localTime: '2026-03-03T09:00', zone: 'Asia/Kathmandu' }, '2026-03-03T03:15:00.000Z', 'Asia/Kathmandu'],
  ])('%j is %s', (sendAt, at, zone) => {
    expect(resolveSendAt(sendAt, zones, now)).toEqual({ at, zone, recipientZone: 'America/New_York', note: null });
  });

  test.each<[SendAt, string, string]>([
    ['tomorrow', '/sendAt', 'invalid_time'],
    ['2026-03-03T09:00', '/sendAt', 'invalid_time'],
    ['2026-02-30T09:00:00Z', '/sendAt', 'not_in_future'],
    ['2026-13-02T09:00:00Z', '/sendAt', 'invalid_time'],
    ['2026-03-02T09:00:00Z', '/sendAt', 'not_in_future'],
    [new Date(now.getTime() + scheduleHorizonMs + 1).toISOString(), '/sendAt', 'too_far_ahead'],
    [{ localTime: '2026-03-03 09:00', zone: 'agent' }, '/sendAt/localTime', 'invalid_time'],
    [{ localTime: '2027-02-29T09:00', zone: 'agent' }, '/sendAt/localTime', 'invalid_time'],
    [{ localTime: '2026-03-03T24:00', zone: 'agent' }, '/sendAt/localTime', 'invalid_time'],
    [{ localTime: '2026-03-02T03:00', zone: 'recipient' }, '/sendAt/localTime', 'not_in_future'],
    [{ localTime: '2026-03-03T09:00', zone: '+01:00' }, '/sendAt/zone', 'invalid_zone'],
    [{ localTime: '2026-03-03T09:00', zone: 'Mars/Olympus' }, '/sendAt/zone', 'invalid_zone'],
  ])('%j: %s %s', (sendAt, field, code) => {
    expect(problems(sendAt)).toEqual([[field, code]]);
  });

  test('a zone that is not known is not guessed', () => {
    const nothing = { recipient: null, agent: null };
    const at = (zone: string) => ({ localTime: '2026-03-03T09:00', zone });
    expect(problems(at('recipient'), nothing)).toEqual([['/sendAt/zone', 'recipient_zone_unknown']]);
    expect(problems(at('agent'), nothing)).toEqual([['/sendAt/zone', 'agent_zone_unknown']]);
    expect(resolveSendAt(at('UTC'), nothing, now).recipientZone).toBeNull();
  });
});

describe('a change of the clocks', () => {
  // [zone, what the clock shows, the instant, what the note says]
  test.each([
    [
      'America/New_York',
      '2026-03-08T02:30',
      '2026-03-08T07:30:00.000Z',
      'never show 02:30. It is sent on Sunday 8 March 2026 at 03:30.',
    ],
    ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z', 'show 01:30 twice. It is sent the first time'],
    [
      'Europe/London',
      '2026-03-29T01:30',
      '2026-03-29T01:30:00.000Z',
      'never show 01:30. It is sent on Sunday 29 March 2026 at 02:30.',
    ],
    ['Europe/London', '2026-10-25T01:30', '2026-10-25T00:30:00.000Z', 'show 01:30 twice'],
    ['Australia/Sydney', '2026-10-04T02:30', '2026-10-03T16:30:00.000Z', 'never show 02:30'],
    ['Australia/Sydney', '2026-04-05T02:30', '2026-04-04T15:30:00.000Z', 'show 02:30 twice'],
    [
      'Australia/Lord_Howe',
      '2026-10-04T02:15',
      '2026-10-03T15:45:00.000Z',
      'It is sent on Sunday 4 October 2026 at 02:45.',
    ],
    [
      'America/Santiago',
      '2026-09-06T00:30',
      '2026-09-06T04:30:00.000Z',
      'It is sent on Sunday 6 September 2026 at 01:30.',
    ],
    ['Asia/Tokyo', '2026-03-29T02:30', '2026-03-28T17:30:00.000Z', null],
  ])('%s %s', (zone, localTime, at, note) => {
    const moment = resolveSendAt({ localTime, zone }, zones, now);
    expect(moment.at).toBe(at);
    if (note === null) expect(moment.note).toBeNull();
    else expect(moment.note?.replaceAll(',', '')).toContain(note);
  });

  test('property: the clock shows the time that was asked for, or the note says which it shows', () => {
    const names = [
      'America/New_York',
      'Europe/London',
      'Australia/Lord_Howe',
      'America/Santiago',
      'Africa/Casablanca',
      'UTC',
    ];
    const minute = fc.integer({
      min: now.getTime() / 60_000 + 3_000,
      max: (now.getTime() + scheduleHorizonMs) / 60_000 - 3_000,
    });
    fc.assert(
      fc.property(fc.constantFrom(...names), minute, (zone, minutes) => {
        const localTime = new Date(minutes * 60_000).toISOString().slice(0, 16);
        const { at, note } = resolveSendAt({ localTime, zone }, zones, now);
        const instant = new Date(at);
        const shown = new Date(instant.getTime() + zoneOffset(zone, instant.getTime())).toISOString().slice(0, 16);
        if (note === null || note.includes('twice')) expect(shown).toBe(localTime);
        else expect([shown > localTime, note.includes(momentWords(instant, zone))]).toEqual([true, true]);
      }),
      { numRuns: 500 },
    );
  });
});
