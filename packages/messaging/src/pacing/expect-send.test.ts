import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expectSend, whenAffordable } from './expect-send.js';
import { affords, type Bucket, type BucketRate, fill, spend } from './token-bucket.js';

const now = new Date('2026-03-02T09:00:00.000Z');
const seconds = (amount: number) => new Date(now.getTime() + amount * 1_000);
const bucket = (tokens: number, filledAt = now): Bucket => ({ tokens, filledAt });

test.each<[string, BucketRate, { ahead: number; tokens: number; segments: number }, number | null]>([
  ['nothing waits', { segmentsPerSecond: 1, burst: 1 }, { ahead: 0, tokens: 1, segments: 1 }, null],
  ['the burst pays for all', { segmentsPerSecond: 1, burst: 9 }, { ahead: 5, tokens: 9, segments: 4 }, null],
  ['the burst pays for a part', { segmentsPerSecond: 1, burst: 9 }, { ahead: 7, tokens: 9, segments: 4 }, 2],
  ['some wait', { segmentsPerSecond: 2, burst: 1 }, { ahead: 40, tokens: 1, segments: 1 }, 20],
  ['a debt is paid first', { segmentsPerSecond: 1, burst: 3 }, { ahead: 0, tokens: -4, segments: 2 }, 6],
  [
    'longer than the burst: when it is full',
    { segmentsPerSecond: 1, burst: 3 },
    { ahead: 10, tokens: 0, segments: 9 },
    13,
  ],
  ['less than a second is no wait', { segmentsPerSecond: 10, burst: 1 }, { ahead: 9, tokens: 1, segments: 1 }, null],
  ['no text, a picture', { segmentsPerSecond: 1, burst: 1 }, { ahead: 2, tokens: 1, segments: 0 }, 2],
])('%s', (_, pace, { ahead, tokens, segments }, wait) => {
  const queue = { segments: ahead, complete: true, bucket: bucket(tokens) };
  const expected = expectSend({ name: 'Support', pace }, queue, segments, now);
  expect(expected?.at ?? null).toBe(wait === null ? null : seconds(wait).toISOString());
  if (expected) expect(expected).toMatchObject({ precision: 'about', segmentsAhead: ahead });
});

test.each([
  [
    { segmentsPerSecond: 1, burst: 1 },
    { segments: 720, complete: true },
    'It is expected to go out in about 12 minutes: 720 message segments go first, and Support sends 1 segment a second.',
  ],
  [
    { segmentsPerSecond: 0.05, burst: 1 },
    { segments: 1, complete: true },
    'It is expected to go out in about 20 seconds: 1 message segment goes first, and Support sends one segment every 20 seconds.',
  ],
  [
    { segmentsPerSecond: 2.5, burst: 1 },
    { segments: 10_000, complete: false },
    'It will not go out within the next 1 hour: more than 10,000 message segments go first, and Support sends 2.5 segments a second.',
  ],
])('in words: %j', (pace, ahead, words) => {
  const expected = expectSend({ name: 'Support', pace }, { ...ahead, bucket: bucket(1) }, 1, now);
  expect(expected?.explanation).toBe(words);
  expect(expected?.precision).toBe(ahead.complete ? 'about' : 'not_before');
});

test('a debt alone makes a message wait, and no queue is claimed', () => {
  const ahead = { segments: 0, complete: true, bucket: bucket(-4) };
  const expected = expectSend({ name: 'Support', pace: { segmentsPerSecond: 1, burst: 1 } }, ahead, 1, now);
  expect(expected?.explanation).toBe('It is expected to go out in about 5 seconds: Support sends 1 segment a second.');
});

test('the clock of a node that is ahead is kept to', () => {
  const ahead = { segments: 5, complete: true, bucket: bucket(1, seconds(10)) };
  const expected = expectSend({ name: 'Support', pace: { segmentsPerSecond: 1, burst: 1 } }, ahead, 1, now);
  expect(expected?.at).toBe(seconds(15).toISOString());
});

/** Sends one after the other as soon as the bucket pays for each; answers when the last one went. */
function sendAll(start: Bucket, rate: BucketRate, lengths: readonly number[]): Date {
  let current = start;
  for (const length of lengths) {
    const at = whenAffordable(current, rate, 0, length);
    current = fill(current, rate, at);
    expect(affords(current, rate, length)).toBe(true);
    current = spend(current, length);
  }
  return current.filledAt;
}

test('what is expected is what sending one after the other comes to', () => {
  fc.assert(
    fc.property(
      fc.record({
        segmentsPerSecond: fc.double({ min: 0.05, max: 200, noNaN: true }),
        burst: fc.double({ min: 1, max: 50, noNaN: true }),
      }),
      fc.double({ min: -20, max: 50, noNaN: true }),
      fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 60 }),
      fc.integer({ min: 1, max: 12 }),
      (rate, tokens, before, segments) => {
        const start = bucket(Math.min(tokens, rate.burst));
        const ahead = before.reduce((sum, length) => sum + length, 0);
        const expected = whenAffordable(start, rate, ahead, segments).getTime();
        const actual = sendAll(start, rate, [...before, segments]).getTime();
        // A bucket that overflows while it waits for nothing gives less than was counted on, and each step rounds up to a millisecond.
        expect(actual - expected).toBeGreaterThanOrEqual(-1);
        expect(actual - expected).toBeLessThanOrEqual(before.length + 1);
      },
    ),
  );
});
