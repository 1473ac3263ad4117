import type { VirtualAgentAnswer } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { answerLimits, checkAnswer } from './check-answer.js';

const check = (answer: unknown, maxLength = 100) => checkAnswer(answer as VirtualAgentAnswer, maxLength);
const good = { replies: ['Hello'], state: { at: 1 } };
const circle: { self?: unknown } = {};
circle.self = circle;

describe('answers of a virtual agent', () => {
  test('what can be kept and sent is taken', () => {
    expect(
      check({ ...good, collected: [{ label: 'Order', value: '12', more: 1 }], handOff: { reason: 'Asked for it' } }),
    ).toEqual({
      replies: ['Hello'],
      state: '{"at":1}',
      collected: [{ label: 'Order', value: '12' }],
      handOff: { reason: 'Asked for it' },
    });
    expect(check({ replies: [], state: undefined })).toEqual({
      replies: [],
      state: 'null',
      collected: null,
      handOff: null,
    });
  });

  test('a reply may be as long as the channel takes; without a known channel any', () => {
    const long = { replies: ['x'.repeat(101)], state: null };
    expect(check(long)).toHaveProperty('fault');
    expect(check(long, 101)).not.toHaveProperty('fault');
    expect(check(long, 0)).not.toHaveProperty('fault');
  });

  test('the largest state that fits is kept', () => {
    const fits = 'x'.repeat(answerLimits.stateBytes - 2);
    expect(check({ replies: [], state: fits })).not.toHaveProperty('fault');
    expect(check({ replies: [], state: `${fits}x` })).toHaveProperty('fault');
  });

  test('a state may hold what only looks like an escape', () => {
    expect(check({ replies: [], state: '\\u0000 \\ud800 \n 😀' })).not.toHaveProperty('fault');
  });

  test.each([
    ['half of a character', { ...good, replies: ['a\ud83d'] }],
    ['a state with half of a character', { ...good, state: { text: 'a\\\ud83d' } }],
    ['nothing', undefined],
    ['a text', 'Hello'],
    ['no replies', { state: null }],
    ['a reply that is no text', { ...good, replies: [7] }],
    ['an empty reply', { ...good, replies: [' '] }],
    ['a reply with a NUL', { ...good, replies: ['a\0b'] }],
    ['too many replies', { ...good, replies: Array.from({ length: answerLimits.replies + 1 }, () => 'x') }],
    ['a state that is no JSON', { ...good, state: circle }],
    ['a state with a big integer', { ...good, state: 1n }],
    ['a state with a NUL', { ...good, state: { text: 'a\0b' } }],
    ['collected that is no array', { ...good, collected: {} }],
    ['collected null', { ...good, collected: null }],
    ['collected without a label', { ...good, collected: [{ value: 'x' }] }],
    ['collected with null', { ...good, collected: [null] }],
    ['a hand-off without a reason', { ...good, handOff: {} }],
    ['a hand-off that is null', { ...good, handOff: null }],
    ['a hand-off with a long reason', { ...good, handOff: { reason: 'x'.repeat(answerLimits.reason + 1) } }],
  ])('%s is refused', (_name, answer) => {
    expect(check(answer)).toEqual({ fault: expect.any(String) });
  });
});
