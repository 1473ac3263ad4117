import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { WakePayloadError } from '../errors/wake-payload-error.js';
import { newId } from '../new-id.js';
import { MOST_BYTES, packWakeMessages, requireShort, unpackWakeMessage } from './wake-message.js';

const payload = fc
  .string({ unit: 'grapheme', maxLength: 1500 })
  .filter((text) => Buffer.byteLength(JSON.stringify(text)) < 7_800);

describe('wake messages', () => {
  test('carry every payload once and in order, each message short enough for PostgreSQL', () => {
    fc.assert(
      fc.property(fc.array(payload, { maxLength: 40 }), (payloads) => {
        const origin = newId();
        for (const text of payloads) requireShort(text);
        const messages = packWakeMessages(origin, payloads);
        for (const message of messages) expect(Buffer.byteLength(message)).toBeLessThanOrEqual(MOST_BYTES);
        const read = messages.map((message) => unpackWakeMessage(message)!);
        expect(read.flatMap(({ payloads: parts }) => [...parts])).toEqual(payloads);
        expect(new Set(read.map((message) => message.origin)).size).toBe(payloads.length > 0 ? 1 : 0);
      }),
      { numRuns: 60 },
    );
  });

  test('as few as fit', () => {
    expect(packWakeMessages(newId(), Array(100).fill('a'))).toHaveLength(1);
    expect(packWakeMessages(newId(), [])).toEqual([]);
  });

  test('a payload that could not travel is refused where it is sent', () => {
    expect(() => requireShort('a'.repeat(7_800))).not.toThrow();
    expect(() => requireShort('a'.repeat(7_900))).toThrow(WakePayloadError);
    expect(() => requireShort('\u0001'.repeat(2_000))).toThrow(WakePayloadError);
  });

  test('what is not ours is not understood', () => {
    for (const text of ['', 'hello', '{}', '[]', '[1]', '["a", null]']) expect(unpackWakeMessage(text)).toBeNull();
  });
});
