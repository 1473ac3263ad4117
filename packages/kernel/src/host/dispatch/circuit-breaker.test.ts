import { describe, expect, test } from '@jest/globals';
import { ManualTime } from '../testing/manual-time.js';
import { CircuitBreaker } from './circuit-breaker.js';

function opened() {
  const time = new ManualTime();
  const breaker = new CircuitBreaker(time, { failures: 3, openMs: 1_000 });
  for (let call = 0; call < 3; call += 1) {
    expect(breaker.enter()).toBeNull();
    breaker.failed();
  }
  return { time, breaker };
}

describe('circuit breaker', () => {
  test('opens after failures in a row, and says when to try again', () => {
    const { time, breaker } = opened();
    expect(breaker.state).toBe('open');
    expect(breaker.enter()).toBe(1_000);
    time.advance(400);
    expect(breaker.enter()).toBe(600);
  });

  test('rests for that while, and not until somebody calls', () => {
    const { time, breaker } = opened();
    expect(breaker.isResting).toBe(true);
    time.advance(999);
    expect(breaker.isResting).toBe(true);
    time.advance(1);
    expect(breaker.isResting).toBe(false);
    expect(breaker.state).toBe('open');
    breaker.enter();
    breaker.failed();
    expect(breaker.isResting).toBe(true);
  });

  test('a success in between starts the count again', () => {
    const breaker = new CircuitBreaker(new ManualTime(), { failures: 2 });
    for (let round = 0; round < 10; round += 1) {
      breaker.failed();
      breaker.succeeded();
    }
    expect(breaker.state).toBe('closed');
  });

  test('lets one call through after a while; its success closes it', () => {
    const { time, breaker } = opened();
    time.advance(1_000);
    expect(breaker.enter()).toBeNull();
    expect(breaker.state).toBe('half_open');
    expect(breaker.enter()).not.toBeNull();
    breaker.succeeded();
    expect(breaker.state).toBe('closed');
    expect(breaker.enter()).toBeNull();
  });

  test('a failed trial opens it for another while', () => {
    const { time, breaker } = opened();
    time.advance(1_000);
    breaker.enter();
    breaker.failed();
    expect(breaker.enter()).toBe(1_000);
  });

  test('a trial whose caller gave up is followed by another one', () => {
    const { time, breaker } = opened();
    time.advance(1_000);
    expect(breaker.enter()).toBeNull();
    breaker.forgotten();
    expect(breaker.enter()).toBeNull();
  });

  test('the end of an old slow call does not close it', () => {
    const { breaker } = opened();
    breaker.succeeded();
    expect(breaker.state).toBe('open');
  });
});
