import type { AcceptedEntry, InboundEntry, LedgerEntry } from '@hailpoint/carrier-simulator';
import { describe, expect, test } from '@jest/globals';
import { type Comparison, compare } from './compare.js';
import type { StoredAttempt, StoredMessage, StoreFacts } from './store-facts.js';

const at = '2026-01-05T12:00:00.000Z';
const now = new Date('2026-01-05T12:00:30.000Z');

const accepted: AcceptedEntry = {
  kind: 'accepted',
  at,
  carrierMessageId: 'c1',
  clientMessageId: 'm1',
  clientAttempt: 1,
  from: '+442079460000',
  to: '+12025550143',
  body: 'Hello',
  mediaUrls: [],
  segments: 1,
};
const inbound: InboundEntry = {
  kind: 'inbound',
  at,
  carrierMessageId: 'c2',
  from: '+12025550143',
  to: '+442079460000',
  body: 'Hi',
  media: [],
};
const receipt: LedgerEntry = {
  kind: 'receipt',
  at,
  eventId: 'c1:delivered',
  carrierMessageId: 'c1',
  state: 'delivered',
  lost: false,
};
const taken: LedgerEntry = { kind: 'callback', at, eventId: 'c1:delivered', outcome: 'acknowledged' };
const ledger: readonly LedgerEntry[] = [accepted, receipt, taken, inbound];

const sent: StoredMessage = {
  id: 'm1',
  position: 1,
  interactionId: 'i1',
  direction: 'outbound',
  author: 'agent',
  body: 'Hello',
  state: 'delivered',
  cause: null,
  stateAt: new Date(at),
};
const received: StoredMessage = {
  ...sent,
  id: 'm2',
  position: 2,
  direction: 'inbound',
  author: 'customer',
  body: 'Hi',
  state: 'received',
};
const attempt: StoredAttempt = {
  messageId: 'm1',
  attempt: 1,
  startedAt: new Date(at),
  endedAt: new Date(at),
  outcome: 'accepted',
  code: null,
  settled: null,
  settledAt: null,
};
const facts: StoreFacts = {
  messages: [sent, received],
  attempts: [attempt],
  receipts: [{ eventId: 'c1:delivered', messageId: 'm1', state: 'delivered' }],
  inboundEvents: [{ eventId: 'c2', messageId: 'm2' }],
  openWebhooks: [],
  openLookUps: 0,
  activeConversations: ['sms s1 k1'],
  activeProfiles: ['sms k1'],
};
const sound: Comparison = {
  ledger,
  facts,
  acknowledged: [{ messageId: 'm1', body: 'Hello' }],
  contradictions: [],
  now,
};

const violated = (change: Partial<Comparison>) =>
  compare({ ...sound, ...change }).flatMap(({ name, violations }) => (violations.length > 0 ? [name] : []));
const violatedBy = (change: Partial<StoreFacts>) => violated({ facts: { ...facts, ...change } });
const withMessage = (change: Partial<StoredMessage>) => violatedBy({ messages: [{ ...sent, ...change }, received] });

test('a sound house violates nothing, and every check looked at something', () => {
  const checks = compare(sound);
  expect(checks.flatMap(({ violations }) => violations)).toEqual([]);
  expect(checks.filter(({ checked }) => checked === 0).map(({ name }) => name)).toEqual(['no callback is left']);
});

describe('it finds', () => {
  test('a send that the carrier has and we do not', () => {
    const stranger: AcceptedEntry = { ...accepted, clientMessageId: 'm9', carrierMessageId: 'c9' };
    expect(violated({ ledger: [...ledger, stranger] })).toEqual([
      'every send that the carrier accepted is in our store as gone out',
    ]);
  });

  test.each(['queued', 'failed', 'canceled'])('a send that the carrier has and we call %s', (state) => {
    expect(withMessage({ state, cause: 'x' })).toContain(
      'every send that the carrier accepted is in our store as gone out',
    );
  });

  test('a message that we call delivered and the carrier never had', () => {
    expect(violated({ ledger: [inbound] })).toEqual(['every message that we call gone out is in the ledger']);
  });

  test('an acknowledged message that is missing, or another one', () => {
    expect(violated({ acknowledged: [{ messageId: 'm7', body: 'Hello' }] })).toEqual([
      'nothing acknowledged is missing',
    ]);
    expect(violated({ acknowledged: [{ messageId: 'm1', body: 'Bye' }] })).toEqual(['nothing acknowledged is missing']);
  });

  test('the same send twice in our store', () => {
    const twin = { ...sent, id: 'm3', state: 'failed', cause: 'x' };
    expect(violatedBy({ messages: [sent, twin, received] })).toEqual(['no send is in our store twice']);
  });

  test('one Idempotency-Key with two messages', () => {
    expect(violated({ contradictions: ['one Idempotency-Key gave two'] })).toEqual([
      'one Idempotency-Key, one message',
    ]);
  });

  test('two active conversations, two active profiles', () => {
    expect(
      violatedBy({ activeConversations: ['sms s1 k1', 'sms s1 k1'], activeProfiles: ['sms k1', 'sms k1'] }),
    ).toEqual([
      'one active conversation per channel, sender and match key',
      'one active profile per channel and match key',
    ]);
  });

  test('a text of a phone that is missing, double, or has other words', () => {
    const name = 'every text of a phone is in our store once';
    const [event] = facts.inboundEvents;
    expect(violatedBy({ inboundEvents: [], messages: [sent] })).toEqual([name]);
    expect(violatedBy({ inboundEvents: [event!, event!] })).toEqual([name]);
    expect(violatedBy({ messages: [sent, { ...received, body: 'Ho' }] })).toEqual([name]);
  });

  test('not a text that the carrier gave up before we took it, but one that we had taken', () => {
    const gone = { ...facts, inboundEvents: [], messages: [sent] };
    const callback = (outcome: 'acknowledged' | 'givenUp') => ({ ...taken, eventId: 'c2', outcome });
    expect(violated({ ledger: [...ledger, callback('givenUp')], facts: gone })).toEqual([]);
    expect(violated({ ledger: [...ledger, callback('acknowledged'), callback('givenUp')], facts: gone })).toEqual([
      'every text of a phone is in our store once',
    ]);
  });

  test('a text that no phone sent', () => {
    expect(violatedBy({ messages: [sent, received, { ...received, id: 'm4' }] })).toEqual([
      'no inbound message that the carrier does not know',
    ]);
  });

  test('a receipt that we took and do not show', () => {
    const name = 'every receipt that we took shows in its message';
    expect(violatedBy({ receipts: [] })).toEqual([name]);
    expect(withMessage({ state: 'sent' })).toEqual([name]);
  });

  test('a message that is still sending, queued behind nothing, or failed without a cause', () => {
    const name = 'every state is explained';
    const only = (change: Partial<StoredMessage>) =>
      violated({ ledger: [inbound], facts: { ...facts, messages: [{ ...sent, ...change }, received] } });
    expect(only({ state: 'sending' })).toEqual([name]);
    expect(only({ state: 'queued' })).toEqual([name]);
    expect(only({ state: 'failed' })).toEqual([name]);
    expect(only({ state: 'failed', cause: 'expired' })).toEqual([]);
  });

  test('not a message that waits behind an unknown one, for ten minutes', () => {
    const unknown = { ...sent, state: 'unknown', cause: 'provider_failed' };
    const waiting = { ...sent, id: 'm3', position: 3, body: 'Bye', state: 'queued' };
    const change = { ledger: [accepted, inbound], facts: { ...facts, messages: [unknown, received, waiting] } };
    expect(violated(change)).toEqual([]);
    expect(violated({ ...change, now: new Date(now.getTime() + 10 * 60_000) })).toEqual(['every state is explained']);
  });

  test('an attempt without an end, and a callback that is left', () => {
    expect(violatedBy({ attempts: [{ ...attempt, endedAt: null, outcome: null }] })).toEqual([
      'every attempt has an end',
    ]);
    expect(violatedBy({ openWebhooks: [{ id: 'w1', state: 'parked', problem: 'x' }] })).toEqual([
      'no callback is left',
    ]);
  });
});

describe('a message that the carrier accepted twice', () => {
  const name = 'nothing was sent twice that a look-up could have prevented';
  const again: AcceptedEntry = { ...accepted, carrierMessageId: 'c3' };

  test('is a violation when a look-up would have found the first', () => {
    expect(violated({ ledger: [...ledger, again] })).toEqual([name]);
  });

  test('is named when the carrier accepted the first too late to be found, by its true time', () => {
    const attempts = [{ ...attempt, endedAt: new Date(Date.parse(at) - 3_000) }];
    const later: AcceptedEntry = { ...again, clientAttempt: 2, at: '2026-01-05T12:00:05.000Z' };
    const change = { ledger: [...ledger, later], facts: { ...facts, attempts } };
    expect(violated(change)).toEqual([]);
    expect(compare({ ...sound, ...change }).flatMap(({ notes }) => notes)).toEqual([
      expect.stringMatching(/^m1: the carrier accepted attempt 1 3000 ms after it had ended/),
    ]);
    const byItsClock = [{ ...accepted, clockSkewMs: 3_000 }, later, receipt, taken, inbound];
    expect(violated({ ...change, ledger: byItsClock })).toEqual([name]);
  });

  test('is a violation when the attempt that was accepted could be found, however long ago an earlier one ended', () => {
    const attempts: StoredAttempt[] = [
      { ...attempt, outcome: 'not_sent', endedAt: new Date(Date.parse(at) - 9_000) },
      { ...attempt, attempt: 2, outcome: 'unknown', endedAt: new Date(Date.parse(at)) },
      { ...attempt, attempt: 3 },
    ];
    const twice = [
      { ...accepted, clientAttempt: 2 },
      { ...again, clientAttempt: 3, at: '2026-01-05T12:00:05.000Z' },
    ];
    expect(violated({ ledger: [...twice, receipt, taken, inbound], facts: { ...facts, attempts } })).toEqual([name]);
  });

  test('is a violation when only the first of three is explained', () => {
    const attempts: StoredAttempt[] = [
      { ...attempt, endedAt: new Date(Date.parse(at) - 3_000) },
      { ...attempt, attempt: 2, endedAt: new Date('2026-01-05T12:00:05.000Z') },
    ];
    const thrice = [
      accepted,
      { ...again, clientAttempt: 2, at: '2026-01-05T12:00:05.000Z' },
      { ...again, carrierMessageId: 'c4', clientAttempt: 3, at: '2026-01-05T12:00:10.000Z' },
    ];
    expect(violated({ ledger: [...thrice, receipt, taken, inbound], facts: { ...facts, attempts } })).toEqual([name]);
  });
});
