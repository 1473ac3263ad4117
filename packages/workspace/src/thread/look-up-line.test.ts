import { expect, test } from '@jest/globals';
import { lookUpLine } from './look-up-line.js';

const lookUp = { state: 'open', asked: 1, last: null, words: 'Hailpoint is looking it up.' } as const;

test('says when the next look is, and nothing of it when there is none', () => {
  const nextAt = '2026-03-02T12:03:00.000Z';
  const time = new Date(nextAt).toLocaleTimeString('en', { timeStyle: 'short' });
  expect(lookUpLine({ lookUp: { ...lookUp, nextAt } })).toBe(`Hailpoint is looking it up. Next look at ${time}.`);
  expect(lookUpLine({ lookUp: { ...lookUp, state: 'unsettled', nextAt: null } })).toBe('Hailpoint is looking it up.');
  expect(lookUpLine({ lookUp: null })).toContain('You decide');
});
