import { describe, expect, test } from '@jest/globals';
import { wholePattern } from './is-collect-pattern.js';
import { patternCost } from './pattern-cost.js';

describe('what trying a pattern costs', () => {
  test.each([
    ['[0-9]{6}', 1],
    ['\\d{4,8}', 5],
    ['[A-Z]{2}-?[0-9]{3}', 2],
    ['.+', 200],
    ['.+@.+', 40_000],
    ['yes|no', 2],
    ['(?:AB|CD)[0-9]{5}', 2],
    ['\\p{L}+ \\(x\\)*', 40_000],
    ['[)(+*]{3}', 1],
  ])('%s: %d', (pattern, cost) => {
    expect(patternCost(pattern)).toBe(cost);
  });

  test.each([
    '(a+)+',
    '(a|aa)+',
    '((a*)b?)*',
    '(?:[a-z]+){3,}',
    '(a{0,20}){20}',
    'a?'.repeat(40),
    '.*.*.*.*',
    '(?<n>x+)*',
  ])('%s is too dear', (pattern) => {
    expect(() => wholePattern(pattern)).not.toThrow();
    expect(patternCost(pattern)).toBeGreaterThan(100_000);
  });
});
