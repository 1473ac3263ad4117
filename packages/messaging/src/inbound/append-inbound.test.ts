import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { LiveEventBus } from '../live/live-event-bus.js';
import { insertConversation, insertUser } from '../testing/conversation-rows.js';
import { silentLogger } from '../testing/test-points.js';
import { appendInbound, type InboundMessage } from './append-inbound.js';

const clara = '+12025550143';
const at = new Date('2026-01-05T12:00:00.000Z');

describeStores('inbound messages', (suite) => {
  let live: LiveEventBus;
  beforeEach(() => {
    live = new LiveEventBus(suite.store, silentLogger);
  });
  afterEach(() => live.close());

  const inbound = (overrides: Partial<InboundMessage> = {}): InboundMessage => ({
    pluginId: 'scripted',
    eventId: 'event-1',
    channel: 'sms',
    addressKind: 'phone',
    sender: { id: 'support', address: '+12025550100', name: 'Support' },
    recipientId: clara,
    matchKey: clara,
    carrierMessageId: 'carrier-1',
    body: 'Hello?',
    media: [],
    at,
    ...overrides,
  });
  const receive = (overrides: Partial<InboundMessage> = {}) => appendInbound(suite.store, live, inbound(overrides));
  const interaction = (id: string) =>
    suite.store.query.selectFrom('interactions').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const profiles = () => suite.store.query.selectFrom('channel_user_profiles').selectAll().execute();
  const messages = () => suite.store.query.selectFrom('messages').selectAll().execute();
  const notifications = () => suite.store.query.selectFrom('notifications').selectAll().orderBy('kind').execute();

  test('E1 a: the number of exactly one user: a profile is created for them, a conversation is created and nobody has it', async () => {
    const user = await insertUser(suite.store, 'Clara', { phone: clara });
    const route = await receive();
    expect(route).toMatchObject({ created: true, match: { rule: 'a', user } });
    expect(await profiles()).toMatchObject([{ channel: 'sms', match_key: clara, user_id: user, active: true }]);
    expect(await interaction(route?.interactionId ?? '')).toMatchObject({
      type: 'messaging',
      state: 'new',
      opened_for_id: user,
      consumer_id: user,
      assigned_to_id: null,
      virtual_agent: false,
      last_inbound_at: at,
    });
    expect(await messages()).toMatchObject([
      { direction: 'inbound', state: 'received', body: 'Hello?', author_kind: 'customer' },
    ]);
  });

  test('E1 a: the number of several users: a guest, and agents are asked', async () => {
    await insertUser(suite.store, 'Clara', { phone: clara });
    await insertUser(suite.store, 'Carl', { phone: clara });
    const agent = await insertUser(suite.store, 'Alex', { agent: true });
    await receive();
    expect(await profiles()).toMatchObject([{ user_id: null, active: true }]);
    expect(await notifications()).toMatchObject([{ user_id: agent, kind: 'recipient_unclear' }]);
  });

  test('E1 b: a profile exists: its user, and nothing is written back to the user', async () => {
    const user = await insertUser(suite.store, 'Clara');
    await suite.store.query
      .insertInto('channel_user_profiles')
      .values({ id: user, channel: 'sms', match_key: clara, recipient_id: clara, user_id: user, created_at: at })
      .execute();
    const route = await receive();
    expect(await interaction(route?.interactionId ?? '')).toMatchObject({ opened_for_id: user, profile_id: user });
    expect(await suite.store.query.selectFrom('user_addresses').selectAll().execute()).toEqual([]);
  });

  test('E1 c: a number that nobody knows: a guest', async () => {
    const route = await receive();
    expect(await profiles()).toMatchObject([{ user_id: null, active: true }]);
    expect(await interaction(route?.interactionId ?? '')).toMatchObject({ opened_for_id: null, state: 'new' });
  });

  test('E1 d: profile and user records disagree: the profile keeps its user, agents are asked', async () => {
    const bound = await insertUser(suite.store, 'Clara');
    await insertUser(suite.store, 'Carl', { phone: clara });
    const agent = await insertUser(suite.store, 'Alex', { agent: true });
    const { id } = await insertConversation(suite.store, { recipientId: clara, user: bound, assignedTo: agent });
    await receive();
    expect(await profiles()).toMatchObject([{ user_id: bound, active: true }]);
    expect(await interaction(id)).toMatchObject({ opened_for_id: bound });
    expect((await notifications()).map(({ kind }) => kind)).toEqual(['recipient_unclear', 'reply_received']);
  });

  test('E1: an active conversation: the message is appended, its agents are told once each, the assignment stays', async () => {
    const alex = await insertUser(suite.store, 'Alex', { agent: true });
    const sam = await insertUser(suite.store, 'Sam', { agent: true });
    const { id } = await insertConversation(suite.store, {
      recipientId: clara,
      assignedTo: alex,
      liveGroup: [alex, sam],
    });
    const route = await receive();
    expect(route).toMatchObject({ interactionId: id, created: false });
    expect(await interaction(id)).toMatchObject({ assigned_to_id: alex, last_inbound_at: at, version: 2 });
    const told = await notifications();
    expect(told.map(({ kind }) => kind)).toEqual(['reply_received', 'reply_received']);
    expect(new Set(told.map(({ user_id }) => user_id))).toEqual(new Set([alex, sam]));
  });

  test('a conversation with the same number on another sender is left alone', async () => {
    const { id } = await insertConversation(suite.store, { recipientId: clara, senderId: 'other' });
    const route = await receive();
    expect(route?.created).toBe(true);
    expect(route?.interactionId).not.toBe(id);
    expect(await profiles()).toHaveLength(1);
  });

  test('F: the same event again changes nothing', async () => {
    await receive();
    expect(await receive()).toBeNull();
    expect(await messages()).toHaveLength(1);
  });

  test('F: events at the same moment make one conversation, one profile and lose no message', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => receive({ eventId: `event-${index % 8}` })));
    expect(await suite.store.query.selectFrom('interactions').selectAll().execute()).toHaveLength(1);
    expect(await profiles()).toHaveLength(1);
    expect(await messages()).toHaveLength(8);
  });

  test('E3: a picture is kept with the message, and what is left out is said', async () => {
    const content = Buffer.from('not looked at here');
    await receive({
      media: [
        { fileName: 'received-1.png', content, judgement: { contentType: 'image/png', width: 4, height: 3 } },
        { leftOut: 'A file was left out: it is not a picture.' },
      ],
    });
    const [message] = await messages();
    expect(message).toMatchObject({ cause_code: 'media_left_out' });
    expect(await suite.store.query.selectFrom('attachments').selectAll().execute()).toMatchObject([
      { message_id: message?.id, uploader_id: null, content_type: 'image/png', size: content.length, width: 4 },
    ]);
  });
});
