import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { nextProvider, type TriedProvider } from './next-provider.js';

const tried = (...plugins: string[]): TriedProvider[] => plugins.map((plugin) => ({ plugin, outcome: 'not_sent' }));

describe('who tries a message next', () => {
  test.each([
    ['nobody else has the sender', [], tried('a'), null],
    ['another one has it', ['b'], tried('a'), { plugin: 'b', atOnce: true }],
    ['several have it: in their order', ['b', 'c'], tried('a'), { plugin: 'b', atOnce: true }],
    ['one of them has tried', ['a', 'c'], tried('a', 'b'), { plugin: 'c', atOnce: true }],
    [
      'all have tried: the one whose try is longest ago',
      ['b', 'c'],
      tried('b', 'c', 'a'),
      { plugin: 'b', atOnce: false },
    ],
    ['and not at once, however often', ['a'], tried('a', 'b', 'a', 'b'), { plugin: 'a', atOnce: false }],
    ['before the first try', ['b'], [], { plugin: 'b', atOnce: true }],
  ])('%s', (_name, others, attempts, next) => {
    expect(nextProvider(others, attempts)).toEqual(next);
  });

  test('never anybody else once an attempt may have reached a carrier, wherever it is among the others', () => {
    const plugin = fc.constantFrom('a', 'b', 'c');
    const outcome = fc.constantFrom('accepted', 'rejected', 'unknown', null);
    const attempts = fc.array(plugin.map((one): TriedProvider => ({ plugin: one, outcome: 'not_sent' })));
    fc.assert(
      fc.property(attempts, plugin, outcome, attempts, fc.uniqueArray(plugin), (before, by, said, after, others) => {
        expect(nextProvider(others, [...before, { plugin: by, outcome: said }, ...after])).toBeNull();
      }),
    );
  });

  test('one of the others, at once exactly when it has not tried; each is tried before any is tried again', () => {
    const names = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...names), { minLength: 2 }), fc.nat(12), (all, rounds) => {
        const [first = ''] = all;
        const attempts = tried(first);
        for (let round = 0; round < rounds; round += 1) {
          const current = attempts.at(-1)?.plugin;
          const others = all.filter((one) => one !== current);
          const next = nextProvider(others, attempts);
          expect(others).toContain(next?.plugin);
          expect(next?.atOnce).toBe(!attempts.some(({ plugin }) => plugin === next?.plugin));
          attempts.push(...tried(next?.plugin ?? ''));
        }
        const counts = all.map((one) => attempts.filter(({ plugin }) => plugin === one).length);
        expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
      }),
    );
  });
});
