import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { gsmSeptets } from './gsm-alphabet.js';
import { measureText } from './segments.js';

const long = (character: string, count: number) => character.repeat(count);

describe('segments', () => {
  test.each([
    ['nothing', '', 'gsm7', 1],
    ['a word', 'Hello', 'gsm7', 1],
    ['160 septets', long('a', 160), 'gsm7', 1],
    ['161 septets', long('a', 161), 'gsm7', 2],
    ['two full parts', long('a', 306), 'gsm7', 2],
    ['one more', long('a', 307), 'gsm7', 3],
    ['80 euro signs are 160 septets', long('€', 80), 'gsm7', 1],
    ['81 euro signs: 76 fit in a part, the escape is never split', long('€', 81), 'gsm7', 2],
    ['152 euro signs fill two parts of 152 septets', long('€', 152), 'gsm7', 2],
    ['153 euro signs', long('€', 153), 'gsm7', 3],
    ['an escape at a seam goes to the next part', `${long('a', 152)}€${long('a', 152)}`, 'gsm7', 3],
    ['the same without the seam', `${long('a', 151)}€${long('a', 153)}`, 'gsm7', 2],
    ['all of the basic alphabet', 'Δ_ΦΓΛΩΠΨΣΘΞ@£$¥èéùìòÇØøÅåÆæßÉ¤¡ÄÖÑÜ§¿äöñüà', 'gsm7', 1],
    ['an accent that GSM lacks', 'ação', 'ucs2', 1],
    ['70 units', long('ж', 70), 'ucs2', 1],
    ['71 units', long('ж', 71), 'ucs2', 2],
    ['134 units', long('ж', 134), 'ucs2', 2],
    ['135 units', long('ж', 135), 'ucs2', 3],
    ['35 emoji are 70 units', long('😀', 35), 'ucs2', 1],
    ['66 emoji: 33 whole ones a part', long('😀', 66), 'ucs2', 2],
    ['67 emoji', long('😀', 67), 'ucs2', 3],
    ['one emoji makes all of it UCS-2', `${long('a', 69)}😀`, 'ucs2', 2],
    ['a curly quote', 'it’s', 'ucs2', 1],
    ['a lone surrogate', `a${'\ud83d'}`, 'ucs2', 1],
  ])('%s', (_name, body, encoding, segments) => {
    expect(measureText(body, 'sms')).toEqual({ characters: body.length, encoding, segments });
  });

  test('channels without segments', () => {
    expect(measureText(long('😀', 500), 'unicode')).toEqual({ characters: 1_000, encoding: 'unicode', segments: 1 });
  });

  const character = fc.oneof(fc.constantFrom(...'aZ 9@€[]~{}\\^|é'), fc.constantFrom('😀', 'ж', '’', '👩‍👩‍👧'));
  const text = fc.array(character, { maxLength: 700 }).map((characters) => characters.join(''));

  test('every part is within its limit, and no fewer parts would do unless a character would be split', () => {
    fc.assert(
      fc.property(text, (body) => {
        const { encoding, segments } = measureText(body, 'sms');
        const points = [...body];
        const sizes = points.map((point) => (encoding === 'gsm7' ? gsmSeptets(point)! : point.length));
        const total = sizes.reduce((sum, size) => sum + size, 0);
        const [single, each] = encoding === 'gsm7' ? [160, 153] : [70, 67];
        expect(encoding === 'gsm7').toBe(points.every((point) => gsmSeptets(point) !== undefined));
        if (total <= single) {
          expect(segments).toBe(1);
        } else {
          // At most one unit of each part is lost to a character that did not fit.
          expect(segments).toBeGreaterThanOrEqual(Math.ceil(total / each));
          expect(segments).toBeLessThanOrEqual(Math.ceil(total / (each - 1)));
        }
      }),
    );
  });

  test('more text never needs fewer segments', () => {
    fc.assert(
      fc.property(text, text, (a, b) => {
        expect(measureText(a + b, 'sms').segments).toBeGreaterThanOrEqual(measureText(a, 'sms').segments);
      }),
    );
  });
});
