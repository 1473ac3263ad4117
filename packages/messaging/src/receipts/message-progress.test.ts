import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { projectProgress, rankOf, type Sighting } from './message-progress.js';

const states = ['queued', 'sending', 'unknown', 'sent', 'failed', 'undelivered', 'delivered', 'read'] as const;

const sighting: fc.Arbitrary<Sighting> = fc.record({
  state: fc.constantFrom(...states),
  at: fc.integer({ min: 0, max: 5 }).map((ms) => new Date(1_700_000_000_000 + ms)),
  eventId: fc.uuid(),
  code: fc.option(fc.constantFrom('30003', '30005'), { nil: null }),
  reason: fc.constant(null),
});

const shuffled = fc
  .uniqueArray(sighting, { minLength: 1, maxLength: 7, selector: ({ eventId }) => eventId })
  .chain((events) => fc.tuple(fc.constant(events), fc.shuffledSubarray(events, { minLength: events.length })));

type Some = [Sighting, ...Sighting[]];

describe('progress of a message', () => {
  test('every order of arrival ends in the same state, cause and time', () => {
    fc.assert(
      fc.property(shuffled, ([events, other]) => {
        expect(projectProgress(other as Some)).toEqual(projectProgress(events as Some));
      }),
    );
  });

  test('one more receipt never takes a message back', () => {
    fc.assert(
      fc.property(shuffled, sighting, ([events], more) => {
        const before = projectProgress(events as Some);
        const after = projectProgress([...events, more] as unknown as Some);
        expect(rankOf(after.state)).toBeGreaterThanOrEqual(rankOf(before.state));
      }),
    );
  });

  test('the cause is the earliest sighting of the highest rank', () => {
    const at = (ms: number) => new Date(1_700_000_000_000 + ms);
    const first = { state: 'failed', at: at(1), eventId: 'b', code: '30003', reason: 'unreachable' } as const;
    const second = { state: 'failed', at: at(2), eventId: 'a', code: '30005', reason: 'unknown number' } as const;
    const sent = { state: 'sent', at: at(9), eventId: 'c', code: null, reason: null } as const;
    expect(projectProgress([sent, second, first])).toEqual({
      state: 'failed',
      code: '30003',
      reason: 'unreachable',
      at: at(1),
    });
  });
});
