import { newId } from '@hailpoint/store';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ApiClient } from '../harness/api-client.js';
import { type House, openHouse } from '../harness/open-house.js';
import { databaseKinds } from '../harness/test-database.js';
import { essentials, shipped } from '../harness/write-configuration.js';

/**
 * The table of the conversation plan, through HTTP, with every sentence of the documented results checked in the database afterwards.
 * Each scenario has numbers and people of its own, so they share one house.
 */
describe.each(databaseKinds)('conversation plan, through HTTP (%s)', (kind) => {
  let house: House;
  let alex: ApiClient;
  let sam: ApiClient;
  let ids: { alex: string; sam: string };

  beforeAll(async () => {
    house = await openHouse(kind, {
      defaultCountry: 'US',
      plugins: [
        ...essentials,
        shipped('sms-simulator', {
          config: {
            handsetPort: 0,
            senders: [
              { id: 'one', address: '+12025550100', name: 'One', country: 'US' },
              { id: 'two', address: '+12025550101', name: 'Two', country: 'US' },
            ],
          },
        }),
      ],
      channels: { sms: { manualRecipientEntry: true } },
    });
    const admin = await house.as('admin');
    for (const username of ['alex', 'sam']) {
      const created = await admin.post('/api/v1/users', {
        username,
        name: username === 'alex' ? 'Alex' : 'Sam',
        kind: 'agent',
        roles: ['agent_workspace_user'],
        phones: [],
      });
      expect(created.status).toBe(201);
    }
    alex = await house.as('alex');
    sam = await house.as('sam');
    ids = { alex: (await alex.get('/api/v1/me')).body.user.id, sam: (await sam.get('/api/v1/me')).body.user.id };
  });
  afterAll(() => house?.close());

  let numbers = 0;
  /** A number that no other scenario has. */
  const newNumber = () => `+12025550${String(102 + numbers++)}`;

  const person = async (name: string, number: string | null) => {
    const phones = number === null ? [] : [{ label: 'Mobile', number }];
    const { status, body } = await alex.post('/api/v1/users', { name, kind: 'consumer', phones });
    expect(status).toBe(201);
    return body.id as string;
  };
  const record = async (consumer: string | null) => {
    const { status, body } = await alex.post(
      '/api/v1/interactions',
      { type: 'phone', shortDescription: 'Calls', ...(consumer ? { consumer } : {}) },
      { 'idempotency-key': newId() },
    );
    expect(status).toBe(201);
    return body.number as string;
  };
  type To = { recipientId: string } | { manual: string };
  const send = async (
    client: ApiClient,
    number: string,
    to: To,
    options: { from?: string; confirm?: string[] } = {},
  ) => {
    const { confirm, ...rest } = options;
    const composition = { channel: 'sms', to, from: 'one', body: 'Hello', ...rest };
    const preflight = await client.post(`/api/v1/interactions/${number}/preflight`, composition);
    expect(preflight.status).toBe(200);
    const sent = await client.post(
      `/api/v1/interactions/${number}/messages`,
      { ...composition, planId: preflight.body.planId, ...(confirm ? { confirm } : {}) },
      { 'idempotency-key': newId() },
    );
    return { preflight: preflight.body, status: sent.status, body: sent.body };
  };

  // The database, afterwards.
  const query = () => house.hailpoint.store.query;
  const interaction = (number: string) =>
    query().selectFrom('interactions').selectAll().where('number', '=', number).executeTakeFirstOrThrow();
  const activeOf = (number: string) =>
    query()
      .selectFrom('interactions')
      .selectAll()
      .where('match_key', '=', number)
      .where('closed_at', 'is', null)
      .orderBy('sender_id')
      .execute();
  const profilesOf = (number: string) =>
    query()
      .selectFrom('channel_user_profiles')
      .selectAll()
      .where('match_key', '=', number)
      .orderBy('created_at')
      .orderBy('id')
      .execute();
  const liveGroup = async (id: string) =>
    (await query().selectFrom('live_group_profiles').select('user_id').where('interaction_id', '=', id).execute()).map(
      ({ user_id }) => user_id,
    );
  const messagesOf = (id: string) =>
    query().selectFrom('messages').selectAll().where('interaction_id', '=', id).orderBy('position').execute();
  const notificationsOf = async (userId: string, interactionId: string) =>
    (
      await query()
        .selectFrom('notifications')
        .select('kind')
        .where('user_id', '=', userId)
        .where('interaction_id', '=', interactionId)
        .execute()
    ).map(({ kind: notified }) => notified);

  /** Starting situations that no agent makes: as inbound messages and the virtual agent leave them. */
  const givenConversation = async (
    number: string,
    options: { user?: string | null; virtualAgent?: boolean; assignedTo?: string; sender?: string; queued?: boolean },
  ) => {
    const now = new Date();
    const profile = (await profilesOf(number)).find(({ active }) => active)?.id ?? newId();
    if ((await profilesOf(number)).length === 0) {
      await query()
        .insertInto('channel_user_profiles')
        .values({
          id: profile,
          channel: 'sms',
          match_key: number,
          recipient_id: number,
          user_id: options.user ?? null,
          created_at: now,
        })
        .execute();
    }
    const id = newId();
    const given = {
      id,
      number: `IMS${9_000_000 + numbers++}`,
      type: 'messaging' as const,
      state: 'work_in_progress' as const,
      opened_for_id: options.user ?? null,
      assigned_to_id: options.assignedTo ?? null,
      virtual_agent: options.virtualAgent ?? false,
      channel: 'sms',
      plugin_id: 'sms-simulator',
      sender_id: options.sender ?? 'one',
      match_key: number,
      recipient_id: number,
      profile_id: profile,
      opened_at: now,
      updated_at: now,
    };
    await query().insertInto('interactions').values(given).execute();
    if (options.queued) {
      await query()
        .insertInto('messages')
        .values({
          id: newId(),
          interaction_id: id,
          direction: 'outbound',
          author_kind: 'system',
          channel: 'sms',
          plugin_id: 'sms-simulator',
          sender_id: given.sender_id,
          match_key: number,
          recipient_id: number,
          body: 'Not sent yet',
          state: 'queued',
          state_at: now,
          due_at: new Date(now.getTime() + 3_600_000),
          created_at: now,
          sender_group: 'default',
        })
        .execute();
    }
    return given;
  };

  test('B1, row 2: no active interaction: one of type messaging is created, assigned to the agent, who joins its live group', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const source = await record(user);
    const { preflight, status, body } = await send(alex, source, { recipientId: number });
    expect(preflight).toMatchObject({
      sendable: true,
      confirmations: [],
      plan: { row: '2', workflow: 'created', creates: true },
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      workflow: 'created',
      closed: [],
      liveGroup: { added: [{ id: ids.alex }] },
      message: { state: 'queued' },
    });
    const [created, ...others] = await activeOf(number);
    expect(others).toEqual([]);
    expect(created).toMatchObject({
      number: body.interaction.number,
      type: 'messaging',
      channel: 'sms',
      sender_id: 'one',
      assigned_to_id: ids.alex,
      opened_for_id: user,
      virtual_agent: false,
      source_interaction_id: (await interaction(source)).id,
    });
    expect(await liveGroup(created?.id ?? '')).toEqual([ids.alex]);
    expect(await profilesOf(number)).toMatchObject([{ active: true, user_id: user, id: body.profile.activated }]);
    expect(await messagesOf(created?.id ?? '')).toMatchObject([
      { id: body.message.id, author_id: ids.alex, body: 'Hello' },
    ]);
  });

  test('B2, row 4: one with a live agent: appended, the second agent joins the live group, the assignment does not change', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const first = await send(sam, await record(user), { recipientId: number });
    const { preflight, status, body } = await send(alex, await record(user), { recipientId: number });
    expect(preflight.plan).toMatchObject({
      row: '4',
      appendsTo: first.body.interaction.number,
      assignment: 'unchanged',
      joinsLiveGroup: true,
    });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      workflow: 'appended',
      interaction: { number: first.body.interaction.number },
      liveGroup: { added: [{ id: ids.alex }] },
    });
    const active = await activeOf(number);
    expect(active).toMatchObject([{ assigned_to_id: ids.sam }]);
    expect(new Set(await liveGroup(active[0]?.id ?? ''))).toEqual(new Set([ids.sam, ids.alex]));
    expect(await messagesOf(active[0]?.id ?? '')).toHaveLength(2);
    expect(await notificationsOf(ids.sam, active[0]?.id ?? '')).toContain('agent_joined');
    expect(await profilesOf(number)).toHaveLength(1);

    const again = await send(alex, await record(user), { recipientId: number });
    expect(again.body).toMatchObject({ workflow: 'appended', liveGroup: { added: [] } });
  });

  test('B3, row 3: one with the virtual agent: closed, a new one is created and assigned, the agent joins its live group', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const given = await givenConversation(number, { user, virtualAgent: true, queued: true });
    const { preflight, body } = await send(alex, await record(user), { recipientId: number });
    expect(preflight.plan).toMatchObject({
      row: '3',
      closes: [{ number: given.number, reason: 'taken_over_by_agent', queuedMessages: 1 }],
    });
    expect(body).toMatchObject({ workflow: 'replaced_virtual_agent', closed: [given.number] });
    expect(await interaction(given.number)).toMatchObject({
      state: 'closed_complete',
      close_reason: 'taken_over_by_agent',
      virtual_agent: true,
    });
    expect(await messagesOf(given.id)).toMatchObject([{ state: 'canceled' }]);
    const active = await activeOf(number);
    expect(active).toMatchObject([
      { assigned_to_id: ids.alex, context_interaction_id: given.id, virtual_agent: false },
    ]);
    expect(await liveGroup(active[0]?.id ?? '')).toEqual([ids.alex]);
    expect(await profilesOf(number)).toMatchObject([{ active: true, user_id: user }]);
  });

  test('B4, row 1: one with a different user: asked first; then closed, a new one created and assigned, the profile replaced', async () => {
    const number = newNumber();
    const before = await person('Olivia', number);
    const now = await person('George', number);
    const first = await send(sam, await record(before), { recipientId: number });
    const source = await record(now);

    const unconfirmed = await send(alex, source, { recipientId: number });
    expect(unconfirmed.preflight).toMatchObject({
      confirmations: ['recipient_reassignment'],
      plan: {
        row: '1',
        workflow: 'replaced_different_user',
        profile: { action: 'replaced', previousUser: { id: before, name: 'Olivia' } },
      },
    });
    expect(unconfirmed).toMatchObject({
      status: 409,
      body: { code: 'confirmation_required', preflight: { planId: unconfirmed.preflight.planId } },
    });
    expect(await activeOf(number)).toMatchObject([{ number: first.body.interaction.number }]);

    const { status, body } = await send(alex, source, { recipientId: number }, { confirm: ['recipient_reassignment'] });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      workflow: 'replaced_different_user',
      closed: [first.body.interaction.number],
      liveGroup: { added: [{ id: ids.alex }] },
    });
    const closed = await interaction(first.body.interaction.number);
    expect(closed).toMatchObject({ state: 'closed_complete', close_reason: 'recipient_reassigned' });
    expect(await notificationsOf(ids.sam, closed.id)).toEqual(
      expect.arrayContaining([expect.stringMatching(/^conversation_/)]),
    );
    const [old, fresh, ...more] = await profilesOf(number);
    expect(more).toEqual([]);
    expect(old).toMatchObject({ active: false, user_id: before, id: body.profile.deactivated });
    expect(fresh).toMatchObject({ active: true, user_id: now, id: body.profile.activated });
    const active = await activeOf(number);
    expect(active).toMatchObject([{ assigned_to_id: ids.alex, opened_for_id: now, profile_id: fresh?.id }]);
    expect(await liveGroup(active[0]?.id ?? '')).toEqual([ids.alex]);
  });

  test('B4 with a second sender: every active messaging interaction of the profile on the channel is closed', async () => {
    const number = newNumber();
    const before = await person('Olivia', number);
    const now = await person('George', number);
    const one = await send(sam, await record(before), { recipientId: number });
    const two = await send(sam, await record(before), { recipientId: number }, { from: 'two' });
    const { body } = await send(
      alex,
      await record(now),
      { recipientId: number },
      { confirm: ['recipient_reassignment'] },
    );
    expect(new Set(body.closed)).toEqual(new Set([one.body.interaction.number, two.body.interaction.number]));
    expect(await activeOf(number)).toMatchObject([{ number: body.interaction.number, sender_id: 'one' }]);
  });

  test('row 1 without a conversation: the workflow is created, the profile is replaced, the confirmation is still needed', async () => {
    const number = newNumber();
    const before = await person('Olivia', null);
    const now = await person('George', number);
    await query()
      .insertInto('channel_user_profiles')
      .values({
        id: newId(),
        channel: 'sms',
        match_key: number,
        recipient_id: number,
        user_id: before,
        created_at: new Date(),
      })
      .execute();
    const source = await record(now);
    expect((await send(alex, source, { recipientId: number })).status).toBe(409);
    const { body } = await send(alex, source, { recipientId: number }, { confirm: ['recipient_reassignment'] });
    expect(body).toMatchObject({ workflow: 'created', closed: [] });
    expect(await profilesOf(number)).toMatchObject([
      { active: false, user_id: before },
      { active: true, user_id: now },
    ]);
  });

  test('row 1 cancels what is still queued for the number, of a conversation that an agent had closed before too', async () => {
    const number = newNumber();
    const before = await person('Olivia', null);
    const now = await person('George', number);
    const given = await givenConversation(number, { user: before, assignedTo: ids.sam, queued: true });
    const ended = await sam.post(`/api/v1/interactions/${given.number}/close`, {
      state: 'closed_complete',
      reason: 'agent_ended',
    });
    expect(ended.status).toBe(200);
    expect(await messagesOf(given.id)).toMatchObject([{ state: 'queued' }]);
    const source = await record(now);
    const { body } = await send(alex, source, { recipientId: number }, { confirm: ['recipient_reassignment'] });
    expect(body.workflow).toBe('created');
    expect(await messagesOf(given.id)).toMatchObject([{ state: 'canceled', cause_code: 'recipient_reassigned' }]);
  });

  test('row 1 is tried before row 3: a virtual agent with somebody else is a reassignment, not a take-over', async () => {
    const number = newNumber();
    const before = await person('Olivia', null);
    const now = await person('George', number);
    const given = await givenConversation(number, { user: before, virtualAgent: true });
    const { preflight, body } = await send(
      alex,
      await record(now),
      { recipientId: number },
      { confirm: ['recipient_reassignment'] },
    );
    expect(preflight.plan.row).toBe('1');
    expect(body.workflow).toBe('replaced_different_user');
    expect(await interaction(given.number)).toMatchObject({ close_reason: 'recipient_reassigned' });
  });

  test('row 5: active and nobody has it: appended, assigned to the agent, who joins its live group', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const given = await givenConversation(number, { user });
    const { preflight, body } = await send(alex, await record(user), { recipientId: number });
    expect(preflight.plan).toMatchObject({ row: '5', appendsTo: given.number, assignment: 'to_agent' });
    expect(body).toMatchObject({
      workflow: 'appended',
      closed: [],
      interaction: { number: given.number, assignedTo: { id: ids.alex } },
    });
    expect(await activeOf(number)).toMatchObject([{ id: given.id, assigned_to_id: ids.alex }]);
    expect(await liveGroup(given.id)).toEqual([ids.alex]);
  });

  test.each([
    ['with nobody', {}, '5'],
    ['with a live agent', { assignedTo: 'sam' }, '4'],
    ['with the virtual agent', { virtualAgent: true }, '3'],
  ] as const)(
    'rows 2 to 5 link the profile of a guest to the person, and the conversation %s too',
    async (_how, given, row) => {
      const number = newNumber();
      const user = await person('Clara', number);
      const conversation = await givenConversation(number, {
        user: null,
        ...('assignedTo' in given ? { assignedTo: ids.sam } : {}),
        ...('virtualAgent' in given ? { virtualAgent: true } : {}),
      });
      const { preflight, status } = await send(alex, await record(user), { recipientId: number });
      expect(status).toBe(201);
      expect(preflight.plan).toMatchObject({ row, profile: { action: 'linked', previousUser: null } });
      expect(await profilesOf(number)).toMatchObject([{ active: true, user_id: user, id: conversation.profile_id }]);
      expect((await activeOf(number))[0]).toMatchObject({ opened_for_id: user });
      expect(await interaction(conversation.number)).toMatchObject({ opened_for_id: user });
    },
  );

  test('row 2 links a guest without a conversation', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const guest = newId();
    await query()
      .insertInto('channel_user_profiles')
      .values({
        id: guest,
        channel: 'sms',
        match_key: number,
        recipient_id: number,
        user_id: null,
        created_at: new Date(),
      })
      .execute();
    const { preflight } = await send(alex, await record(user), { recipientId: number });
    expect(preflight.plan).toMatchObject({ row: '2', profile: { action: 'linked' } });
    expect(await profilesOf(number)).toMatchObject([{ id: guest, active: true, user_id: user }]);
  });

  test('preamble: u is unknown and the user of P is known: u is the user of P', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const first = await send(sam, await record(user), { recipientId: number });
    const { preflight, status, body } = await send(alex, await record(null), { manual: number });
    expect(status).toBe(201);
    expect(preflight).toMatchObject({
      confirmations: [],
      person: { userId: user },
      plan: { row: '4', profile: { action: 'kept' } },
    });
    expect(body.interaction.number).toBe(first.body.interaction.number);
    expect(await profilesOf(number)).toMatchObject([{ active: true, user_id: user }]);
  });

  test('preamble: u and P are both unknown: a guest', async () => {
    const number = newNumber();
    const { status, body } = await send(alex, await record(null), { manual: number });
    expect(status).toBe(201);
    expect(body.workflow).toBe('created');
    expect(await profilesOf(number)).toMatchObject([{ active: true, user_id: null }]);
    expect(await activeOf(number)).toMatchObject([{ assigned_to_id: ids.alex, opened_for_id: null }]);
  });

  test('preamble: Other takes the person of the record as u, with a warning when the number is not theirs', async () => {
    const number = newNumber();
    const user = await person('Clara', newNumber());
    const { preflight, status } = await send(alex, await record(user), { manual: number });
    expect(status).toBe(201);
    expect(preflight.warnings.map(({ code }: { code: string }) => code)).toContain('number_not_on_user');
    expect(await profilesOf(number)).toMatchObject([{ active: true, user_id: user }]);
  });

  test('a conversation with the same recipient on another sender is a warning, not a change', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const other = await send(sam, await record(user), { recipientId: number }, { from: 'two' });
    const { preflight, body } = await send(alex, await record(user), { recipientId: number });
    expect(preflight.warnings.map(({ code }: { code: string }) => code)).toContain('conversation_on_other_sender');
    expect(body.workflow).toBe('created');
    expect(await activeOf(number)).toMatchObject([
      { sender_id: 'one', assigned_to_id: ids.alex },
      { sender_id: 'two', assigned_to_id: ids.sam, number: other.body.interaction.number },
    ]);
    expect(await profilesOf(number)).toHaveLength(1);
  });

  test('a plan that is no longer true is refused with the new preflight, and nothing is written', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const source = await record(user);
    const composition = { channel: 'sms', to: { recipientId: number }, from: 'one', body: 'Hello' };
    const { body: shown } = await alex.post(`/api/v1/interactions/${source}/preflight`, composition);
    const first = await send(sam, await record(user), { recipientId: number });
    const { status, body } = await alex.post(
      `/api/v1/interactions/${source}/messages`,
      { ...composition, planId: shown.planId },
      { 'idempotency-key': newId() },
    );
    expect(status).toBe(409);
    expect(body).toMatchObject({
      code: 'plan_changed',
      preflight: { plan: { row: '4', appendsTo: first.body.interaction.number } },
    });
    expect(body.preflight.planId).not.toBe(shown.planId);
    const [active] = await activeOf(number);
    expect(await messagesOf(active?.id ?? '')).toHaveLength(1);
    expect(await liveGroup(active?.id ?? '')).toEqual([ids.sam]);
  });

  test('replies: a closed conversation is a conflict; the virtual agent has to be taken over', async () => {
    const number = newNumber();
    const user = await person('Clara', number);
    const { body } = await send(alex, await record(user), { recipientId: number });
    const conversation = body.interaction.number;
    const reply = (which: string) =>
      alex.post(`/api/v1/interactions/${which}/replies`, { body: 'More' }, { 'idempotency-key': newId() });
    expect((await reply(conversation)).status).toBe(201);
    const closed = await alex.post(`/api/v1/interactions/${conversation}/close`, {
      state: 'closed_complete',
      reason: 'agent_ended',
    });
    expect(closed.status).toBe(200);
    expect(await reply(conversation)).toMatchObject({ status: 409, body: { code: 'interaction_closed' } });
    const given = await givenConversation(newNumber(), { user: null, virtualAgent: true });
    expect(await reply(given.number)).toMatchObject({ status: 409, body: { code: 'use_take_over' } });
  });
});
