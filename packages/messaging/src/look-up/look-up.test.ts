import { ChannelProvider } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type AttemptOutcome, recordOutcome } from '../delivery/record-outcome.js';
import { settleOverdue } from '../delivery/settle-overdue.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import { recordReceipt } from '../receipts/record-receipt.js';
import { AskableCarrier } from '../testing/askable-carrier.js';
import { claimDue } from '../testing/claim-due.js';
import { insertConversation, insertQueued, insertUser } from '../testing/conversation-rows.js';
import { silentLogger, testPoints } from '../testing/test-points.js';
import { claimLookUps } from './claim-look-ups.js';
import { mostLookUps } from './decide-look-up.js';
import { lookUp } from './look-up.js';
import { expectForgotten, markImpossible } from './open-look-ups.js';

const clara = '+12025550143';
const began = new Date('2026-01-05T12:00:00.000Z');
const late: AttemptOutcome = { outcome: 'unknown', code: 'provider_late', reason: 'No answer in time.' };

describeStores('looking up what became of an attempt', (suite) => {
  let carrier: AskableCarrier;
  let live: LiveEventBus;
  let now: Date;
  let id: string;
  let interactionId: string;
  let author: string;

  beforeEach(async () => {
    carrier = new AskableCarrier();
    live = new LiveEventBus(suite.store, silentLogger);
    now = began;
    author = await insertUser(suite.store, 'Alex', { agent: true });
    ({ id: interactionId } = await insertConversation(suite.store, { recipientId: clara }));
    id = await insertQueued(suite.store, { interactionId, recipientId: clara, author });
  });
  afterEach(() => live.close());

  const passes = (ms: number) => {
    now = new Date(now.getTime() + ms);
  };
  const claim = () => claimDue(suite.store, { now, plugins: ['scripted'], limit: 10, owner: 'node', leaseMs: 30_000 });
  /** The attempt that is under way ends so. */
  const ends = (outcome: AttemptOutcome, attempt = 1) => recordOutcome(suite.store, live, id, attempt, outcome, now);
  const dependencies = () => ({
    store: suite.store,
    points: testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: carrier }]),
    live,
    clock: { now: () => now },
    mediaOf: async () => [],
  });
  const due = (owner = 'asker') =>
    claimLookUps(suite.store, { now, providers: [{ plugin: 'scripted', channel: 'sms' }], owner, limit: 10 });
  /** A worker's round; what followed. */
  const look = async (owner = 'asker') => {
    const next: string[] = [];
    for (const one of await due(owner)) {
      next.push((await lookUp(dependencies(), one, { owner, userId: null })).next);
    }
    return next;
  };
  const message = () =>
    suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const looks = () => suite.store.query.selectFrom('message_look_ups').selectAll().orderBy('id').execute();
  const outcomes = () => suite.store.query.selectFrom('unknown_outcomes').selectAll().orderBy('attempt').execute();
  const receive = (state: 'delivered' | 'sent') =>
    suite.store.transaction((transaction) =>
      recordReceipt(
        transaction,
        live,
        'scripted',
        { kind: 'receipt', eventId: `late-${state}`, messageId: id, state, at: now },
        now,
      ),
    );

  test('found: the carrier id is learnt, and what it says shows, with its reason', async () => {
    await claim();
    await ends(late);
    expect(await look()).toEqual([]);
    passes(2_000);
    carrier.answer = () => ({
      outcome: 'found',
      carrierMessageId: 'C1',
      state: 'undelivered',
      code: '30003',
      reason: 'Not reachable.',
    });
    expect(await look()).toEqual(['found']);
    expect(carrier.asked).toMatchObject([{ id, attempt: 1, attemptedAt: began, recipientId: clara, body: 'Hello' }]);
    expect(await message()).toMatchObject({
      state: 'undelivered',
      cause_code: '30003',
      cause_reason: 'Not reachable.',
      carrier_message_id: 'C1',
    });
    expect(await looks()).toMatchObject([{ attempt: 1, outcome: 'found', user_id: null, next_at: null }]);
    passes(3_600_000);
    expect(await look()).toEqual([]);
    expect(await claim()).toEqual([]);
  });

  test('found, and refused because the recipient opted out: the opt-out is believed', async () => {
    await claim();
    await ends(late);
    passes(2_000);
    carrier.answer = () => ({
      outcome: 'found',
      carrierMessageId: 'C1',
      state: 'failed',
      code: '21610',
      optedOut: true,
    });
    expect(await look()).toEqual(['found']);
    const optOuts = await suite.store.query.selectFrom('consent_opt_outs').selectAll().execute();
    expect(optOuts).toMatchObject([{ channel: 'sms', sender_group: 'default', match_key: clara }]);
    expect(await message()).toMatchObject({ state: 'failed', cause_code: '21610' });
  });

  test('absent before the settling time: asked again when it is over, and then sent again as another attempt', async () => {
    await claim();
    passes(20_000);
    await ends(late);
    passes(2_000);
    expect(await look()).toEqual(['wait']);
    expect(await message()).toMatchObject({ state: 'unknown' });
    expect(await outcomes()).toMatchObject([{ state: 'open', due_at: new Date(began.getTime() + 80_000) }]);
    passes(57_999);
    expect(await look()).toEqual([]);
    passes(1);
    expect(await look()).toEqual(['queue']);
    expect(await message()).toMatchObject({ state: 'queued', cause_code: 'look_up_absent', due_at: now });
    expect((await looks()).map(({ outcome }) => outcome)).toEqual(['absent_early', 'absent']);
    expect(await claim()).toMatchObject([{ id, attempts: 2 }]);
    await ends({ outcome: 'accepted', carrierMessageId: 'C2' }, 2);
    expect(await message()).toMatchObject({ state: 'sent', cause_code: null, carrier_message_id: 'C2' });
    const attempts = await suite.store.query.selectFrom('message_attempts').selectAll().orderBy('attempt').execute();
    expect(attempts).toMatchObject([
      { attempt: 1, outcome: 'unknown', settled: 'absent' },
      { attempt: 2, outcome: 'accepted', settled: null },
    ]);
  });

  test('of a node that died, the settling time runs from when its lease had run out', async () => {
    await claim();
    passes(30_001);
    await settleOverdue(suite.store, live, now);
    expect(await message()).toMatchObject({ state: 'unknown', cause_code: 'attempt_abandoned' });
    passes(59_999);
    expect(await look()).toEqual(['wait']);
    passes(1);
    expect(await look()).toEqual(['queue']);
  });

  test.each([
    ['does not say', () => ({ outcome: 'inconclusive', reason: 'Two candidates.' }) as const],
    ['cannot be reached', () => Promise.reject(new Error('socket hang up'))],
  ])(
    'a carrier that %s is asked for a bounded time, then an agent decides; it is never sent again',
    async (_name, answer) => {
      await claim();
      await ends(late);
      carrier.answer = answer;
      let rounds = 0;
      while ((await outcomes())[0]?.state === 'open') {
        passes(3_600_000);
        rounds += (await look()).length;
        expect(await claim()).toEqual([]);
      }
      expect(rounds).toBe(mostLookUps);
      expect(await outcomes()).toMatchObject([{ state: 'unsettled', asked: mostLookUps, due_at: null }]);
      expect(await message()).toMatchObject({ state: 'unknown' });
      const told = await suite.store.query.selectFrom('notifications').selectAll().orderBy('id').execute();
      expect(told).toMatchObject([
        { kind: 'send_unknown', user_id: author },
        { kind: 'send_unknown', body: expect.stringContaining('You decide') },
      ]);
    },
  );

  test('a provider that cannot be asked leaves it to the agent at once', async () => {
    await claim();
    await ends(late);
    passes(2_000);
    await markImpossible(suite.store, live, [{ plugin: 'scripted', channel: 'sms' }], now);
    expect(await outcomes()).toMatchObject([{ state: 'impossible', due_at: null }]);
    expect(await look()).toEqual([]);
  });

  test('while the provider is off nobody asks, and nothing is given up', async () => {
    await claim();
    await ends(late);
    passes(3_600_000);
    const off = { now, providers: [], owner: 'asker', limit: 10 };
    expect(await claimLookUps(suite.store, off)).toEqual([]);
    expect(await outcomes()).toMatchObject([{ state: 'open', asked: 0 }]);
  });

  test('several nodes never ask about the same attempt; a dead one is relieved', async () => {
    await claim();
    await ends(late);
    passes(2_000);
    const claims = await Promise.all(['a', 'b', 'c', 'd'].map((owner) => due(owner)));
    expect(claims.flat()).toHaveLength(1);
    passes(30_001);
    const [again] = await due('e');
    expect(again).toMatchObject({ message_id: id, asked: 2 });
    // The first comes back after all: what it was told changes nothing.
    const first = ['a', 'b', 'c', 'd'].find((_, index) => claims[index]?.length) as string;
    carrier.answer = () => ({ outcome: 'found', carrierMessageId: 'C1', state: 'sent' });
    const [claimed] = claims.flat();
    expect(await lookUp(dependencies(), claimed as never, { owner: first, userId: null })).toMatchObject({
      next: 'overtaken',
    });
    expect(await message()).toMatchObject({ state: 'unknown' });
  });

  describe('what comes while the carrier is being asked', () => {
    beforeEach(async () => {
      await claim();
      await ends(late);
      passes(60_000);
    });

    test('a receipt wins over absent', async () => {
      carrier.answer = async () => {
        await receive('delivered');
        return { outcome: 'absent' };
      };
      expect(await look()).toEqual(['overtaken']);
      expect(await message()).toMatchObject({ state: 'delivered' });
      expect(await claim()).toEqual([]);
      expect(await outcomes()).toMatchObject([{ state: 'overtaken' }]);
    });

    test.each<[string, AttemptOutcome, string]>([
      ['accepted', { outcome: 'accepted', carrierMessageId: 'C1' }, 'sent'],
      ['rejected', { outcome: 'rejected', code: '21211', reason: 'No such number.' }, 'failed'],
      ['surely not sent', { outcome: 'not_sent', code: '20429', reason: 'Too many.', retryAt: began }, 'queued'],
    ])('a late answer wins over absent: %s', async (_name, outcome, state) => {
      carrier.answer = async () => {
        await ends(outcome);
        return { outcome: 'absent' };
      };
      expect(await look()).toEqual(['overtaken']);
      expect(await message()).toMatchObject({ state });
    });

    test('an attempt that ended later than was known: absent counts only after its own settling time', async () => {
      carrier.answer = async () => {
        await ends({ ...late, code: 'provider_failed' });
        return { outcome: 'absent' };
      };
      expect(await look()).toEqual(['wait']);
      expect(await message()).toMatchObject({ state: 'unknown' });
    });
  });

  describe('a late answer of the first attempt, after absent was believed', () => {
    beforeEach(async () => {
      await claim();
      await ends(late);
      passes(60_000);
      expect(await look()).toEqual(['queue']);
    });

    test('accepted, while the second waits: the second is not made', async () => {
      await ends({ outcome: 'accepted', carrierMessageId: 'C1' });
      expect(await message()).toMatchObject({ state: 'sent', carrier_message_id: 'C1' });
      expect(await claim()).toEqual([]);
    });

    test('accepted, while the second is under way: both ids lead to the message', async () => {
      expect(await claim()).toMatchObject([{ attempts: 2 }]);
      await ends({ outcome: 'accepted', carrierMessageId: 'C1' });
      await ends({ outcome: 'accepted', carrierMessageId: 'C2' }, 2);
      for (const [carrierMessageId, state] of [
        ['C2', 'sent'],
        ['C1', 'delivered'],
      ] as const) {
        const receipt = { kind: 'receipt', eventId: `of-${carrierMessageId}`, carrierMessageId, state } as const;
        await suite.store.transaction((transaction) => recordReceipt(transaction, live, 'scripted', receipt, now));
      }
      expect(await message()).toMatchObject({ state: 'delivered', carrier_message_id: 'C1' });
    });

    test('surely not sent, while the second is under way: changes neither its time nor its state', async () => {
      expect(await claim()).toMatchObject([{ attempts: 2 }]);
      const before = await message();
      await ends({ outcome: 'not_sent', code: '20429', reason: 'Too many.', retryAt: new Date(now.getTime() + 9e6) });
      expect(await message()).toEqual(before);
    });
  });

  test.each([
    ['recipient_reassigned', 'canceled', 'recipient_reassigned'],
    ['taken_over_by_agent', 'canceled', 'taken_over_by_agent'],
    ['agent_ended', 'queued', 'look_up_absent'],
  ] as const)('absent, in a conversation closed as %s: %s', async (close_reason, state, cause_code) => {
    await claim();
    await ends(late);
    await suite.store.query
      .updateTable('interactions')
      .set({ state: 'closed_complete', closed_at: now, close_reason })
      .where('id', '=', interactionId)
      .execute();
    passes(60_000);
    expect(await look()).toEqual(['queue']);
    expect(await message()).toMatchObject({ state, cause_code });
    expect(await claim()).toHaveLength(state === 'queued' ? 1 : 0);
  });

  test('absent, and too old to be worth sending: it fails as expired', async () => {
    await suite.store.query
      .updateTable('messages')
      .set({ expires_at: new Date(began.getTime() + 30_000) })
      .where('id', '=', id)
      .execute();
    await claim();
    await ends(late);
    passes(60_000);
    expect(await look()).toEqual(['queue']);
    expect(await claim()).toEqual([]);
    await settleOverdue(suite.store, live, now);
    expect(await message()).toMatchObject({ state: 'failed', cause_code: 'expired' });
  });

  test('found, but it is another message of ours: not believed', async () => {
    const other = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await suite.store.query
      .updateTable('messages')
      .set({ state: 'sent', carrier_message_id: 'C1' })
      .where('id', '=', other)
      .execute();
    await claim();
    await ends(late);
    passes(2_000);
    carrier.answer = () => ({ outcome: 'found', carrierMessageId: 'C1', state: 'sent' });
    expect(await look()).toEqual(['wait']);
    expect(await message()).toMatchObject({ state: 'unknown', carrier_message_id: null });
    expect(await looks()).toMatchObject([{ outcome: 'inconclusive', reason: expect.stringContaining('another') }]);
  });

  test('an attempt that nobody noted is found, once', async () => {
    await claim();
    await ends(late);
    await suite.store.query.deleteFrom('unknown_outcomes').execute();
    await expectForgotten(suite.store, now);
    await expectForgotten(suite.store, now);
    expect(await outcomes()).toMatchObject([{ message_id: id, attempt: 1, state: 'open' }]);
  });

  test('sent again, an earlier message holds the later one back until it has gone', async () => {
    const second = await insertQueued(suite.store, { interactionId, recipientId: clara });
    expect((await claim()).map((one) => one.id)).toEqual([id]);
    await ends(late);
    expect(await claim()).toEqual([]);
    passes(60_000);
    expect(await look()).toEqual(['queue']);
    expect((await claim()).map((one) => one.id)).toEqual([id]);
    await ends({ outcome: 'accepted', carrierMessageId: 'C1' }, 2);
    expect((await claim()).map((one) => one.id)).toEqual([second]);
  });
});
