import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { affords, type Bucket, type BucketRate, fill, fullBucket, msUntilAffordable, spend } from './token-bucket.js';

const start = 1_767_610_800_000;
const rates: fc.Arbitrary<BucketRate> = fc.record({
  segmentsPerSecond: fc.double({ min: 0.05, max: 200, noNaN: true }),
  burst: fc.double({ min: 1, max: 50, noNaN: true }),
});
const messages = fc.array(
  fc.record({ waitMs: fc.integer({ min: 0, max: 3_000 }), segments: fc.integer({ min: 1, max: 12 }) }),
  {
    maxLength: 200,
  },
);

interface Sent {
  readonly at: number;
  readonly segments: number;
}

/** Sends whatever may go, at the times given. */
function run(rate: BucketRate, steps: readonly { readonly at: number; readonly segments: number }[]): Sent[] {
  let bucket: Bucket = fullBucket(rate, new Date(start));
  const sent: Sent[] = [];
  for (const { at, segments } of steps) {
    bucket = fill(bucket, rate, new Date(at));
    if (!affords(bucket, rate, segments)) continue;
    bucket = spend(bucket, segments);
    sent.push({ at, segments });
  }
  return sent;
}

/** In time order, what left within any window stays below burst + rate x time. */
function expectPaced({ segmentsPerSecond, burst }: BucketRate, sent: readonly Sent[]): void {
  const most = Math.max(burst, ...sent.map(({ segments }) => segments));
  for (let from = 0; from < sent.length; from += 1) {
    let total = 0;
    for (let to = from; to < sent.length; to += 1) {
      total += (sent[to] as Sent).segments;
      const seconds = ((sent[to] as Sent).at - (sent[from] as Sent).at) / 1_000;
      expect(total).toBeLessThanOrEqual(most + seconds * segmentsPerSecond + 1e-3);
    }
  }
}

test('over any stretch of time, no more goes out than burst plus rate times time', () => {
  fc.assert(
    fc.property(rates, messages, (rate, given) => {
      let at = start;
      const steps = given.map(({ waitMs, segments }) => {
        at += waitMs;
        return { at, segments };
      });
      expectPaced(rate, run(rate, steps));
    }),
  );
});

test('a clock that jumps, forth and back, gives no more than its farthest point would have given', () => {
  fc.assert(
    fc.property(
      rates,
      fc.array(
        fc.record({
          at: fc.integer({ min: start - 60_000, max: start + 60_000 }),
          segments: fc.integer({ min: 1, max: 12 }),
        }),
        {
          maxLength: 200,
        },
      ),
      (rate, steps) => {
        const sent = run(rate, steps);
        const farthest = Math.max(start, ...steps.map(({ at }) => at));
        const most = Math.max(rate.burst, ...sent.map(({ segments }) => segments));
        const total = sent.reduce((sum, { segments }) => sum + segments, 0);
        expect(total).toBeLessThanOrEqual(most + ((farthest - start) / 1_000) * rate.segmentsPerSecond + 1e-3);
      },
    ),
  );
});

test('nothing is lost: filled in many steps it holds what it holds filled in one', () => {
  fc.assert(
    fc.property(rates, fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 100 }), (rate, steps) => {
      const empty: Bucket = { tokens: -5, filledAt: new Date(start) };
      let at = start;
      let stepwise = empty;
      for (const ms of steps) {
        at += ms;
        stepwise = fill(stepwise, rate, new Date(at));
      }
      expect(stepwise.tokens).toBeCloseTo(fill(empty, rate, new Date(at)).tokens, 6);
    }),
  );
});

test('whoever waits as long as it says may send, and not a moment before', () => {
  fc.assert(
    fc.property(
      rates,
      fc.double({ min: -20, max: 50, noNaN: true }),
      fc.integer({ min: 1, max: 12 }),
      (rate, tokens, segments) => {
        const bucket: Bucket = { tokens: Math.min(tokens, rate.burst), filledAt: new Date(start) };
        const wait = msUntilAffordable(bucket, rate, segments);
        const mayAfter = (ms: number) => affords(fill(bucket, rate, new Date(start + ms)), rate, segments);
        expect(mayAfter(wait)).toBe(true);
        if (wait > 1) expect(mayAfter(wait - 2)).toBe(false);
      },
    ),
  );
});

test('what is longer than the burst goes when the bucket is full, and is paid for afterwards', () => {
  const rate = { segmentsPerSecond: 2, burst: 3 };
  const sent = run(
    rate,
    Array.from({ length: 21 }, (_, index) => ({ at: start + index * 500, segments: 9 })),
  );
  expect(sent.map(({ at }) => at - start)).toEqual([0, 4_500, 9_000]);
});
