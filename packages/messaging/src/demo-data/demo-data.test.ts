import { ChannelProvider, RecipientValidator } from '@hailpoint/kernel';
import { ManualTime } from '@hailpoint/kernel/host';
import { PhoneNumberValidation, RecipientPhoneConfig } from '@hailpoint/plugin-recipient-phone';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { loadInteractions } from '../interactions/interaction-view.js';
import { viewContext } from '../interactions/view-context.js';
import { loadThread } from '../messages/message-view.js';
import { insertUser } from '../testing/conversation-rows.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { testPoints } from '../testing/test-points.js';
import type { DemoData } from './demo-data.js';
import { readDemoGuide } from './demo-guide.js';
import { importDemoData } from './import-demo-data.js';

const points = testPoints([
  { point: ChannelProvider, plugin: 'scripted', instance: new ScriptedCarrier() },
  {
    point: RecipientValidator,
    plugin: 'recipient-phone',
    instance: new PhoneNumberValidation(new RecipientPhoneConfig()),
  },
]);

const conversation = { channel: 'sms', plugin: 'scripted', sender: 'support' } as const;

const demo: DemoData = {
  users: [
    { key: 'ana', name: 'Ana Agent', kind: 'agent', username: 'ana', roles: ['agent_workspace_user'] },
    { key: 'ben', name: 'Ben Agent', kind: 'agent', username: 'ben', roles: ['agent_workspace_user'] },
    { key: 'admin', name: 'Ada Admin', kind: 'user', username: 'admin', roles: ['admin'] },
    {
      key: 'clara',
      name: 'Clara Customer',
      kind: 'consumer',
      country: 'US',
      phones: [{ label: 'Mobile', number: '(202) 555-0143' }],
    },
    { key: 'dora', name: 'Dora Dealer', kind: 'contact', email: 'dora@example.com', active: false },
  ],
  interactions: [
    {
      key: 'call',
      type: 'phone',
      state: 'new',
      consumer: 'clara',
      assignedTo: 'ana',
      shortDescription: 'Parcel is late',
      openedMinutesAgo: 35,
    },
    {
      type: 'email',
      state: 'closed_abandoned',
      contact: 'dora',
      openedMinutesAgo: 3_000,
      closedMinutesAgo: 60,
      closeReason: 'no_response',
      relatedRecord: { table: 'case', id: '7' },
    },
  ],
  conversations: [
    {
      key: 'chat',
      ...conversation,
      recipientId: '+12025550143',
      user: 'clara',
      assignedTo: 'ana',
      liveGroup: ['ben', 'ana'],
      from: 'call',
      openedMinutesAgo: 30,
      messages: [
        { direction: 'outbound', author: 'ana', body: 'Hello Clara', state: 'read', minutesAgo: 30 },
        { direction: 'inbound', body: 'Thanks!', minutesAgo: 12.5 },
        {
          direction: 'outbound',
          author: 'ben',
          body: 'Bye',
          state: 'failed',
          cause: { code: 'no_route', reason: 'The carrier has no route.' },
          minutesAgo: 12,
        },
      ],
    },
    {
      ...conversation,
      recipientId: '+12025550144',
      virtualAgent: true,
      state: 'new',
      openedMinutesAgo: 20,
      messages: [{ direction: 'outbound', author: 'virtual_agent', body: 'Hi', minutesAgo: 20 }],
    },
    {
      key: 'old',
      ...conversation,
      recipientId: '+12025550143',
      user: 'dora',
      state: 'closed_complete',
      openedMinutesAgo: 9_000,
      messages: [{ direction: 'inbound', body: 'Hello?', minutesAgo: 8_999 }],
    },
  ],
  profiles: [{ channel: 'sms', recipientId: '+12025550145', user: 'dora' }],
  scheduled: [
    {
      interaction: 'call',
      agent: 'ana',
      channel: 'sms',
      sender: 'support',
      recipientId: '+12025550143',
      user: 'clara',
      body: 'See you tomorrow',
      minutes: 60,
    },
    {
      interaction: 'call',
      agent: 'ana',
      channel: 'sms',
      sender: 'support',
      recipientId: '+12025550143',
      user: 'clara',
      body: 'Late',
      minutes: 60,
      cause: { code: 'missed', reason: 'It is too late.' },
    },
  ],
  guide: [{ situation: 'B2', title: 'Join a conversation', text: 'Compose to Clara.', interaction: 'call' }],
};

describeStores('demo data', (suite) => {
  let clock: ManualTime;
  const run = (data: unknown = demo) => importDemoData({ store: suite.store, points, clock }, data);

  beforeEach(() => {
    clock = new ManualTime('2026-01-05T10:00:00.000Z');
  });

  const withConversation = (...more: object[]) => ({ ...demo, conversations: [...demo.conversations!, ...more] });
  const guest = { ...conversation, recipientId: '+12025550150', openedMinutesAgo: 10 };

  test('scheduled messages wait, or need attention and the agent was told', async () => {
    await run();
    const rows = await suite.store.query
      .selectFrom('scheduled_messages')
      .select(['state', 'send_at', 'due_at', 'cause_code'])
      .orderBy('send_at')
      .execute();
    expect(rows).toEqual([
      { state: 'needs_attention', send_at: new Date('2026-01-05T09:00:00Z'), due_at: null, cause_code: 'missed' },
      {
        state: 'scheduled',
        send_at: new Date('2026-01-05T11:00:00Z'),
        due_at: new Date('2026-01-05T11:00:00Z'),
        cause_code: null,
      },
    ]);
    const told = await suite.store.query.selectFrom('notifications').select('kind').execute();
    expect(told).toEqual([{ kind: 'scheduled_needs_attention' }]);
    await expect(
      importDemoData(
        { store: suite.store, points, clock },
        { ...demo, scheduled: [{ ...demo.scheduled![0]!, interaction: 'nothing', user: 'nobody', agent: 'clara' }] },
      ),
    ).rejects.toThrow(/scheduled\[0\].interaction[\s\S]*scheduled\[0\].agent[\s\S]*scheduled\[0\].user/);
  });

  const byNumber = async (...numbers: string[]) => loadInteractions(suite.store, { numbers }, viewContext(points));

  test('C6: people, records of every kind and conversations are imported, numbered by age, with times before now', async () => {
    const result = await run();
    expect(result).toEqual({
      imported: true,
      users: 5,
      interactions: 5,
      messages: 5,
      numbers: { old: 'IMS0000001', call: 'IMS0000003', chat: 'IMS0000004' },
    });
    const [old, email, call, chat, robot] = await byNumber(
      'IMS0000001',
      'IMS0000002',
      'IMS0000003',
      'IMS0000004',
      'IMS0000005',
    );
    expect(call).toMatchObject({
      type: 'phone',
      consumer: { name: 'Clara Customer' },
      assignedTo: { name: 'Ana Agent' },
      openedAt: '2026-01-05T09:25:00.000Z',
      compose: { offered: true },
    });
    expect(email).toMatchObject({
      state: 'closed_abandoned',
      closeReason: 'no_response',
      closedAt: '2026-01-05T09:00:00.000Z',
      updatedAt: '2026-01-05T09:00:00.000Z',
      relatedRecord: { table: 'case', id: '7' },
    });
    expect(chat).toMatchObject({
      type: 'messaging',
      state: 'work_in_progress',
      shortDescription: 'SMS conversation with Clara Customer',
      consumer: { name: 'Clara Customer' },
      openedFor: { name: 'Clara Customer' },
      liveGroup: [{ name: expect.any(String) }, { name: expect.any(String) }],
      updatedAt: '2026-01-05T09:48:00.000Z',
      conversation: {
        senderAddress: '+12025550100',
        guest: false,
        source: { number: 'IMS0000003', type: 'phone' },
        lastInboundAt: '2026-01-05T09:47:30.000Z',
        lastOutboundAt: '2026-01-05T09:48:00.000Z',
      },
    });
    expect(robot).toMatchObject({ virtualAgent: true, assignedTo: null, liveGroup: [], conversation: { guest: true } });
    expect(old).toMatchObject({
      state: 'closed_complete',
      closeReason: 'agent_ended',
      closedAt: '2025-12-30T04:01:00.000Z',
      contact: { name: 'Dora Dealer' },
    });
  });

  test('threads keep their order, authors, states and causes', async () => {
    await run();
    const [chat] = await byNumber('IMS0000004');
    const { items } = await loadThread(suite.store, chat!.id, {});
    expect(
      items.map(({ direction, author, body, state, cause, segments, createdAt }) => [
        direction,
        author.kind,
        author.person?.name,
        body,
        state,
        cause,
        segments,
        createdAt,
      ]),
    ).toEqual([
      ['outbound', 'agent', 'Ana Agent', 'Hello Clara', 'read', null, 1, '2026-01-05T09:30:00.000Z'],
      ['inbound', 'customer', undefined, 'Thanks!', 'received', null, null, '2026-01-05T09:47:30.000Z'],
      [
        'outbound',
        'agent',
        'Ben Agent',
        'Bye',
        'failed',
        { code: 'no_route', reason: 'The carrier has no route.' },
        1,
        '2026-01-05T09:48:00.000Z',
      ],
    ]);
  });

  test('numbers are bound as the conversations say; a number that changed hands has its earlier, deactivated profile', async () => {
    await run();
    const rows = await suite.store.query
      .selectFrom('channel_user_profiles as profile')
      .leftJoin('users', 'users.id', 'profile.user_id')
      .select(['profile.recipient_id', 'users.name', 'profile.active', 'profile.deactivation_reason'])
      .orderBy('profile.recipient_id')
      .orderBy('profile.active', 'desc')
      .execute();
    expect(rows).toEqual([
      { recipient_id: '+12025550143', name: 'Clara Customer', active: true, deactivation_reason: null },
      { recipient_id: '+12025550143', name: 'Dora Dealer', active: false, deactivation_reason: 'recipient_reassigned' },
      { recipient_id: '+12025550144', name: null, active: true, deactivation_reason: null },
      { recipient_id: '+12025550145', name: 'Dora Dealer', active: true, deactivation_reason: null },
    ]);
  });

  test('people can be found by their numbers, and lists are in the order of age', async () => {
    await run();
    const key = await suite.store.query
      .selectFrom('user_addresses')
      .select('match_key')
      .where('kind', '=', 'phone')
      .executeTakeFirstOrThrow();
    expect(key.match_key).toBe('+12025550143');
    const rows = await suite.store.query
      .selectFrom('interactions')
      .select(['number', 'search_text'])
      .orderBy('id')
      .execute();
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5].map((n) => `IMS000000${n}`));
    expect(rows[2]!.search_text).toBe('ims0000003 parcel is late clara customer ana agent');
  });

  test('the guide names the numbers that the records got', async () => {
    expect(await readDemoGuide(suite.store)).toEqual([]);
    await run();
    expect(await readDemoGuide(suite.store)).toEqual([
      { situation: 'B2', title: 'Join a conversation', text: 'Compose to Clara.', interaction: 'IMS0000003' },
    ]);
  });

  test('imports once, however often and from however many nodes it is tried', async () => {
    const results = await Promise.all(Array.from({ length: 4 }, () => run()));
    expect(results.filter(({ imported }) => imported)).toHaveLength(1);
    expect(await run()).toEqual({ imported: false, reason: 'already_imported' });
    expect(await suite.store.query.selectFrom('users').select('id').execute()).toHaveLength(5);
  });

  test('imports nothing into a directory that somebody uses already', async () => {
    await insertUser(suite.store, 'Somebody');
    expect(await run()).toEqual({ imported: false, reason: 'directory_not_empty' });
    expect(await suite.store.query.selectFrom('interactions').select('id').execute()).toEqual([]);
    await suite.store.query.deleteFrom('users').execute();
    expect(await run()).toMatchObject({ imported: true });
  });

  describe('what is wrong is named with its place, and nothing is imported', () => {
    const without = (key: string) => Object.fromEntries(Object.entries(demo).filter(([name]) => name !== key));
    const withUser = (...users: object[]) => ({ users: [...demo.users, ...users] });
    const cases: [string, unknown, string, string][] = [
      ['no object', [], '', 'must be an object'],
      ['nobody', without('users'), 'users', 'is missing'],
      [
        'a misspelt member',
        { users: [{ key: 'x', name: 'X', kind: 'user', adress: 'y' }] },
        'users[0].adress',
        'is not known here',
      ],
      [
        'a state that is none',
        { ...demo, interactions: [{ type: 'phone', state: 'open', openedMinutesAgo: 1 }] },
        'interactions[0].state',
        'must be one of new,',
      ],
      [
        'type messaging',
        { ...demo, interactions: [{ type: 'messaging', state: 'new', openedMinutesAgo: 1 }] },
        'interactions[0].type',
        'must be one of phone,',
      ],
      [
        'a time to come',
        { ...demo, interactions: [{ type: 'phone', state: 'new', openedMinutesAgo: -1 }] },
        'interactions[0].openedMinutesAgo',
        '0 or more',
      ],
      ['a key twice', withUser({ key: 'ana', name: 'X', kind: 'user' }), 'users[5].key', 'already'],
      [
        'a user name twice',
        withUser({ key: 'x', name: 'X', kind: 'user', username: 'ANA' }),
        'users[5].username',
        'somebody else',
      ],
      [
        'a country that is none',
        withUser({ key: 'x', name: 'X', kind: 'user', phones: [{ label: 'M', number: '1', country: 'XX' }] }),
        'users[5].phones[0].country',
        'no such country',
      ],
      [
        'nobody of that key',
        { ...demo, interactions: [{ ...demo.interactions![0]!, consumer: 'zoe' }] },
        'interactions[0].consumer',
        'no user zoe',
      ],
      [
        'an assignee who is no agent',
        { ...demo, interactions: [{ ...demo.interactions![0]!, assignedTo: 'clara' }] },
        'interactions[0].assignedTo',
        'no agent',
      ],
      [
        'an end of what is open',
        { ...demo, interactions: [{ ...demo.interactions![0]!, closeReason: 'no_response' }] },
        'interactions[0].closeReason',
        'closed ones only',
      ],
      [
        'an end before the beginning',
        { ...demo, interactions: [{ ...demo.interactions![1]!, key: 'call', closedMinutesAgo: 4_000 }] },
        'interactions[0].closedMinutesAgo',
        'before it was opened',
      ],
      [
        'two open conversations of one number',
        withConversation({ ...guest, recipientId: '+1 202 555 0144' }),
        'conversations[3]',
        'at most one can be open',
      ],
      [
        'a number bound to two people',
        withConversation({ ...guest, sender: 'other', recipientId: '+12025550143', user: 'dora' }),
        'conversations[3].user',
        'bound to somebody else',
      ],
      [
        'virtual agent and assignee',
        withConversation({ ...guest, virtualAgent: true, assignedTo: 'ana' }),
        'conversations[3].virtualAgent',
        'assigned to nobody',
      ],
      [
        'a record that is none',
        withConversation({ ...guest, from: 'chat' }),
        'conversations[3].from',
        'no interaction chat',
      ],
      [
        'a message to be sent',
        withConversation({
          ...guest,
          messages: [{ direction: 'outbound', author: 'ana', body: 'x', state: 'queued', minutesAgo: 1 }],
        }),
        'conversations[3].messages[0].state',
        'must be one of sent,',
      ],
      [
        'a message of nobody',
        withConversation({ ...guest, messages: [{ direction: 'outbound', body: 'x', minutesAgo: 1 }] }),
        'conversations[3].messages[0].author',
        'is missing',
      ],
      [
        "a customer's message with an author",
        withConversation({ ...guest, messages: [{ direction: 'inbound', author: 'ana', body: 'x', minutesAgo: 1 }] }),
        'conversations[3].messages[0].author',
        'outbound messages only',
      ],
      [
        'messages out of order',
        withConversation({
          ...guest,
          messages: [
            { direction: 'inbound', body: 'x', minutesAgo: 1 },
            { direction: 'inbound', body: 'y', minutesAgo: 2 },
          ],
        }),
        'conversations[3].messages[1].minutesAgo',
        'oldest comes first',
      ],
      [
        'a guide to nowhere',
        { ...demo, guide: [{ ...demo.guide![0]!, interaction: 'x' }] },
        'guide[0].interaction',
        'no interaction or conversation x',
      ],
    ];

    test.each(cases)('%s', async (_, data, path, problem) => {
      const refusal = (await run(data).catch((error: unknown) => error)) as {
        code: string;
        message: string;
        fields: { field: string; message: string }[];
      };
      expect(refusal.code).toBe('demo_data_invalid');
      expect(refusal.fields).toHaveLength(1);
      expect(refusal.fields[0]).toMatchObject({ field: path, message: expect.stringContaining(problem) });
      expect(refusal.message).toContain(path);
      expect(await suite.store.query.selectFrom('users').select('id').execute()).toEqual([]);
      expect(await suite.store.query.selectFrom('installation').select('key').execute()).toEqual([]);
    });
  });

  test('E2: whoever wrote STOP has opted out, as from a real message', async () => {
    const messages = [{ direction: 'inbound' as const, body: 'Stop.', minutesAgo: 5 }];
    await run(withConversation({ ...guest, openedMinutesAgo: 10, messages }));
    const held = await suite.store.query
      .selectFrom('consent_opt_outs')
      .innerJoin('consent_entries', 'consent_entries.id', 'consent_opt_outs.entry_id')
      .innerJoin('messages', 'messages.id', 'consent_entries.message_id')
      .select(['consent_opt_outs.recipient_id', 'keyword', 'source', 'messages.body'])
      .execute();
    expect(held).toEqual([{ recipient_id: guest.recipientId, keyword: 'STOP', source: 'keyword', body: 'Stop.' }]);
    const told = suite.store.query.selectFrom('history_entries').select('kind').where('kind', '=', 'opted_out');
    expect(await told.execute()).toHaveLength(1);
  });

  test('a message of unknown outcome has its attempt, and waits for an agent', async () => {
    const cause = { code: 'provider_failed', reason: 'The connection ended before the answer.' };
    const message = { direction: 'outbound' as const, author: 'ana', body: 'Hello', minutesAgo: 5 };
    await run(
      withConversation({ ...guest, openedMinutesAgo: 10, messages: [{ ...message, state: 'unknown', cause }] }),
    );
    const found = await suite.store.query
      .selectFrom('unknown_outcomes')
      .innerJoin('message_attempts', 'message_attempts.message_id', 'unknown_outcomes.message_id')
      .select(['unknown_outcomes.state', 'asked', 'message_attempts.outcome', 'message_attempts.code'])
      .execute();
    expect(found).toEqual([{ state: 'unsettled', asked: 20, outcome: 'unknown', code: 'provider_failed' }]);
    const lookUps = await suite.store.query.selectFrom('message_look_ups').selectAll().orderBy('id').execute();
    expect(lookUps).toHaveLength(20);
    for (const [index, { at, next_at }] of lookUps.entries()) {
      expect(at < clock.now()).toBe(true);
      expect(next_at).toEqual(lookUps[index + 1]?.at ?? null);
    }
  });

  test('a carrier event waits for an administrator, with what the carrier sent', async () => {
    const carrierEvent = {
      plugin: 'scripted',
      contribution: 'ScriptedCarrier',
      path: '/inbound',
      content: { type: 'message', from: '+12025550171' },
      problem: 'not_our_number' as const,
      minutesAgo: 7,
    };
    await run({ ...demo, carrierEvents: [carrierEvent] });
    const [event] = await suite.store.query.selectFrom('webhook_events').selectAll().execute();
    expect(event).toMatchObject({ state: 'parked', problem_code: 'not_our_number', request: { path: '/inbound' } });
    expect(JSON.parse(Buffer.from(event?.body ?? []).toString())).toEqual({
      ...carrierEvent.content,
      at: event?.received_at.toISOString(),
    });
    const misspelt = { ...carrierEvent, problem: 'lost' as 'failed' };
    await expect(run({ ...demo, carrierEvents: [misspelt] })).rejects.toMatchObject({
      fields: [{ field: 'carrierEvents[0].problem' }],
    });
  });

  test('a member that YAML left empty says nothing', async () => {
    expect(
      await run({ users: [{ key: 'x', name: 'X', kind: 'user', email: null }], interactions: null }),
    ).toMatchObject({ imported: true, users: 1 });
  });
});
