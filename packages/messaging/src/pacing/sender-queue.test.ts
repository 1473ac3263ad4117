import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { Outbox } from '../delivery/outbox.js';
import type { Actor } from '../messaging.js';
import type { Preflight } from '../model/preflight.js';
import { ScheduledWorker } from '../scheduled/scheduled-worker.js';
import { ComposeWorld, start } from '../testing/compose-world.js';
import { fillOutbox } from '../testing/outbox-rows.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger } from '../testing/test-points.js';
import { queueAheadStatement, readQueueAhead } from './queue-ahead.js';
import { waitingSegmentsStatement } from './waiting-segments.js';

const recipientId = '+12025550143';
const limit = 10;
/** A segment a second; the limit is `support`'s. */
const pace = { segmentsPerSecond: 1, burst: 1 };
const support = { channel: 'sms', id: 'support', pace };

describeStores("A sender's queue", (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let bulk: Actor;
  let source: { readonly id: string; readonly number: string };

  beforeEach(async () => {
    const carrier = new ScriptedCarrier([
      { id: 'support', address: '+12025550100', name: 'Support', pace: { ...pace, queueLimit: limit } },
      { id: 'sales', address: '+12025550101', name: 'Sales', pace },
      { id: 'fast', address: '+12025550102', name: 'Fast' },
    ]);
    world = new ComposeWorld(suite.store, { carriers: [{ plugin: 'scripted', carrier }] });
    me = await world.agent('Maya');
    bulk = await world.agent('Bulk');
    source = await recordOf(recipientId);
  });

  const recordOf = async (phone: string) =>
    world.interaction({ consumer: await world.user('Ana', { phones: [phone] }) });
  const hello = { channel: 'sms', to: { recipientId }, from: 'support', body: 'Hello' };
  const preflight = (more: Partial<typeof hello> = {}) =>
    world.composing.preflight(me, source.number, { ...hello, ...more });
  const send = (more: Partial<typeof hello & { planId: string }> = {}) =>
    world.composing.send(me, source.number, { ...hello, ...more });
  const failure = (sent: Promise<unknown>) =>
    sent.then(
      () => {
        throw new Error('It went through.');
      },
      (error: { code: string; kind: string; extra: Record<string, unknown> }) => error,
    );
  const codes = ({ blockers }: Preflight) => blockers.map(({ code }) => code);
  const waiting = async () => {
    const rows = await suite.store.query.selectFrom('messages').select('id').where('state', '=', 'queued').execute();
    return rows.length;
  };
  /** Milliseconds until that message is handed over, by one node that takes whatever it may. */
  const sentAfter = async (id: string, sender: { readonly id: string }): Promise<number> => {
    const outbox = new Outbox(suite.store, silentLogger, 'test', 30_000);
    for (let ms = 0; ms < 60_000; ms += 1_000) {
      const { messages } = await outbox.take(
        [{ plugin: 'scripted', free: 50 }],
        [{ channel: 'sms', id: sender.id, pace }],
        new Date(start.getTime() + ms),
      );
      if (messages.some((one) => one.id === id)) return ms;
      const taken = messages.map((one) => one.id);
      if (taken.length > 0) {
        const sent = { state: 'sent', lease_owner: null, lease_until: null } as const;
        await suite.store.query.updateTable('messages').set(sent).where('id', 'in', taken).execute();
      }
    }
    throw new Error('It was not sent within a minute.');
  };

  test('below its limit it takes a message, at its limit none: refused in preflight and in the commit', async () => {
    await fillOutbox(suite.store, { conversations: 3, segments: 3 });
    const below = await preflight();
    expect(codes(below)).toEqual([]);
    await send({ planId: below.planId });

    const full = await preflight();
    expect([full.sendable, codes(full)]).toEqual([false, ['sender_queue_full']]);
    expect(full.blockers[0]?.reason).toBe(
      'Support has too much waiting: 10 message segments or more, which take about 10 seconds to go out. Choose another sender, send this later, or try again when some of them have gone.',
    );
    expect(full.blockers[0]?.until).toBe(new Date(start.getTime() + 10_000).toISOString());
    const refused = await failure(send());
    expect([refused.kind, refused.code]).toEqual(['unprocessable', 'sender_queue_full']);
    expect(await waiting()).toBe(4);

    // What went out makes room; what waits for others takes none.
    await suite.store.query.updateTable('messages').set({ state: 'sent' }).execute();
    await fillOutbox(suite.store, { conversations: 30, senderId: 'sales' });
    expect(codes(await preflight())).toEqual([]);
    expect(codes(await preflight({ from: 'sales' }))).toEqual([]);
    await send();
  });

  test('its turn comes when the channel is closed: refused with the reason, and the time at which it opens', async () => {
    const until = new Date(start.getTime() + 60 * 60_000);
    await fillOutbox(suite.store, { conversations: 3 });
    const turn = new Date((await preflight()).expectedSend!.at);
    world.available = ({ at }) =>
      at < turn ? { available: true } : { available: false, code: 'quiet_hours', reason: 'It is night there.', until };
    const seen = await preflight();
    expect(seen.blockers).toMatchObject([{ code: 'quiet_hours', until: until.toISOString(), field: 'channel' }]);
    expect(seen.blockers[0]?.reason).toMatch(
      /^It would wait about \d seconds? for its turn\. What holds then: It is night there\.$/,
    );
    expect(await failure(send())).toMatchObject({ kind: 'unprocessable', code: 'quiet_hours' });
  });

  test('filled since the agent looked: 409 with what stands in the way now, and nothing is written', async () => {
    const seen = await preflight();
    await fillOutbox(suite.store, { conversations: limit });
    const changed = await failure(send({ planId: seen.planId }));
    expect([changed.kind, changed.code]).toEqual(['conflict', 'plan_changed']);
    expect(codes(changed.extra['preflight'] as Preflight)).toEqual(['sender_queue_full']);
    expect(await waiting()).toBe(limit);
  });

  test('however many send at once, to as many recipients, not one more is taken than the limit allows', async () => {
    const phones = Array.from({ length: 3 * limit }, (_, index) => `+120255501${String(index).padStart(2, '0')}`);
    const records = await Promise.all(phones.map(recordOf));
    const sent = await Promise.allSettled(
      records.map(({ number }, index) =>
        world.composing.send(me, number, { ...hello, to: { recipientId: phones[index] as string } }),
      ),
    );
    const refusals = sent.flatMap((one) => (one.status === 'rejected' ? [one.reason.code] : []));
    expect(new Set(refusals)).toEqual(new Set(['sender_queue_full']));
    expect(sent.length - refusals.length).toBe(limit);
    expect(await waiting()).toBe(limit);
  });

  test('a reply is never refused by it, and does not wait for the backlog of others: it goes out within one round', async () => {
    const { id, number } = await world.conversation({ recipientId, assignedTo: me.userId });
    await fillOutbox(suite.store, { conversations: 1_000, author: bulk.userId });
    expect(codes(await preflight())).toEqual(['sender_queue_full']);
    const shown = await world.composing.preflightReply(me, number, { body: 'Yes, we can.' });
    // One of the backlog, and then this one.
    expect([shown.sendable, shown.expectedSend?.segmentsAhead]).toEqual([true, 1]);
    const { result } = await world.composing.reply(me, number, { body: 'Yes, we can.', planId: shown.planId });
    expect(result.message.interaction).toBe(number);
    expect(await sentAfter(result.message.id, support)).toBeLessThanOrEqual(1_000);
    expect(id).toBeDefined();
  });

  test('scheduled for later it is not judged by the queue of now; full when its moment comes, it needs attention', async () => {
    await fillOutbox(suite.store, { conversations: limit });
    const sendAt = new Date(start.getTime() + 3_600_000).toISOString();
    const { preflight: then } = await world.scheduled.preflight(me, source.number, { ...hello, sendAt });
    expect([then.sendable, then.expectedSend]).toEqual([true, undefined]);
    const { result } = await world.scheduled.schedule(me, source.number, { ...hello, sendAt });
    world.time.advance(3_600_000);
    const worker = new ScheduledWorker({ ...world.sending, logger: silentLogger });
    while (await worker.look());
    const { state, cause } = await world.scheduled.get(me, result.id);
    expect([state, cause?.code]).toEqual(['needs_attention', 'sender_queue_full']);
    expect(await waiting()).toBe(limit);
  });

  test('when a message is expected to go out is said once a queue has formed, and kept with the message', async () => {
    expect((await preflight({ from: 'sales' })).expectedSend).toBeUndefined();
    await fillOutbox(suite.store, { conversations: 5, senderId: 'sales', author: me.userId });
    const shown = await preflight({ from: 'sales' });
    expect(shown.expectedSend).toEqual({
      at: new Date(start.getTime() + 5_000).toISOString(),
      precision: 'about',
      segmentsAhead: 5,
      explanation:
        'It is expected to go out in about 5 seconds: 5 message segments go first, and Sales sends 1 segment a second.',
    });
    const { result } = await send({ from: 'sales', planId: shown.planId });
    expect(result.preflight.expectedSend).toEqual(shown.expectedSend);
    const stored = await suite.store.query
      .selectFrom('messages')
      .select('preflight')
      .where('id', '=', result.message.id)
      .executeTakeFirstOrThrow();
    expect(stored.preflight).toMatchObject({ expectedSend: shown.expectedSend });
    // One that has no pace never waits.
    await fillOutbox(suite.store, { conversations: 5, senderId: 'fast', author: me.userId });
    expect((await preflight({ from: 'fast' })).expectedSend).toBeUndefined();
  });

  test('it is no part of the plan: the queue may grow between looking and sending', async () => {
    const seen = await preflight({ from: 'sales' });
    await fillOutbox(suite.store, { conversations: 20, senderId: 'sales', author: bulk.userId });
    await suite.store.query
      .insertInto('sender_buckets')
      .values({ channel: 'sms', sender_id: 'sales', tokens: -7, filled_at: start })
      .execute();
    const later = await preflight({ from: 'sales' });
    expect([seen.expectedSend, later.expectedSend?.at]).toEqual([
      undefined,
      new Date(start.getTime() + 9_000).toISOString(),
    ]);
    expect(later.planId).toBe(seen.planId);
    await send({ from: 'sales', planId: seen.planId });
  });

  test.each<[string, { mine: number; others: readonly number[]; segments?: number; tokens?: number }]>([
    ['behind my own', { mine: 6, others: [] }],
    ['behind the backlog of one', { mine: 0, others: [60] }],
    ['behind my own and the backlog of one', { mine: 4, others: [60] }],
    ['behind my own and those of three', { mine: 3, others: [60, 2, 5] }],
    ['behind messages of several segments', { mine: 2, others: [9, 1], segments: 3 }],
    ['behind a debt', { mine: 1, others: [4], tokens: -6 }],
  ])('%s: it goes out when it was expected to, or less than one round earlier', async (_, given) => {
    const { mine, others, segments = 1, tokens = 1 } = given;
    await suite.store.query
      .insertInto('sender_buckets')
      .values({ channel: 'sms', sender_id: 'sales', tokens, filled_at: start })
      .execute();
    const rows = { senderId: 'sales', segments };
    await fillOutbox(suite.store, { ...rows, conversations: mine, author: me.userId });
    for (const [index, conversations] of others.entries()) {
      const { userId } = await world.agent(`Other ${index}`);
      await fillOutbox(suite.store, { ...rows, conversations, author: userId });
    }
    const { result } = await send({ from: 'sales' });
    const { at, segmentsAhead } = result.preflight.expectedSend!;
    expect(segmentsAhead).toBe(segments * (mine + others.reduce((sum, each) => sum + Math.min(each, mine + 1), 0)));
    const expected = Date.parse(at) - start.getTime();
    const actual = await sentAfter(result.message.id, { id: 'sales' });
    expect(actual).toBeLessThanOrEqual(expected);
    expect(actual).toBeGreaterThan(expected - Math.max(1, others.length * segments + 1) * 1_000);
  });

  test('of a queue that is too deep only so much is counted, and it says that there is more', async () => {
    await fillOutbox(suite.store, { messages: 30, author: me.userId });
    await fillOutbox(suite.store, { messages: 30, author: bulk.userId });
    const read = (author: Actor, most: number) => readQueueAhead(suite.store, support, author.userId, start, most);
    expect(await read(me, 100)).toMatchObject({ segments: 60, complete: true });
    expect(await read(me, 20)).toMatchObject({ segments: 40, complete: false });
    const third = await world.agent('Third');
    expect(await read(third, 20)).toMatchObject({ segments: 2, complete: true });
  });

  test('both counts are read out of the index of what waits, also before there are statistics', async () => {
    for (const author of [me, bulk]) await fillOutbox(suite.store, { messages: 20, author: author.userId });
    await fillOutbox(suite.store, { messages: 2_000, author: bulk.userId, senderId: 'sales' });
    const scans = async (text: string, values: Record<string, string>) => {
      const literal = text.replace(/\$\d/g, (parameter) => values[parameter] as string);
      const { rows } = await sql.raw<{ 'QUERY PLAN': string }>(`EXPLAIN ${literal}`).execute(suite.store.query);
      return rows.map((row) => row['QUERY PLAN']).filter((line) => line.includes('Scan') && line.includes('messages'));
    };
    const sender = { $1: "'sms'", $2: "'support'" };
    const found = [
      ...(await scans(waitingSegmentsStatement.text, { ...sender, $3: '100' })),
      ...(await scans(queueAheadStatement.text, { ...sender, $3: `'${me.userId}'`, $4: '10000' })),
    ];
    expect(found).toHaveLength(5);
    for (const scan of found) expect(scan).toContain('Index Only Scan using messages_waiting');
  });
});
