import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nearestName, suggestName } from './nearest-name.js';

describe('the nearest name', () => {
  test.each([
    ['tiem', 'time'],
    ['URL', 'url'],
    ['senders', 'sender'],
    ['completely-different', null],
  ])('%s: %s', (name, expected) => {
    expect(nearestName(name, ['time', 'url', 'sender'])).toBe(expected);
  });

  test('a known name is its own nearest', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { selector: (each) => each.toLowerCase(), minLength: 1 }),
        (known) => {
          for (const name of known) expect(nearestName(name, known)).toBe(name);
        },
      ),
    );
  });

  test('without a near one, all that are known', () => {
    expect(suggestName('xyz', ['b', 'a'])).toBe('Known: a, b.');
    expect(suggestName('xyz', [])).toBe('None is known.');
  });
});
