import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import type { PacedSender } from '../pacing/lock-buckets.js';
import { insertUser } from '../testing/conversation-rows.js';
import { fillOutbox } from '../testing/outbox-rows.js';
import { silentLogger } from '../testing/test-points.js';
import type { ClaimedMessage } from './claim-messages.js';
import { Outbox, type Taken } from './outbox.js';

const start = Date.parse('2026-01-05T12:00:00.000Z');
const at = (ms: number) => new Date(start + ms);
const paced = (segmentsPerSecond: number, burst = 1, id = 'support'): PacedSender => ({
  channel: 'sms',
  id,
  pace: { segmentsPerSecond, burst },
});
const slots = (free: number, plugin = 'scripted') => [{ plugin, free }];
const ids = ({ messages }: Pick<Taken, 'messages'>) => messages.map(({ id }) => id);

describeStores('what a node takes from the outbox', (suite) => {
  let outbox: Outbox;
  let alex: string;
  let bulk: string;
  beforeEach(async () => {
    outbox = new Outbox(suite.store, silentLogger, 'test', 30_000);
    alex = await insertUser(suite.store, 'Alex', { agent: true });
    bulk = await insertUser(suite.store, 'Bulk', { agent: true });
  });

  const settle = (messages: readonly { readonly id: string }[], state: 'sent' | 'unknown' | 'queued' = 'sent') =>
    suite.store.query
      .updateTable('messages')
      .set({ state, lease_owner: null, lease_until: null, state_at: at(0) })
      .where('id', 'in', ['00000000-0000-0000-0000-000000000000', ...messages.map(({ id }) => id)])
      .execute();
  /** Takes and sends until nothing more can be taken at once. */
  const drain = async (senders: readonly PacedSender[], now: Date, free = 50): Promise<ClaimedMessage[]> => {
    const all: ClaimedMessage[] = [];
    for (;;) {
      const taken = await outbox.take(slots(free), senders, now);
      all.push(...taken.messages);
      await settle(taken.messages);
      if (!taken.more) return all;
    }
  };

  test('a sender sends its burst, then as its pace allows, and says when the next one may go', async () => {
    const queued = await fillOutbox(suite.store, { conversations: 10, segments: 2 });
    const sender = paced(4, 6);
    const first = await outbox.take(slots(50), [sender], at(0));
    expect(ids(first)).toEqual(queued.slice(0, 3));
    expect((await outbox.take(slots(50), [sender], at(0))).nextInMs).toBe(500);
    expect(ids(await outbox.take(slots(50), [sender], at(499)))).toEqual([]);
    expect(ids(await outbox.take(slots(50), [sender], at(500)))).toEqual(queued.slice(3, 4));
    // Half a second's fraction is not lost.
    expect(ids(await outbox.take(slots(50), [sender], at(1_250)))).toEqual(queued.slice(4, 5));
    expect(ids(await outbox.take(slots(50), [sender], at(1_500)))).toEqual(queued.slice(5, 6));
  });

  test('however many nodes claim at once, over any stretch of time the pace holds, and no message goes twice', async () => {
    await fillOutbox(suite.store, { conversations: 60, segments: 1 });
    await fillOutbox(suite.store, { conversations: 60, segments: 3 });
    const nodes = Array.from({ length: 6 }, (_, node) => new Outbox(suite.store, silentLogger, `node ${node}`, 30_000));
    const sent: { readonly at: number; readonly segments: number; readonly id: string }[] = [];
    for (let ms = 0; ms < 4_000; ms += 130) {
      // Their clocks differ a little.
      const taken = await Promise.all(
        nodes.map((node, index) => node.take(slots(50), [paced(10, 5)], at(ms + index * 7))),
      );
      for (const { messages } of taken) {
        for (const { id, segments, attempted_at } of messages) sent.push({ id, segments, at: attempted_at.getTime() });
      }
    }
    expect(new Set(sent.map(({ id }) => id)).size).toBe(sent.length);
    sent.sort((a, b) => a.at - b.at);
    for (let from = 0; from < sent.length; from += 1) {
      let total = 0;
      for (let to = from; to < sent.length; to += 1) {
        total += sent[to]?.segments ?? 0;
        // 42 ms: as far as the clocks are apart.
        const seconds = ((sent[to]?.at ?? 0) - (sent[from]?.at ?? 0) + 42) / 1_000;
        expect(total).toBeLessThanOrEqual(5 + seconds * 10 + 1e-3);
      }
    }
    // And the pace is used: nobody waits without need.
    expect(sent.reduce((sum, { segments }) => sum + segments, 0)).toBeGreaterThanOrEqual(5 + 3.5 * 10);
  });

  test('senders without a pace are not slowed, and no bucket is made for them', async () => {
    await fillOutbox(suite.store, { conversations: 40 });
    await fillOutbox(suite.store, { conversations: 40, senderId: 'sales' });
    expect(await drain([paced(1, 1, 'sales')], at(0))).toHaveLength(41);
    const buckets = await suite.store.query.selectFrom('sender_buckets').select('sender_id').execute();
    expect(buckets).toEqual([{ sender_id: 'sales' }]);
    await suite.store.query.deleteFrom('sender_buckets').execute();
    await fillOutbox(suite.store, { conversations: 40 });
    await drain([], at(0));
    expect(await suite.store.query.selectFrom('sender_buckets').select('sender_id').execute()).toEqual([]);
  });

  test('what was claimed goes to its carriers, even when the store refuses what comes next', async () => {
    const queued = await fillOutbox(suite.store, { conversations: 3 });
    await fillOutbox(suite.store, { messages: 300 });
    await fillOutbox(suite.store, { senderId: 'sales' });
    const logged: unknown[] = [];
    const logger = { error: (_message: string, fields?: object) => logged.push(fields) };
    const refusing: ConstructorParameters<typeof Outbox>[0] = {
      execute: (statement, values) =>
        statement.name === 'outbox-hold'
          ? Promise.reject(new TypeError('quotes what was written'))
          : suite.store.execute(statement, values),
      transaction: () => Promise.reject(new RangeError('quotes what was written')),
    };
    outbox = new Outbox(refusing, logger, 'test', 30_000);
    expect(ids(await outbox.take(slots(50), [paced(1, 1, 'sales')], at(0)))).toEqual(
      expect.arrayContaining([...queued]),
    );
    expect(logged).toEqual([
      { step: 'claim of paced senders', error: 'RangeError' },
      { step: 'setting waiting messages aside', error: 'TypeError' },
    ]);
  });

  test('a clock that went back stops nothing and gives nothing', async () => {
    await fillOutbox(suite.store, { conversations: 10 });
    const sender = paced(1);
    expect((await outbox.take(slots(50), [sender], at(60_000))).messages).toHaveLength(1);
    expect((await outbox.take(slots(50), [sender], at(0))).messages).toHaveLength(0);
    expect((await outbox.take(slots(50), [sender], at(61_000))).messages).toHaveLength(1);
  });

  test('one message of an agent is not starved by the backlog of others of the same sender', async () => {
    await fillOutbox(suite.store, { conversations: 300, author: bulk });
    const sender = paced(1);
    for (let second = 0; second < 5; second += 1) await drain([sender], at(second * 1_000));
    const [single] = await fillOutbox(suite.store, { author: alex });
    const next = [...(await drain([sender], at(5_000))), ...(await drain([sender], at(6_000)))];
    expect(next.map(({ id }) => id)).toContain(single);
  });

  test('authors take turns, one message each, whatever the length of their backlogs', async () => {
    const of = new Map<string, string>();
    for (const [author, conversations] of [
      [alex, 6],
      [bulk, 200],
    ] as const) {
      for (const id of await fillOutbox(suite.store, { conversations, author })) of.set(id, author);
    }
    const sender = paced(1);
    const order: (string | undefined)[] = [];
    for (let second = 0; second < 10; second += 1) {
      for (const { id } of await drain([sender], at(second * 1_000))) order.push(of.get(id));
    }
    expect(order.filter((author) => author === alex)).toHaveLength(5);
    expect(order.every((author, index) => index === 0 || author !== order[index - 1])).toBe(true);
  });

  test('the backlog of one conversation does not hold up others of the same author', async () => {
    await fillOutbox(suite.store, { messages: 700, author: bulk });
    const [single] = await fillOutbox(suite.store, { author: bulk });
    const taken: string[] = [];
    for (let look = 0; look < 6; look += 1) taken.push(...ids(await outbox.take(slots(50), [], at(0))));
    expect(taken).toHaveLength(2);
    expect(taken).toContain(single);
  });

  test('the backlog of one sender does not use up the slots: senders of a provider take turns', async () => {
    await fillOutbox(suite.store, { conversations: 300, author: bulk });
    await fillOutbox(suite.store, { conversations: 3, author: bulk, senderId: 'sales' });
    const taken = await outbox.take(slots(6), [], at(0));
    expect(taken.messages.map(({ sender_id }) => sender_id).sort()).toEqual([
      'sales',
      'sales',
      'sales',
      'support',
      'support',
      'support',
    ]);
    await fillOutbox(suite.store, { conversations: 30, author: bulk, senderId: 'sales' });
    const one = await outbox.take(slots(1), [], at(0));
    const other = await outbox.take(slots(1), [], at(0));
    expect([...one.messages, ...other.messages].map(({ sender_id }) => sender_id).sort()).toEqual(['sales', 'support']);
  });

  test('a provider gets no more than its free slots', async () => {
    await fillOutbox(suite.store, { conversations: 30 });
    await fillOutbox(suite.store, { conversations: 30, pluginId: 'slow', senderId: 'slow' });
    const providers = [...slots(20), ...slots(2, 'slow')];
    const { messages } = await outbox.take(providers, [], at(0));
    expect(messages.filter(({ plugin_id }) => plugin_id === 'slow')).toHaveLength(2);
    expect(messages).toHaveLength(22);
  });

  test('conversations with many messages are emptied in order, one at a time', async () => {
    const conversations = [
      await fillOutbox(suite.store, { messages: 30 }),
      await fillOutbox(suite.store, { messages: 230 }),
      await fillOutbox(suite.store, { messages: 3 }),
    ];
    const sent = (await drain([], at(0))).map(({ id }) => id);
    expect(sent).toHaveLength(263);
    for (const conversation of conversations)
      expect(sent.filter((id) => conversation.includes(id))).toEqual(conversation);
  });

  test('what was set aside comes back however the message ahead of it ends', async () => {
    const [head, second, ...rest] = await fillOutbox(suite.store, { messages: 500 });
    expect(ids(await outbox.take(slots(50), [], at(0)))).toEqual([head]);
    expect(await outbox.take(slots(50), [], at(0))).toMatchObject({ messages: [], more: true });
    await suite.store.query
      .updateTable('messages')
      .set({ state: 'canceled' })
      .where('id', 'in', [second as string, ...rest.slice(0, 100)])
      .execute();
    await settle([{ id: head as string }], 'unknown');
    // Ten minutes behind the unknown one.
    expect(ids(await outbox.take(slots(50), [], at(0)))).toEqual([]);
    expect(ids(await outbox.take(slots(50), [], at(10 * 60_000)))).toEqual([rest[100]]);
    // Sent again after all: it goes first, and what is behind it is neither lost nor sent before it.
    await settle([{ id: head as string }], 'queued');
    expect(ids(await outbox.take(slots(50), [], at(10 * 60_000)))).toEqual([head]);
    await settle([{ id: head as string }, { id: rest[100] as string }]);
    expect(ids(await outbox.take(slots(50), [], at(10 * 60_000)))).toEqual([rest[101]]);
  });

  test('nothing is forgotten when messages end while those behind them are set aside, by several nodes at once', async () => {
    for (let conversation = 0; conversation < 8; conversation += 1) await fillOutbox(suite.store, { messages: 25 });
    const nodes = Array.from({ length: 4 }, (_, node) => new Outbox(suite.store, silentLogger, `node ${node}`, 30_000));
    const sent: string[] = [];
    const work = async (node: Outbox) => {
      for (let idle = 0; idle < 40; ) {
        const { messages } = await node.take(slots(3), [], at(0));
        sent.push(...messages.map(({ id }) => id));
        await Promise.all(messages.map((message) => settle([message])));
        idle = messages.length > 0 ? 0 : idle + 1;
      }
    };
    await Promise.all(nodes.map(work));
    expect(sent).toHaveLength(200);
    const left = await suite.store.query.selectFrom('messages').select('id').where('state', '=', 'queued').execute();
    expect(left).toEqual([]);
  });
});
