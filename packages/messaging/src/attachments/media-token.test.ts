import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readMediaToken, signMediaToken } from './media-token.js';

const key = Buffer.alloc(32, 1);
const id = '018f0000-0000-7000-8000-000000000000';
const expiry = new Date('2026-01-05T11:00:00.000Z');
const before = new Date(expiry.getTime() - 1);

describe('media tokens', () => {
  const token = signMediaToken(key, id, expiry);

  test('name an attachment until their time', () => {
    expect(readMediaToken(key, token, before)).toBe(id);
    expect(readMediaToken(key, token, expiry)).toBeNull();
  });

  test('are worth nothing under another key', () => {
    expect(readMediaToken(Buffer.alloc(32, 2), token, before)).toBeNull();
  });

  test('cannot be moved to another attachment or another time', () => {
    const [, time, signature] = token.split('.') as [string, string, string];
    expect(readMediaToken(key, `018f0000-0000-7000-8000-000000000001.${time}.${signature}`, before)).toBeNull();
    expect(readMediaToken(key, `${id}.${Number(time) + 1}.${signature}`, before)).toBeNull();
  });

  test('property: no other text is a token, not even another spelling of the same signature', () => {
    fc.assert(
      fc.property(fc.nat(token.length - 1), fc.constantFrom(...'ABCDabcd0123-_.='), (at, letter) => {
        const other = token.slice(0, at) + letter + token.slice(at + 1);
        expect(readMediaToken(key, other, before)).toBe(other === token ? id : null);
      }),
    );
    fc.assert(fc.property(fc.string(), (text) => expect(readMediaToken(key, text, before)).toBeNull()));
  });
});
