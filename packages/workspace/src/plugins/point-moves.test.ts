import { expect, test } from '@jest/globals';
import type { Contribution } from '../api/types.js';
import { pointMoves } from './point-moves.js';

const one = (plugin: string, contribution: string, order = 100) => ({ plugin, contribution, order }) as Contribution;
const plugins = [
  { id: 'a', locked: false },
  { id: 'b', locked: false },
  { id: 'fixed', locked: true },
];

test('a single new number where one is enough', () => {
  expect(pointMoves([one('a', 'A'), one('b', 'B')], plugins, 1, 0)).toEqual([
    { plugin: 'b', change: { contributionOrders: { B: 90 } } },
  ]);
});

test('several of one plugin are one change', () => {
  const moved = pointMoves([one('a', 'A'), one('a', 'B'), one('a', 'C'), one('a', 'D')], plugins, 2, 1);
  expect(moved).toEqual([{ plugin: 'a', change: { contributionOrders: { B: 110, D: 120 } } }]);
});

test('locked ones stay', () => {
  expect(pointMoves([one('a', 'A'), one('fixed', 'F')], plugins, 1, 0)).toEqual([
    { plugin: 'a', change: { contributionOrders: { A: 110 } } },
  ]);
  expect(pointMoves([one('fixed', 'A'), one('fixed', 'B')], plugins, 1, 0)).toBeNull();
});
