import { describe, expect, test } from '@jest/globals';
import { defaultLater, laterAt, sendAtOf } from './later.js';

const known = { timeZones: { recipient: 'America/New_York', agent: 'Europe/London' } };
const unknown = { timeZones: { recipient: null, agent: 'Europe/London' } };
const now = new Date('2026-03-02T03:30:00Z');

describe('when to send what is sent later', () => {
  test('tomorrow at nine, on the recipient’s clock when it is known', () => {
    expect(defaultLater(known, now)).toEqual({ day: '2026-03-02', time: '09:00', clock: 'recipient', instant: null });
    expect(sendAtOf(defaultLater(known, now), known)).toEqual({ localTime: '2026-03-02T09:00', zone: 'recipient' });
    expect(sendAtOf(defaultLater(unknown, now), unknown)).toEqual({
      localTime: '2026-03-03T09:00',
      zone: 'Europe/London',
    });
  });

  test('a clock of the recipient that is not known any more is the agent’s', () => {
    expect(sendAtOf(defaultLater(known, now), unknown)).toEqual({
      localTime: '2026-03-02T09:00',
      zone: 'Europe/London',
    });
  });

  test('a moment that was taken over stays exactly that moment until it is changed', () => {
    // The second 01:30 of that night in New York.
    const later = laterAt('2026-11-01T06:30:00.000Z', known);
    expect(later).toMatchObject({ day: '2026-11-01', time: '01:30', clock: 'recipient' });
    expect(sendAtOf(later, known)).toBe('2026-11-01T06:30:00.000Z');
    expect(sendAtOf({ ...later, time: '01:45', instant: null }, known)).toEqual({
      localTime: '2026-11-01T01:45',
      zone: 'recipient',
    });
  });

  test('without a day or a time there is nothing to ask for', () => {
    expect(sendAtOf({ ...defaultLater(known, now), day: '' }, known)).toBeNull();
    expect(sendAtOf({ ...defaultLater(known, now), time: '' }, known)).toBeNull();
  });
});
