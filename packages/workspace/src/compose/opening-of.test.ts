import { expect, test } from '@jest/globals';
import { examplePreflight } from '../testing/example-preflight.js';
import { openingOf } from './opening-of.js';

const night = { code: 'quiet_hours', reason: 'Night.', until: '2026-03-03T13:00:00.000Z', field: 'channel' } as const;
const later = { ...night, code: 'closed_today', until: '2026-03-04T13:00:00.000Z' };
const empty = { code: 'body_empty', reason: 'Write something.', field: 'body' } as const;

test('what stands in the way ends by itself when the last of it does', () => {
  expect(openingOf(examplePreflight({ blockers: [] }))).toBeNull();
  expect(openingOf(examplePreflight({ blockers: [night] }))).toBe(night.until);
  expect(openingOf(examplePreflight({ blockers: [later, night] }))).toBe(later.until);
  expect(openingOf(examplePreflight({ blockers: [night, { ...night, until: undefined } as never] }))).toBeNull();
});

test('a text that is not written yet does not count, one that is too long does', () => {
  const text = { ...examplePreflight().text, characters: 0 };
  expect(openingOf(examplePreflight({ blockers: [night, empty], text }))).toBe(night.until);
  expect(openingOf(examplePreflight({ blockers: [night, { ...empty, code: 'body_too_long' }] }))).toBeNull();
});
