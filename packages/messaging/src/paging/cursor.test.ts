import { expect, test } from '@jest/globals';
import { InvalidCursorError } from '../errors/invalid-cursor-error.js';
import { cursorPart, decodeCursor, encodeCursor } from './cursor.js';

const id = '01900000-0000-7000-8000-000000000001';
const shape = [cursorPart.time, cursorPart.id];

test('a cursor comes back as what it was made of', () => {
  const key = ['2026-03-02T09:00:00.000Z', id];
  expect(decodeCursor('scheduled', encodeCursor('scheduled', key), shape)).toEqual(key);
});

test.each([
  ['of another list', encodeCursor('others', ['2026-03-02T09:00:00.000Z', id])],
  ['too short', encodeCursor('scheduled', ['2026-03-02T09:00:00.000Z'])],
  ['with no id', encodeCursor('scheduled', ['2026-03-02T09:00:00.000Z', 'x'])],
  ['with a time of another form', encodeCursor('scheduled', ['2026-03-02', id])],
  // PostgreSQL knows no year 0.
  ['with the year 0', encodeCursor('scheduled', ['0000-01-01T00:00:00.000Z', id])],
  ['with a year of six digits', encodeCursor('scheduled', ['-000001-01-01T00:00:00.000Z', id])],
  ['that is no cursor', 'made up'],
])('a forged cursor %s is refused', (_how, cursor) => {
  expect(() => decodeCursor('scheduled', cursor, shape)).toThrow(InvalidCursorError);
});
