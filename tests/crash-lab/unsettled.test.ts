import { describe, expect, test } from '@jest/globals';
import type { StoredMessage, StoreFacts } from './store-facts.js';
import { unsettledCount } from './unsettled.js';

const now = new Date('2026-01-05T12:30:00.000Z');
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);

const message = (position: number, state: string, change: Partial<StoredMessage> = {}): StoredMessage => ({
  id: `m${position}`,
  position,
  interactionId: 'i1',
  direction: 'outbound',
  author: 'agent',
  body: 'Hello',
  state,
  cause: null,
  stateAt: minutesAgo(1),
  ...change,
});
const facts = (messages: readonly StoredMessage[], change: Partial<StoreFacts> = {}): StoreFacts => ({
  messages,
  attempts: [],
  receipts: [],
  inboundEvents: [],
  openWebhooks: [],
  openLookUps: 0,
  activeConversations: [],
  activeProfiles: [],
  ...change,
});

describe('what still moves', () => {
  test.each<[string, number, StoredMessage[]]>([
    ['nothing', 0, [message(1, 'delivered'), message(2, 'unknown'), message(3, 'failed')]],
    ['what is sending', 1, [message(1, 'sending')]],
    ['what is queued', 1, [message(1, 'queued')]],
    ['not what an unknown one holds back', 0, [message(1, 'unknown'), message(2, 'queued')]],
    [
      'what an unknown one held back for ten minutes',
      1,
      [message(1, 'unknown', { stateAt: minutesAgo(10) }), message(2, 'queued')],
    ],
    ['what comes before an unknown one', 1, [message(1, 'queued'), message(2, 'unknown')]],
    [
      'what an unknown one of another conversation does not hold',
      1,
      [message(1, 'unknown', { interactionId: 'i2' }), message(2, 'queued')],
    ],
  ])('%s: %i', (_, count, messages) => {
    expect(unsettledCount(facts(messages), now)).toBe(count);
  });

  test('callbacks that are pending, not those that are parked, and look-ups that are open', () => {
    const openWebhooks = [
      { id: 'w1', state: 'pending', problem: null },
      { id: 'w2', state: 'parked', problem: 'x' },
    ];
    expect(unsettledCount(facts([], { openWebhooks, openLookUps: 2 }), now)).toBe(3);
  });
});
