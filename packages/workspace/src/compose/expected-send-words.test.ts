import { expect, test } from '@jest/globals';
import { expectedSendWords } from './expected-send-words.js';

const now = new Date('2026-03-02T22:30:00.000Z');
const expected = { at: '2026-03-02T23:15:00.000Z', precision: 'about', segmentsAhead: 2_700, explanation: '' } as const;

test.each([
  [expected, 'Europe/London', 'about 23:15'],
  [{ ...expected, precision: 'not_before' } as const, 'Europe/London', 'not before 23:15'],
  [expected, 'America/New_York', 'about 18:15'],
  // Past the reader's midnight, which is another than ours.
  [{ ...expected, at: '2026-03-03T00:15:00.000Z' }, 'Europe/London', 'about Tue, Mar 3, 00:15'],
  [{ ...expected, at: '2026-03-03T00:15:00.000Z' }, 'America/New_York', 'about 19:15'],
])('%j in %s: %s', (send, zone, words) => {
  expect(expectedSendWords(send, zone, now)).toBe(words);
});
