import { expect, test } from '@jest/globals';
import { Random } from './random.js';

const numbers = (seed: number, part: string) => {
  const random = new Random(seed, part);
  return Array.from({ length: 1_000 }, () => random.next());
};

test('the same seed and part give the same numbers, another one others', () => {
  expect(numbers(7, 'agent1')).toEqual(numbers(7, 'agent1'));
  expect(numbers(7, 'agent2')).not.toEqual(numbers(7, 'agent1'));
  expect(numbers(8, 'agent1')).not.toEqual(numbers(7, 'agent1'));
});

test('numbers are spread over [0, 1)', () => {
  const all = numbers(1, 'x');
  expect(Math.min(...all)).toBeGreaterThanOrEqual(0);
  expect(Math.max(...all)).toBeLessThan(1);
  const mean = all.reduce((sum, each) => sum + each, 0) / all.length;
  expect(Math.abs(mean - 0.5)).toBeLessThan(0.05);
});
