import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isRetryable, retryDelay } from './retryable.js';

const coded = (code: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { code });

describe('isRetryable', () => {
  test('serialization failure and deadlock, also as a cause; nothing else', () => {
    expect(isRetryable(coded('40001'))).toBe(true);
    expect(isRetryable(coded('40P01'))).toBe(true);
    expect(isRetryable(new Error('wrapped', { cause: coded('40P01') }))).toBe(true);
    expect(isRetryable(coded('23505'))).toBe(false);
    expect(isRetryable('40001')).toBe(false);
  });

  test('ends on causes that go round in a circle', () => {
    const error = new Error('circle');
    error.cause = error;
    expect(isRetryable(error)).toBe(false);
  });
});

describe('retryDelay', () => {
  test('grows, and two that met rarely wait equally long', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 5 }), fc.double({ min: 0, max: 1, noNaN: true }), (retry, random) => {
        const delay = retryDelay(retry, () => random);
        expect(delay).toBeGreaterThanOrEqual(retryDelay(retry, () => 0));
        expect(delay).toBeLessThanOrEqual(240);
      }),
    );
    expect(retryDelay(3, () => 0.9)).toBeGreaterThan(retryDelay(3, () => 0.1));
    expect(retryDelay(4, () => 0)).toBeGreaterThan(retryDelay(3, () => 0));
  });
});
