import type { Backlog } from '@hailpoint/messaging';
import { expect, test } from '@jest/globals';
import { checkWork } from './check-work.js';

function said(queued: number, unknown: number, parked: number, needsAttention: number): readonly string[] {
  const backlog: Backlog = {
    messages: { queued, sending: 0, unknown },
    oldestDueSeconds: queued > 0 ? 61 : 0,
    carrierEvents: { pending: 0, parked },
    scheduledMessages: { scheduled: 0, needsAttention },
  };
  return checkWork(backlog).map(({ what }) => what);
}

test('one of something is said as one', () => {
  expect(said(1, 1, 1, 1)).toEqual([
    'One message waits; it could have gone 61 seconds ago.',
    'Of one message it is not known whether the carrier has it.',
    'One carrier event is parked.',
    'One scheduled message needs attention.',
  ]);
});

test('of several it is said how many', () => {
  expect(said(2, 3, 4, 5)).toEqual([
    '2 messages wait; the oldest could have gone 61 seconds ago.',
    'Of 3 messages it is not known whether the carrier has them.',
    '4 carrier events are parked.',
    '5 scheduled messages need attention.',
  ]);
});

test('that nothing waits is said too', () => {
  expect(said(0, 0, 0, 0)).toEqual(['Nothing waits for a person.']);
});
