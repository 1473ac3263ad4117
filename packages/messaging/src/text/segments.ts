import { gsmSeptets } from './gsm-alphabet.js';

export interface TextMeasure {
  /** UTF-16 code units, as a channel's maximum length counts them. */
  readonly characters: number;
  readonly encoding: 'gsm7' | 'ucs2' | 'unicode';
  /** Parts that the carrier bills. An empty text, as that of a picture, is one part. */
  readonly segments: number;
}

/**
 * How a text goes out. On SMS channels: GSM 7-bit when every character has a place in it (160 septets, or 153 each when there are several
 * parts), else UCS-2 (70 or 67 code units). A character of two septets or two code units is never split over two parts.
 */
export function measureText(body: string, encoding: 'sms' | 'unicode'): TextMeasure {
  const characters = body.length;
  if (encoding === 'unicode') return { characters, encoding: 'unicode', segments: 1 };
  const sizes: number[] = [];
  for (const character of body) {
    const septets = gsmSeptets(character);
    if (septets === undefined) return { characters, encoding: 'ucs2', segments: countParts(codeUnits(body), 70, 67) };
    sizes.push(septets);
  }
  return { characters, encoding: 'gsm7', segments: countParts(sizes, 160, 153) };
}

function codeUnits(body: string): number[] {
  return Array.from(body, (character) => character.length);
}

function countParts(sizes: readonly number[], single: number, each: number): number {
  let total = 0;
  for (const size of sizes) total += size;
  if (total <= single) return 1;
  let parts = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > each) {
      parts += 1;
      used = 0;
    }
    used += size;
  }
  return parts;
}
