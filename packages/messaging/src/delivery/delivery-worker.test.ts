import {
  AvailabilityPolicy,
  type AvailabilitySituation,
  ChannelProvider,
  type OutboundMessage,
  type SendOutcome,
} from '@hailpoint/kernel';
import { newId, type PreparedStatement, type Store } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { LiveEventBus } from '../live/live-event-bus.js';
import { SendRecord } from '../providers/send-record.js';
import { claimDue } from '../testing/claim-due.js';
import { insertConversation, insertQueued, insertUser } from '../testing/conversation-rows.js';
import { eventually } from '../testing/eventually.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger, type TestContribution, testPoints } from '../testing/test-points.js';
import { DeliveryWorker } from './delivery-worker.js';

const clara = '+12025550143';
const zoe = '+12025550144';

describeStores('delivery', (suite) => {
  let carrier: ScriptedCarrier;
  let now: Date;
  let workers: DeliveryWorker[];
  let live: LiveEventBus;
  let policies: TestContribution[];

  beforeEach(() => {
    carrier = new ScriptedCarrier();
    now = new Date('2026-01-05T12:00:00.000Z');
    workers = [];
    policies = [];
    live = new LiveEventBus(suite.store, silentLogger);
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    live.close();
  });

  const startWorker = (mediaOf: () => Promise<[]> = async () => [], store: Store = suite.store) => {
    const worker = new DeliveryWorker({
      store,
      points: testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: carrier }, ...policies]),
      live,
      clock: { now: () => now },
      logger: silentLogger,
      mediaOf,
      sendRecord: new SendRecord(),
    });
    workers.push(worker);
    worker.start();
    return worker;
  };
  const message = (id: string) =>
    suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const settled = (id: string, ...states: string[]) =>
    eventually(async () => {
      const row = await message(id);
      return states.includes(row.state) ? row : undefined;
    });
  const attempts = (id: string) =>
    suite.store.query
      .selectFrom('message_attempts')
      .selectAll()
      .where('message_id', '=', id)
      .orderBy('attempt')
      .execute();
  const file = { file_name: 'map.png', content_type: 'image/png', size: 4, digest: 'd', content: Buffer.from('fake') };
  const notifications = () => suite.store.query.selectFrom('notifications').selectAll().execute();

  test('an accepted message is sent once, with the carrier id kept', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    startWorker();
    expect(await settled(id, 'sent')).toMatchObject({
      carrier_message_id: `carrier-${id}`,
      attempts: 1,
      lease_until: null,
      lease_owner: null,
    });
    expect(carrier.sent.map(({ id: sent, recipientId }) => [sent, recipientId])).toEqual([[id, clara]]);
    expect(await attempts(id)).toMatchObject([{ attempt: 1, outcome: 'accepted' }]);
  });

  describe('what waited for hours', () => {
    const opens = new Date('2026-01-06T08:00:00.000Z');
    const night = (asked: Date[] = []) => {
      const isChannelAvailable = async ({ at }: AvailabilitySituation) => {
        asked.push(at);
        return at < opens
          ? { available: false as const, code: 'quiet_hours', reason: 'It is night there.', until: opens }
          : { available: true as const };
      };
      policies = [
        { point: AvailabilityPolicy, plugin: 'night', instance: { isValidForChannel: () => true, isChannelAvailable } },
      ];
      return asked;
    };
    const waiting = async (created: Date, exempt = false) => {
      const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
      const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
      await suite.store.query
        .updateTable('messages')
        .set({ created_at: created, ...(exempt && { consent_exempt: true, author_kind: 'system', author_id: null }) })
        .where('id', '=', id)
        .execute();
      return id;
    };

    test('is not sent in the night, but when the channel opens', async () => {
      night();
      const id = await waiting(new Date(now.getTime() - 60 * 60_000));
      const first = startWorker();
      const postponed = await eventually(async () => {
        const row = await message(id);
        return row.state === 'queued' && row.attempts === 1 ? row : undefined;
      });
      await first.stop();
      expect(postponed).toMatchObject({ cause_code: 'not_now', due_at: opens });
      expect(postponed.cause_reason).toContain('It is night there.');
      expect(carrier.sent).toEqual([]);
      now = opens;
      startWorker();
      await settled(id, 'sent');
    });

    test.each([
      ['what was just written was asked about then', 60_000, false],
      ['the confirmation of an opt-out waits for no hour', 60 * 60_000, true],
    ] as const)('%s', async (_, age, exempt) => {
      const asked = night();
      const id = await waiting(new Date(now.getTime() - age), exempt);
      startWorker();
      await settled(id, 'sent');
      expect(asked).toEqual([]);
    });
  });

  test('a rejected message fails with its reason, and its author is told', async () => {
    const author = await insertUser(suite.store, 'Alex', { agent: true });
    const { id: interactionId, number } = await insertConversation(suite.store, {
      recipientId: clara,
      assignedTo: author,
    });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara, author });
    carrier.script = () => ({ outcome: 'rejected', code: '21211', reason: 'The number does not exist.' });
    startWorker();
    expect(await settled(id, 'failed')).toMatchObject({
      cause_code: '21211',
      cause_reason: 'The number does not exist.',
    });
    expect(await notifications()).toMatchObject([
      { user_id: author, kind: 'send_failed', message_id: id, body: expect.stringContaining(number) },
    ]);
  });

  test('what was surely not sent is tried again after the wait, and only then', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    carrier.script = () => ({ outcome: 'notSent', code: '20429', reason: 'Too many requests.', retryAfterMs: 60_000 });
    const first = startWorker();
    const waiting = await eventually(async () => {
      const row = await message(id);
      return row.state === 'queued' && row.attempts === 1 ? row : undefined;
    });
    await first.stop();
    expect(waiting).toMatchObject({ cause_code: '20429' });
    expect(waiting.due_at?.getTime()).toBeGreaterThanOrEqual(now.getTime() + 60_000);
    expect(await claimDue(suite.store, { now, plugins: ['scripted'], limit: 10, owner: 'test', leaseMs: 1 })).toEqual(
      [],
    );

    now = new Date(now.getTime() + 120_000);
    carrier.script = () => ({ outcome: 'accepted', carrierMessageId: 'second' });
    startWorker();
    expect(await settled(id, 'sent')).toMatchObject({ attempts: 2, cause_code: null, carrier_message_id: 'second' });
  });

  test.each<[string, () => Promise<SendOutcome> | SendOutcome]>([
    ['a throw', () => Promise.reject(new Error('socket hang up'))],
    ['an answer that is not understood', () => ({ outcome: 'maybe' }) as unknown as SendOutcome],
  ])('F: after %s the message is unknown and is never sent again by itself', async (_name, script) => {
    const author = await insertUser(suite.store, 'Alex', { agent: true });
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara, assignedTo: author });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara, author });
    carrier.script = script;
    const worker = startWorker();
    await settled(id, 'unknown');
    await worker.stop();
    now = new Date(now.getTime() + 24 * 3_600_000);
    expect(await claimDue(suite.store, { now, plugins: ['scripted'], limit: 10, owner: 'test', leaseMs: 1 })).toEqual(
      [],
    );
    expect(carrier.sent).toHaveLength(1);
    expect(await notifications()).toMatchObject([{ user_id: author, kind: 'send_unknown' }]);
  });

  test('an attempt of a node that died becomes unknown when its lease has run out', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await claimDue(suite.store, {
      now,
      plugins: ['scripted'],
      limit: 1,
      owner: 'a node that died',
      leaseMs: 30_000,
    });
    now = new Date(now.getTime() + 30_001);
    startWorker();
    expect(await settled(id, 'unknown')).toMatchObject({ cause_code: 'attempt_abandoned' });
    expect(await attempts(id)).toMatchObject([{ attempt: 1, outcome: 'unknown' }]);
    expect(carrier.sent).toEqual([]);
  });

  test('what is older than it is worth sending fails as expired and is not sent', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const author = await insertUser(suite.store, 'Maya', { agent: true });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara, author, expiresAt: now });
    startWorker();
    expect(await settled(id, 'failed')).toMatchObject({ cause_code: 'expired' });
    expect(carrier.sent).toEqual([]);
    expect(await notifications()).toMatchObject([
      { user_id: author, kind: 'send_failed', body: expect.stringContaining('Compose it anew') },
    ]);
  });

  test('a process that stood still too long before handing a message over does not, for others may be looking it up', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await suite.store.query
      .insertInto('attachments')
      .values({ id: newId(), message_id: id, ...file, created_at: now })
      .execute();
    let stands = true;
    startWorker(async () => {
      if (stands) now = new Date(now.getTime() + 10_001);
      stands = false;
      return [];
    });
    expect(await settled(id, 'sent')).toMatchObject({ attempts: 2 });
    expect(await attempts(id)).toMatchObject([{ outcome: 'not_sent', code: 'lease_short' }, { outcome: 'accepted' }]);
    expect(carrier.sent).toMatchObject([{ id, attempt: 2 }]);
  });

  test('what the sweep cannot mend stops no message that is due', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    const refused: string[] = [];
    const store: Store = {
      kind: suite.store.kind,
      query: suite.store.query,
      execute<Row>(statement: PreparedStatement, values: readonly unknown[]) {
        if (!['outbox-expired', 'receipts-late'].includes(statement.name))
          return suite.store.execute<Row>(statement, values);
        refused.push(statement.name);
        return Promise.reject(new Error('The store refuses it.'));
      },
      transaction: (work) => suite.store.transaction(work),
      wake: (topic, payload) => suite.store.wake(topic, payload),
      onWake: (topic, listener) => suite.store.onWake(topic, listener),
      ping: () => suite.store.ping(),
      close: () => suite.store.close(),
    };
    startWorker(undefined, store);
    await settled(id, 'sent');
    expect(refused.slice(0, 2)).toEqual(['outbox-expired', 'receipts-late']);
  });

  test.each([
    ['sender_missing', 30_000],
    ['media_unreadable', 10_000],
  ] as const)('%s is tried again less and less often, and not before its time', async (code, atLeastMs) => {
    const due = async (attempts: number, recipientId: string) => {
      const { id: interactionId } = await insertConversation(suite.store, { recipientId });
      const id = await insertQueued(suite.store, { interactionId, recipientId });
      await suite.store.query.updateTable('messages').set({ attempts }).where('id', '=', id).execute();
      const attachment = { id: newId(), message_id: id, ...file, created_at: now };
      await suite.store.query.insertInto('attachments').values(attachment).execute();
      return id;
    };
    const ids = [await due(0, clara), await due(20, zoe)];
    if (code === 'sender_missing') carrier.senders = () => [];
    startWorker(() => Promise.reject(new Error('The disk is away.')));
    const waits: number[] = [];
    for (const id of ids) {
      const waiting = await eventually(async () => {
        const row = await message(id);
        return row.state === 'queued' && row.cause_code === code ? row : undefined;
      });
      waits.push((waiting.due_at?.getTime() ?? 0) - now.getTime());
    }
    expect(waits[0]).toBe(atLeastMs);
    expect(waits[1]).toBeGreaterThanOrEqual(150_000);
  });

  test('messages of a plugin that is off stay queued', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const off = await insertQueued(suite.store, { interactionId, recipientId: clara, pluginId: 'switched-off' });
    const { id: other } = await insertConversation(suite.store, { recipientId: zoe });
    const on = await insertQueued(suite.store, { interactionId: other, recipientId: zoe });
    startWorker();
    await settled(on, 'sent');
    expect(await message(off)).toMatchObject({ state: 'queued', attempts: 0 });
  });

  test('a conversation is sent in order, while others go on beside it', async () => {
    const { id: one } = await insertConversation(suite.store, { recipientId: clara });
    const { id: other } = await insertConversation(suite.store, { recipientId: zoe });
    const toClara: string[] = [];
    for (let index = 0; index < 5; index += 1)
      toClara.push(await insertQueued(suite.store, { interactionId: one, recipientId: clara }));
    const toZoe = await insertQueued(suite.store, { interactionId: other, recipientId: zoe });
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    carrier.script = async (sent: OutboundMessage) => {
      if (sent.id === toClara[0]) await held;
      return { outcome: 'accepted', carrierMessageId: sent.id };
    };
    startWorker();
    await settled(toZoe, 'sent');
    expect(carrier.sent.filter(({ recipientId }) => recipientId === clara).map(({ id }) => id)).toEqual([toClara[0]]);
    release();
    await settled(toClara[4] as string, 'sent');
    expect(carrier.sent.filter(({ recipientId }) => recipientId === clara).map(({ id }) => id)).toEqual(toClara);
  });

  test('a later message waits behind an unknown one for ten minutes and not longer', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const first = await insertQueued(suite.store, { interactionId, recipientId: clara });
    const second = await insertQueued(suite.store, { interactionId, recipientId: clara });
    carrier.script = () => Promise.reject(new Error('reset'));
    const worker = startWorker();
    await settled(first, 'unknown');
    await worker.stop();
    const claim = (ms: number) =>
      claimDue(suite.store, {
        now: new Date(now.getTime() + ms),
        plugins: ['scripted'],
        limit: 10,
        owner: 'test',
        leaseMs: 1,
      });
    expect(await claim(10 * 60_000 - 1)).toEqual([]);
    expect(await claim(10 * 60_000)).toMatchObject([{ id: second }]);
  });

  test('several workers on one database never take the same message', async () => {
    const ids: string[] = [];
    for (let index = 0; index < 40; index += 1) {
      const recipientId = `+12025550${String(100 + index)}`;
      const { id: interactionId } = await insertConversation(suite.store, { recipientId });
      ids.push(await insertQueued(suite.store, { interactionId, recipientId }));
    }
    startWorker();
    startWorker();
    startWorker();
    for (const id of ids) await settled(id, 'sent', 'unknown');
    const counts = new Map<string, number>();
    for (const { id } of carrier.sent) counts.set(id, (counts.get(id) ?? 0) + 1);
    expect([...counts.values()].filter((count) => count > 1)).toEqual([]);
  });
});
