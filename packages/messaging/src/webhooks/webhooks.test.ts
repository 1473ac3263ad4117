import { type ChannelEvent, ChannelProvider, PartlyUnreadableError, type WebhookRequest } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { InboundReceiver } from '../inbound/inbound-receiver.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import { matchLateReceipts } from '../receipts/match-late-receipts.js';
import { insertConversation, insertQueued, insertUser } from '../testing/conversation-rows.js';
import { eventually } from '../testing/eventually.js';
import { adminActor } from '../testing/people.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger, testPoints } from '../testing/test-points.js';
import { takeChannelEvent } from './take-channel-event.js';
import { DatabaseWebhookEventService } from './webhook-event-service.js';
import { StoredWebhooks } from './webhook-service.js';
import { WebhookWorker } from './webhook-worker.js';

const clara = '+12025550143';
/** A picture of one pixel. */
const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

describeStores('webhooks', (suite) => {
  let carrier: ScriptedCarrier;
  let live: LiveEventBus;
  let webhooks: StoredWebhooks;
  let worker: WebhookWorker;
  let events: DatabaseWebhookEventService;
  let now: Date;

  beforeEach(() => {
    now = new Date('2026-01-05T12:00:00.000Z');
    carrier = new ScriptedCarrier();
    live = new LiveEventBus(suite.store, silentLogger);
    const points = testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: carrier }]);
    const shared = { store: suite.store, points, live, clock: { now: () => now }, logger: silentLogger };
    webhooks = new StoredWebhooks(shared);
    const inbound = new InboundReceiver({ ...shared, channels: { find: async () => null } });
    const take = takeChannelEvent({ ...shared, inbound });
    worker = new WebhookWorker({ ...shared, take });
    events = new DatabaseWebhookEventService({ ...shared, take });
  });
  afterEach(async () => {
    await worker.stop();
    live.close();
  });

  const request = (events: readonly ChannelEvent[] | string, signature = 'right'): WebhookRequest => ({
    method: 'POST',
    path: '/events',
    query: '',
    url: 'https://hailpoint.example/webhooks/scripted/events',
    headers: { 'x-signature': signature },
    body: Buffer.from(typeof events === 'string' ? events : JSON.stringify(events)),
  });
  const rows = () => suite.store.query.selectFrom('webhook_events').selectAll().orderBy('id').execute();
  const processed = () =>
    eventually(async () => {
      const all = await rows();
      return all.length > 0 && all.every(({ state }) => state !== 'pending') ? all : undefined;
    });
  const message = (id: string) =>
    suite.store.query.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const written: ChannelEvent = {
    kind: 'message',
    eventId: 'in-1',
    carrierMessageId: 'c-1',
    from: clara,
    to: '+12025550100',
    body: 'Hello?',
    media: [],
  };

  test('a verified request is stored before it is acknowledged', async () => {
    expect(await webhooks.receive('scripted', request([written]))).toEqual({ status: 204 });
    expect(await rows()).toMatchObject([{ plugin_id: 'scripted', contribution: 'ScriptedCarrier', state: 'pending' }]);
  });

  test('a wrong signature is refused and nothing is stored', async () => {
    expect(await webhooks.receive('scripted', request([written], 'wrong'))).toEqual({ status: 403 });
    expect(await rows()).toEqual([]);
  });

  test('a plugin that is not loaded, or cannot verify, has the carrier come again', async () => {
    expect(await webhooks.receive('elsewhere', request([written]))).toMatchObject({ status: 503 });
    carrier.verify = () => {
      throw new Error('broken');
    };
    expect(await webhooks.receive('scripted', request([written]))).toMatchObject({ status: 503 });
    expect(await rows()).toEqual([]);
  });

  test('F: the same event in several requests is one message', async () => {
    await webhooks.receive('scripted', request([written, written]));
    await webhooks.receive('scripted', request([written]));
    worker.start();
    expect((await processed()).map(({ state }) => state)).toEqual(['processed', 'processed']);
    expect(await suite.store.query.selectFrom('messages').selectAll().execute()).toHaveLength(1);
  });

  test('E3: a picture that a customer sends is fetched, judged and kept', async () => {
    carrier.pictures.set('picture', png);
    await webhooks.receive(
      'scripted',
      request([{ ...written, media: [{ reference: 'picture', contentType: 'text/html' }] }]),
    );
    worker.start();
    await processed();
    expect(await suite.store.query.selectFrom('attachments').selectAll().execute()).toMatchObject([
      { content_type: 'image/png', size: png.length, uploader_id: null },
    ]);
  });

  test('what is not a picture is left out, and the message says so', async () => {
    carrier.pictures.set('page', Buffer.from('<html><script>alert(1)</script></html>'));
    await webhooks.receive(
      'scripted',
      request([{ ...written, media: [{ reference: 'page', contentType: 'image/png' }] }]),
    );
    worker.start();
    await processed();
    expect(await suite.store.query.selectFrom('attachments').selectAll().execute()).toEqual([]);
    expect(await suite.store.query.selectFrom('messages').selectAll().execute()).toMatchObject([
      { cause_code: 'media_left_out' },
    ]);
  });

  test('a number that is not ours is parked at once, with the reason and without the number', async () => {
    await webhooks.receive('scripted', request([{ ...written, to: '+12025550199' }]));
    worker.start();
    const [event] = await processed();
    expect(event).toMatchObject({
      state: 'parked',
      attempts: 1,
      problem: expect.stringContaining('none of our senders'),
    });
    expect(event?.problem).not.toMatch(/\d{4}/);
  });

  test('what cannot be taken keeps nothing that came with it from being taken: a STOP behind it counts at once', async () => {
    const foreign = { ...written, to: '+12025550199' };
    const stop = { ...written, eventId: 'in-2', from: other, body: 'STOP' };
    await webhooks.receive('scripted', request([foreign, stop]));
    worker.start();
    expect(await processed()).toMatchObject([{ state: 'parked', attempts: 1, problem_code: 'not_our_number' }]);
    expect((await messages()).filter(({ direction }) => direction === 'inbound')).toMatchObject([{ body: 'STOP' }]);
    expect(await suite.store.query.selectFrom('consent_opt_outs').selectAll().execute()).toHaveLength(1);
  });

  test('what its plugin can read of a request is taken, and the request is parked for the rest', async () => {
    const parse = carrier.parse.bind(carrier);
    carrier.parse = (raw) => {
      throw new PartlyUnreadableError(parse(raw), { cause: new Error('no usable field') });
    };
    await webhooks.receive('scripted', request([written]));
    worker.start();
    expect(await processed()).toMatchObject([{ state: 'parked', attempts: 1, problem_code: 'unreadable' }]);
    expect(await messages()).toMatchObject([{ body: 'Hello?' }]);
  });

  test('of several that cannot be taken, one that waits for its picture has the whole taken again before it is parked', async () => {
    const waiting = { ...written, eventId: 'in-2', from: other, media: [gone] };
    await webhooks.receive('scripted', request([{ ...written, to: '+12025550199' }, waiting]));
    worker.start();
    for (let taking = 1; taking <= 3; taking += 1) {
      await eventually(async () => (await rows()).find(({ due_at, attempts }) => attempts === taking && due_at > now));
      expect(await rows()).toMatchObject([{ state: 'pending', problem_code: 'media_unavailable' }]);
      now = new Date(now.getTime() + 4_000);
      worker.wake();
    }
    expect(await processed()).toMatchObject([{ state: 'parked', attempts: 4, problem_code: 'not_our_number' }]);
    expect(await messages()).toMatchObject([leftOut]);
  });

  test('what its plugin cannot read is parked at once: another try would read the same', async () => {
    await webhooks.receive('scripted', request('this is not JSON'));
    worker.start();
    expect(await processed()).toMatchObject([
      { state: 'parked', attempts: 1, problem_code: 'unreadable', lease_until: null },
    ]);
  });

  const gone = { reference: 'gone', contentType: 'image/png' };
  const leftOut = {
    body: 'Hello?',
    cause_code: 'media_left_out',
    cause_reason: expect.stringContaining('could not be fetched'),
  };
  const messages = () => suite.store.query.selectFrom('messages').selectAll().execute();

  test('a picture that cannot be fetched is waited for in three takings, and then the words come without it', async () => {
    carrier.pictures.set('picture', png);
    await webhooks.receive(
      'scripted',
      request([{ ...written, media: [gone, { reference: 'picture', contentType: 'image/png' }] }]),
    );
    worker.start();
    for (let taking = 1; taking <= 3; taking += 1) {
      await eventually(async () => (await rows()).find(({ due_at, attempts }) => attempts === taking && due_at > now));
      expect(await rows()).toMatchObject([{ state: 'pending', problem_code: 'media_unavailable' }]);
      expect(await messages()).toEqual([]);
      now = new Date(now.getTime() + 4_000);
      worker.wake();
    }
    expect(await processed()).toMatchObject([{ state: 'processed', attempts: 4, problem_code: null }]);
    expect(await messages()).toMatchObject([leftOut]);
    expect(await suite.store.query.selectFrom('attachments').selectAll().execute()).toMatchObject([
      { content_type: 'image/png' },
    ]);
  });

  test('a plugin that cannot fetch pictures does not keep the words from agents', async () => {
    Object.assign(carrier, { fetchMedia: undefined });
    await webhooks.receive('scripted', request([{ ...written, media: [gone] }]));
    worker.start();
    expect(await processed()).toMatchObject([{ state: 'processed', attempts: 1 }]);
    expect(await messages()).toMatchObject([
      { ...leftOut, cause_reason: expect.stringContaining('cannot be fetched') },
    ]);
  });

  test('a replay waits for no picture: no further try follows it', async () => {
    const admin = await adminActor(suite.store);
    await webhooks.receive('scripted', request([{ ...written, to: '+12025550199', media: [gone] }]));
    worker.start();
    const [event] = await processed();
    const senders = carrier.senders();
    carrier.senders = () => [...senders, { ...senders[0]!, id: '+12025550199', address: '+12025550199' }];
    expect(await events.replay(admin, event!.id)).toMatchObject({ state: 'processed' });
    expect(await messages()).toMatchObject([leftOut]);
  });

  const texts = async () =>
    (await suite.store.query.selectFrom('messages').select('body').orderBy('position').execute()).map(
      ({ body }) => body,
    );
  /** Pictures come when the test says so. */
  const slowPictures = () => {
    const waiting: ((picture: Buffer) => void)[] = [];
    carrier.fetchMedia = () => new Promise((resolve) => waiting.push(resolve));
    return waiting;
  };
  const slow = [{ reference: 'slow', contentType: 'image/png' }];
  const other = '+12025550144';

  test('a picture that does not come holds up nobody else, and the same customer only in their turn', async () => {
    const waiting = slowPictures();
    await webhooks.receive('scripted', request([{ ...written, media: slow }]));
    await webhooks.receive('scripted', request([{ ...written, eventId: 'in-2', body: 'Second' }]));
    await webhooks.receive('scripted', request([{ ...written, eventId: 'in-3', from: other, body: 'Elsewhere' }]));
    worker.start();
    await eventually(async () => ((await texts()).length > 0 ? true : undefined));
    expect(await texts()).toEqual(['Elsewhere']);
    waiting[0]?.(png);
    await processed();
    expect(await texts()).toEqual(['Elsewhere', 'Hello?', 'Second']);
  });

  test('many messages of a customer whose picture does not come hold up nobody else, and come in order', async () => {
    const waiting = slowPictures();
    await webhooks.receive('scripted', request([{ ...written, media: slow }]));
    const later = Array.from({ length: 20 }, (_, index) => `Text ${index}`);
    for (const body of later) await webhooks.receive('scripted', request([{ ...written, eventId: body, body }]));
    await webhooks.receive('scripted', request([{ ...written, eventId: 'other', from: other, body: 'Elsewhere' }]));
    worker.start();
    await eventually(async () => ((await texts()).length > 0 ? true : undefined));
    expect(await texts()).toEqual(['Elsewhere']);
    waiting[0]?.(png);
    await processed();
    expect(await texts()).toEqual(['Elsewhere', 'Hello?', ...later]);
  });

  test('pictures that do not come leave slots to receipts, texts and keywords', async () => {
    const waiting = slowPictures();
    for (let index = 0; index < 20; index += 1) {
      const from = `+120255502${String(index).padStart(2, '0')}`;
      await webhooks.receive('scripted', request([{ ...written, eventId: `slow-${index}`, from, media: slow }]));
    }
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await webhooks.receive('scripted', request([receipt(id, 'delivered')]));
    await webhooks.receive('scripted', request([{ ...written, eventId: 'text', from: other, body: 'Elsewhere' }]));
    worker.start();
    await eventually(async () => ((await message(id)).state === 'delivered' ? true : undefined));
    await eventually(async () => ((await texts()).includes('Elsewhere') ? true : undefined));
    expect(waiting).toHaveLength(4);
    await eventually(async () => {
      for (const deliver of waiting) deliver(png);
      return (await rows()).every(({ state }) => state === 'processed') ? true : undefined;
    });
    expect(waiting).toHaveLength(20);
  });

  test('what a node has taken stays its own, however long it waits', async () => {
    const waiting = slowPictures();
    await webhooks.receive('scripted', request([{ ...written, media: slow }]));
    await webhooks.receive('scripted', request([{ ...written, eventId: 'in-2', body: 'Second' }]));
    worker.start();
    await eventually(async () => (waiting.length > 0 ? true : undefined));
    for (let seconds = 0; seconds < 60; seconds += 20) {
      now = new Date(now.getTime() + 20_000);
      worker.wake();
      await eventually(async () => ((await rows()).every(({ lease_until }) => lease_until! > now) ? true : undefined));
    }
    waiting[0]?.(png);
    expect(await processed()).toMatchObject([{ attempts: 1 }, { attempts: 1 }]);
  });

  test('a node that stops puts back what it has not begun, and another one takes it at once', async () => {
    const waiting = slowPictures();
    await webhooks.receive('scripted', request([{ ...written, media: slow }]));
    await webhooks.receive('scripted', request([{ ...written, eventId: 'in-2', body: 'Second' }]));
    worker.start();
    await eventually(async () => ((await rows()).every(({ attempts }) => attempts === 1) ? true : undefined));
    await eventually(async () => (waiting.length > 0 ? true : undefined));
    const stopped = worker.stop();
    waiting[0]?.(png);
    await stopped;
    expect(await texts()).toEqual(['Hello?']);
    expect(await rows()).toMatchObject([{ state: 'processed' }, { state: 'pending', attempts: 0, lease_until: null }]);
  });

  test('an admin sees what is parked and why, without what it says, and nobody else does', async () => {
    const admin = await adminActor(suite.store);
    await webhooks.receive('scripted', request([{ ...written, to: '+12025550199' }]));
    worker.start();
    await processed();
    const { items } = await events.list(admin, {});
    expect(items).toMatchObject([
      { plugin: 'scripted', state: 'parked', attempts: 1, problem: { code: 'not_our_number' }, discardNote: null },
    ]);
    expect(items[0]?.problem?.fix).toContain('Add the number as a sender');
    expect(JSON.stringify({ ...items[0], id: '', receivedAt: '' })).not.toMatch(/Hello|\d{4}/);
    expect(await events.countParked(admin)).toBe(1);
    await expect(events.list({ ...admin, roles: ['agent_workspace_user'] }, {})).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test('lists page from the newest on', async () => {
    const admin = await adminActor(suite.store);
    for (const to of ['+12025550197', '+12025550198', '+12025550199']) {
      await webhooks.receive('scripted', request([{ ...written, to }]));
    }
    worker.start();
    await processed();
    const first = await events.list(admin, { limit: 2 });
    const second = await events.list(admin, { limit: 2, cursor: first.nextCursor! });
    const listed = [...first.items, ...second.items].map(({ id }) => id);
    expect(listed).toEqual([...listed].sort().reverse());
    expect([listed.length, second.nextCursor]).toEqual([3, null]);
  });

  test('a replay runs it again: still parked while nothing was mended, processed once afterwards, and audited', async () => {
    const admin = await adminActor(suite.store);
    const picture = { ...written, to: '+12025550199' };
    await webhooks.receive('scripted', request([picture]));
    worker.start();
    const [event] = await processed();
    expect(await events.replay(admin, event!.id)).toMatchObject({
      state: 'parked',
      attempts: 2,
      problem: { code: 'not_our_number' },
    });
    const senders = carrier.senders();
    carrier.senders = () => [...senders, { ...senders[0]!, id: '+12025550199', address: '+12025550199' }];
    expect(await events.replay(admin, event!.id)).toMatchObject({ state: 'processed', problem: null });
    await expect(events.replay(admin, event!.id)).rejects.toMatchObject({ code: 'webhook_event_not_parked' });
    await expect(events.replay(admin, admin.userId)).rejects.toMatchObject({ code: 'webhook_event_not_found' });
    expect(await suite.store.query.selectFrom('messages').selectAll().execute()).toHaveLength(1);
    expect(await suite.store.query.selectFrom('audit_entries').selectAll().execute()).toMatchObject([
      { user_id: admin.userId, action: 'webhook_event.replayed', subject: event!.id },
      { user_id: admin.userId, action: 'webhook_event.replayed', subject: event!.id },
    ]);
  });

  test('a replay that an admin asks for twice at the same time runs once', async () => {
    const admin = await adminActor(suite.store);
    await webhooks.receive('scripted', request([{ ...written, to: '+12025550199' }]));
    worker.start();
    const [event] = await processed();
    await worker.stop();
    const senders = carrier.senders();
    carrier.senders = () => [...senders, { ...senders[0]!, id: '+12025550199', address: '+12025550199' }];
    const outcomes = await Promise.allSettled([events.replay(admin, event!.id), events.replay(admin, event!.id)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await suite.store.query.selectFrom('messages').selectAll().execute()).toHaveLength(1);
  });

  test('what is discarded needs a note, is audited without it, and is not taken any more', async () => {
    const admin = await adminActor(suite.store);
    await webhooks.receive('scripted', request('this is not JSON'));
    worker.start();
    const [event] = await processed();
    await expect(events.discard(admin, event!.id, '  ')).rejects.toMatchObject({ code: 'invalid_fields' });
    expect(await events.discard(admin, event!.id, 'A test of the carrier.')).toMatchObject({
      state: 'discarded',
      discardNote: 'A test of the carrier.',
    });
    await expect(events.discard(admin, event!.id, 'Again')).rejects.toMatchObject({ code: 'webhook_event_not_parked' });
    expect(await events.countParked(admin)).toBe(0);
    expect(await suite.store.query.selectFrom('audit_entries').selectAll().execute()).toMatchObject([
      { action: 'webhook_event.discarded', detail: { plugin: 'scripted', problem: 'unreadable' } },
    ]);
  });

  const receipt = (
    messageId: string | undefined,
    state: 'sent' | 'delivered' | 'undelivered',
    extra: object = {},
  ): ChannelEvent => ({
    kind: 'receipt',
    eventId: `${state}-1`,
    messageId,
    state,
    ...extra,
  });

  test('F: receipts in the wrong order, twice, and of an unknown message end in the highest state', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await suite.store.query.updateTable('messages').set({ state: 'sent' }).where('id', '=', id).execute();
    await webhooks.receive(
      'scripted',
      request([receipt(id, 'delivered'), receipt(id, 'sent'), receipt(id, 'delivered')]),
    );
    await webhooks.receive(
      'scripted',
      request([{ ...receipt('not-a-message', 'delivered'), eventId: 'other' } as ChannelEvent]),
    );
    worker.start();
    await processed();
    expect(await message(id)).toMatchObject({ state: 'delivered' });
    expect(await suite.store.query.selectFrom('receipts').selectAll().execute()).toHaveLength(3);
  });

  test('an undelivered message keeps its cause, and its author is told once', async () => {
    const author = await insertUser(suite.store, 'Alex', { agent: true });
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara, author });
    await suite.store.query.updateTable('messages').set({ state: 'sent' }).where('id', '=', id).execute();
    const failed = receipt(id, 'undelivered', {
      code: '30003',
      reason: 'The phone is off.',
      at: '2026-01-05T11:59:00.000Z',
    });
    await webhooks.receive('scripted', request([failed]));
    await webhooks.receive('scripted', request([failed, receipt(id, 'sent')]));
    worker.start();
    await processed();
    expect(await message(id)).toMatchObject({
      state: 'undelivered',
      cause_code: '30003',
      cause_reason: 'The phone is off.',
    });
    expect(await suite.store.query.selectFrom('notifications').selectAll().execute()).toMatchObject([
      { user_id: author, kind: 'send_failed' },
    ]);
  });

  test('a receipt that knows only a carrier id which we learn later finds its message', async () => {
    const { id: interactionId } = await insertConversation(suite.store, { recipientId: clara });
    const id = await insertQueued(suite.store, { interactionId, recipientId: clara });
    await webhooks.receive('scripted', request([receipt(undefined, 'delivered', { carrierMessageId: 'late-1' })]));
    worker.start();
    await processed();
    expect(await message(id)).toMatchObject({ state: 'queued' });
    await suite.store.query
      .updateTable('messages')
      .set({ state: 'sent', carrier_message_id: 'late-1' })
      .where('id', '=', id)
      .execute();
    expect(await matchLateReceipts(suite.store, live, now)).toBe(1);
    expect(await message(id)).toMatchObject({ state: 'delivered' });
    expect(await matchLateReceipts(suite.store, live, now)).toBe(0);
  });
});
