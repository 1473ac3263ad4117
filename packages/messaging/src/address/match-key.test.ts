import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { matchKey } from './match-key.js';

/** Digits are written as patterns, so that no number that could be somebody's stands here. */
const digits = (count: number, first = '0123456789') =>
  fc
    .tuple(fc.constantFrom(...first), fc.stringMatching(new RegExp(`^\\d{${count - 1}}$`)))
    .map(([head, rest]) => head + rest);

const brazilianArea = fc.constantFrom('11', '21', '31', '41', '51', '61', '71', '81', '85', '91');

describe('match key: one per subscriber', () => {
  test('a Brazilian mobile has one key, with and without the ninth digit', () => {
    fc.assert(
      fc.property(brazilianArea, digits(8, '6789'), (area, number) => {
        expect(matchKey('sms', `+55${area}${number}`)).toBe(matchKey('whatsapp', `+55${area}9${number}`));
      }),
    );
  });

  test('a Brazilian landline keeps its number, and never becomes the mobile that ends in it', () => {
    fc.assert(
      fc.property(brazilianArea, digits(8, '2345'), (area, number) => {
        expect(matchKey('sms', `+55${area}${number}`)).toBe(`+55${area}${number}`);
        expect(matchKey('sms', `+55${area}9${number}`)).toBe(`+55${area}9${number}`);
      }),
    );
  });

  test("Mexico's 1 and Argentina's 9 do not make two", () => {
    fc.assert(
      fc.property(digits(10, '23456789'), (number) => {
        expect(matchKey('sms', `+521${number}`)).toBe(matchKey('sms', `+52${number}`));
      }),
    );
    fc.assert(
      fc.property(digits(8, '23456789'), (number) => {
        expect(matchKey('sms', `+54911${number}`)).toBe(matchKey('sms', `+5411${number}`));
      }),
    );
  });

  test('a number that is written with spaces, brackets and dashes has the key of its E.164 form', () => {
    for (const written of ['+1 202 555 0143', ' +1 (202) 555-0143 ', '+1.202.555.0143']) {
      expect(matchKey('sms', written)).toBe('+12025550143');
    }
    expect(matchKey('sms', '+44 (0)20 7946 0123')).toBe('+442079460123');
  });

  test('numbers of the ranges for fiction are their own keys, and different numbers have different keys', () => {
    const numbers = ['+12025550143', '+447700900123', '+442079460123', '+33639980012', '+46701740605', '+61491570006'];
    expect(numbers.map((number) => matchKey('sms', number))).toEqual(numbers);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999 }), fc.integer({ min: 0, max: 999_999 }), (a, b) => {
        const number = (n: number) => `+447700${String(n).padStart(6, '0')}`;
        expect(matchKey('sms', number(a)) === matchKey('sms', number(b))).toBe(a === b);
      }),
    );
  });

  test('other addresses: case and surrounding space do not count', () => {
    expect(matchKey('email', ' Ana.Souza@Example.COM ')).toBe('ana.souza@example.com');
    expect(matchKey('line', 'U1234')).toBe('u1234');
  });

  test('an extension is somebody else than the number', () => {
    expect(matchKey('sms', '+12025550143 ext. 5')).not.toBe(matchKey('sms', '+12025550143'));
  });

  test('it is total, and the key of a key is the key', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string().map((text) => `+${text}`),
      fc.stringMatching(/^\+\d{0,18}$/),
      fc.constantFrom('521', '52', '549', '54', '55').chain((code) => digits(10).map((rest) => `+${code}${rest}`)),
    );
    fc.assert(
      fc.property(any, (text) => {
        const key = matchKey('sms', text);
        expect(matchKey('sms', key)).toBe(key);
      }),
      { numRuns: 2_000 },
    );
  });
});
