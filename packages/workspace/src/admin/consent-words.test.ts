import { expect, test } from '@jest/globals';
import { actionsOf, clockWords, effectsOf, outcomeOf, sendersWords, waitingWords } from './consent-words.js';

const recipientId = '+12025550143';
const clara = { id: 'clara', name: 'Clara' };
const group = {
  senderGroup: 'default',
  senders: ['Support US', 'Support UK'],
  state: 'unknown' as const,
  reason: '',
  queuedMessages: 0,
};
const effects = (action: Parameters<typeof effectsOf>[0], change: Partial<Parameters<typeof effectsOf>[1]> = {}) =>
  effectsOf(action, { recipientId, group, person: clara, holder: clara, requireOptIn: false, ...change }).join(' ');

test('E2: an opt-out is lifted before an opt-in is recorded', () => {
  expect(actionsOf('opted_out')).toEqual(['lift_opt_out']);
  expect(actionsOf('opted_in')).toEqual(['opt_out']);
  expect(actionsOf('unknown')).toEqual(['opt_out', 'opt_in']);
});

test('an opt-out says what it stops and what it cancels', () => {
  expect(effects('opt_out')).toContain('from Support US and Support UK, whoever has the number');
  expect(effects('opt_out')).toContain('No message waits');
  expect(effects('opt_out', { group: { ...group, queuedMessages: 1 } })).toContain('1 message that waits');
  const held = { ...group, state: 'opted_in' as const, queuedMessages: 2 };
  expect(effects('opt_out', { group: held })).toMatch(/2 messages that wait .* are canceled\..*The opt-in ends\./);
});

test('a lift promises nothing on a channel that asks for an opt-in', () => {
  expect(effects('lift_opt_out')).toContain('can be sent to +12025550143 from Support US and Support UK again');
  expect(effects('lift_opt_out', { requireOptIn: true })).toContain('cannot write');
});

test('an opt-in says whose it is, and who has the number', () => {
  expect(effects('opt_in')).not.toContain('at present');
  expect(effects('opt_in', { holder: { id: 'otis', name: 'Otis' } })).toContain("The number is Otis's at present.");
  expect(effects('opt_in', { holder: null })).toContain('Nobody is known to have the number at present.');
  expect(effects('opt_in', { person: null })).toContain('the person who is named below');
  expect(effects('opt_in')).toContain('does not ask for an opt-in');
  expect(effects('opt_in', { requireOptIn: true })).toContain('Agents can then write to them');
});

test('what became of it is what the server did, not what was expected', () => {
  const subject = { channel: 'sms', recipientId, person: null, groups: [], history: [] };
  const outcome = (action: Parameters<typeof outcomeOf>[0], changed: boolean, canceledMessages = 0) =>
    outcomeOf(action, { changed, canceledMessages, subject });
  expect(outcome('opt_out', true, 2).text).toBe('2 messages that waited were canceled.');
  expect(outcome('opt_out', true).text).toBe('No message waited to be sent.');
  expect(outcome('opt_out', false)).toMatchObject({ tone: 'info', text: 'What you recorded is in the history.' });
  expect(outcome('lift_opt_out', false)).toMatchObject({ tone: 'info', text: 'Nothing was recorded.' });
  expect(outcome('lift_opt_out', true).tone).toBe('good');
});

test('words of senders, of what waits, and of the time of day', () => {
  expect(sendersWords(group)).toBe('Support US and Support UK');
  expect(sendersWords({ senderGroup: 'gone', senders: [] })).toContain('gone, which is not configured any more');
  expect(waitingWords(0)).toBeNull();
  expect(waitingWords(1)).toBe('1 message waits to be sent to it.');
  expect(clockWords('2026-05-03T22:05:59.000Z')).toBe('22:05 UTC');
});
