import { newId } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DatabaseHistoryService } from '../history/history-service.js';
import { DatabaseInteractionService } from '../interactions/interaction-service.js';
import type { Actor } from '../messaging.js';
import { ConsentWorld } from '../testing/consent-world.js';

const number = '+12025550143';

describeStores('Saying whose the number of a conversation is (E1, D6)', (suite) => {
  let world: ConsentWorld;
  let interactions: DatabaseInteractionService;
  let me: Actor;
  let bob: Actor;
  let ana: string;
  let cleo: string;

  beforeEach(async () => {
    world = new ConsentWorld(suite.store);
    const { store, points, time: clock, live } = world;
    interactions = new DatabaseInteractionService({ store, points, clock, live });
    me = await world.agent('Maya');
    bob = await world.agent('Bob');
    ana = await world.user('Ana');
    cleo = await world.user('Cleo', { kind: 'contact' });
  });

  const associate = (of: string, user: string, version = 1) => interactions.associate(me, of, version, { user });
  const profiles = () => suite.store.query.selectFrom('channel_user_profiles').selectAll().orderBy('id').execute();
  const told = (agent: Actor) =>
    suite.store.query
      .selectFrom('notifications')
      .select(['kind', 'body'])
      .where('user_id', '=', agent.userId)
      .orderBy('id')
      .execute();
  const sentences = async (of: string) => {
    const { store, points, time: clock } = world;
    const story = await new DatabaseHistoryService({ store, points, clock }).ofInteraction(me, of, {});
    return story.chapters.map(({ sentence }) => sentence);
  };

  test("a guest's number becomes the person's, with everything that runs on it", async () => {
    const guest = await world.profile(number, null);
    const row = { recipientId: number, profileId: guest, assignedTo: bob.userId };
    const conversation = await world.conversation(row);
    const other = await world.conversation({ recipientId: number, profileId: guest, senderId: 'sales' });
    const queued = await world.message(conversation.id, number);
    const changed = await associate(conversation.number, ana);
    expect(changed).toMatchObject({ openedFor: { name: 'Ana' }, consumer: { name: 'Ana' }, contact: null, version: 2 });
    expect(changed.conversation?.guest).toBe(false);
    expect(await interactions.get(me, other.number)).toMatchObject({
      openedFor: { name: 'Ana' },
      state: 'work_in_progress',
    });
    expect(await profiles()).toMatchObject([{ id: guest, user_id: ana, active: true }]);
    expect((await world.outbound()).find(({ id }) => id === queued)?.state).toBe('queued');

    expect(await sentences(conversation.number)).toContain(
      `Maya said that ${conversation.number} is with Ana. Nobody was known for it before.`,
    );
    expect(await told(bob)).toEqual([
      { kind: 'recipient_associated', body: `Maya said that your conversation ${conversation.number} is with Ana.` },
    ]);
    const audit = await suite.store.query.selectFrom('audit_entries').selectAll().execute();
    expect(audit).toMatchObject([
      { action: 'conversation.associated', user_id: me.userId, subject: conversation.number },
    ]);
    const events = world.events.filter(({ kind }) => kind === 'interaction');
    expect(events).toEqual(expect.arrayContaining([{ kind: 'interaction', number: conversation.number }]));
    expect(events).toEqual(expect.arrayContaining([{ kind: 'interaction', number: other.number }]));
  });

  test('a number of somebody else changes hands: this conversation goes on, theirs end, nothing written to them goes out', async () => {
    const former = await world.profile(number, ana);
    const row = { recipientId: number, profileId: former, user: ana };
    const conversation = await world.conversation({ ...row, assignedTo: me.userId });
    const other = await world.conversation({ ...row, senderId: 'sales', assignedTo: bob.userId });
    const mine = await world.message(conversation.id, number, 'queued', bob.userId);
    const theirs = await world.message(other.id, number, 'queued', me.userId);
    const changed = await associate(conversation.number, cleo);
    expect(changed).toMatchObject({
      openedFor: { name: 'Cleo' },
      consumer: null,
      contact: { name: 'Cleo' },
      state: 'work_in_progress',
    });
    expect(await profiles()).toMatchObject([
      { id: former, user_id: ana, active: false, deactivation_reason: 'recipient_reassigned' },
      { user_id: cleo, active: true, recipient_id: number },
    ]);
    expect(await interactions.get(me, other.number)).toMatchObject({
      state: 'closed_complete',
      closeReason: 'recipient_reassigned',
      openedFor: { name: 'Ana' },
    });
    const states = new Map((await world.outbound()).map(({ id, state, cause_code }) => [id, [state, cause_code]]));
    expect(states.get(mine)).toEqual(['canceled', 'recipient_reassigned']);
    expect(states.get(theirs)).toEqual(['canceled', 'recipient_reassigned']);
    expect((await told(bob)).map(({ kind }) => kind).sort()).toEqual(['conversation_closed', 'send_failed']);
    expect(await sentences(conversation.number)).toContain(
      `Maya said that ${conversation.number} is with Cleo. It was with Ana before. What still waited to be sent was canceled: 1.`,
    );
    // Whoever writes now is Cleo, and stays in the same conversation.
    await world.receive(number, 'Hello');
    expect(await interactions.get(me, conversation.number)).toMatchObject({ openedFor: { name: 'Cleo' } });
    expect((await interactions.thread(me, conversation.number, {})).items.map(({ body }) => body)).toContain('Hello');
  });

  test('an opt-out of the number stays, an opt-in is not inherited', async () => {
    const former = await world.profile(number, ana);
    const conversation = await world.conversation({ recipientId: number, profileId: former, user: ana });
    await world.receive(number, 'STOP');
    const outs = await suite.store.query.selectFrom('consent_opt_outs').selectAll().execute();
    const { version } = await interactions.get(me, conversation.number);
    await associate(conversation.number, cleo, version);
    expect(await suite.store.query.selectFrom('consent_opt_outs').selectAll().execute()).toEqual(outs);
    await expect(world.composing.reply(me, conversation.number, { body: 'Hello' })).rejects.toMatchObject({
      code: 'recipient_opted_out',
    });
    await world.receive(number, 'START');
    const ins = await suite.store.query.selectFrom('consent_opt_ins').select('user_id').execute();
    expect(ins).toEqual([{ user_id: cleo }]);
    const again = await interactions.get(me, conversation.number);
    await associate(conversation.number, ana, again.version);
    expect(await suite.store.query.selectFrom('consent_opt_ins').select('user_id').execute()).toEqual(ins);
  });

  test('of whom it is already nothing changes', async () => {
    const bound = await world.profile(number, ana);
    const conversation = await world.conversation({ recipientId: number, profileId: bound, user: ana });
    expect((await associate(conversation.number, ana)).version).toBe(1);
    expect(await suite.store.query.selectFrom('audit_entries').selectAll().execute()).toEqual([]);
  });

  describe('refused', () => {
    test.each([
      [
        'a version that is not the present one',
        async () => associate((await running()).number, ana, 7),
        'stale_version',
      ],
      [
        'a closed conversation',
        async () => associate((await running('closed_complete')).number, ana),
        'interaction_closed',
      ],
      [
        'a record that is no conversation',
        async () => associate((await world.interaction()).number, ana),
        'interaction_not_messaging',
      ],
      ['nobody', async () => associate((await running()).number, newId()), 'unknown_reference'],
      ['what is no id', async () => associate((await running()).number, 'ana'), 'unknown_reference'],
      [
        'an administrator who is no agent',
        async () => interactions.associate({ ...me, roles: ['admin'] }, (await running()).number, 1, { user: ana }),
        'forbidden',
      ],
      [
        'somebody inactive',
        async () => {
          await suite.store.query.updateTable('users').set({ active: false }).where('id', '=', ana).execute();
          return associate((await running()).number, ana);
        },
        'invalid_fields',
      ],
    ] as const)('%s', async (_, act, code) => {
      await expect(act()).rejects.toMatchObject({ code });
      expect(await profiles()).toMatchObject([{ user_id: null }].slice(0, (await profiles()).length));
    });
  });

  async function running(state: 'work_in_progress' | 'closed_complete' = 'work_in_progress') {
    return world.conversation({ recipientId: number, profileId: await world.profile(number, null), state });
  }

  test("E1: who writes from a number that turns out to be one person's is them in every conversation, by the same mechanism", async () => {
    const guest = await world.profile(number, null);
    const here = await world.conversation({ recipientId: number, profileId: guest });
    const there = await world.conversation({ recipientId: number, profileId: guest, senderId: 'sales' });
    await suite.store.query
      .insertInto('user_addresses')
      .values({
        id: newId(),
        user_id: ana,
        kind: 'phone',
        label: 'Mobile',
        value: number,
        position: 0,
        match_key: number,
      })
      .execute();
    await world.receive(number, 'It is me');
    for (const { number: one } of [here, there]) {
      expect(await interactions.get(me, one)).toMatchObject({ openedFor: { name: 'Ana' }, consumer: { name: 'Ana' } });
    }
  });

  test('beside a send and a message of the customer: one active profile, one conversation of a sender, whoever is first', async () => {
    const source = await world.interaction({ consumer: ana });
    await suite.store.query
      .insertInto('user_addresses')
      .values({ id: newId(), user_id: ana, kind: 'phone', label: 'Mobile', value: number, position: 0 })
      .execute();
    const send = { channel: 'sms', to: { recipientId: number }, from: 'support', body: 'Hello' };
    for (let round = 0; round < 10; round += 1) {
      const profileId = (await profiles()).find(({ active }) => active)?.id ?? (await world.profile(number, null));
      const running = await suite.store.query
        .selectFrom('interactions')
        .select(['number', 'version'])
        .where('type', '=', 'messaging')
        .where('closed_at', 'is', null)
        .executeTakeFirst();
      const { number: of } = running ?? (await world.conversation({ recipientId: number, profileId }));
      const { version } = await interactions.get(me, of);
      const outcomes = await Promise.allSettled([
        associate(of, round % 2 === 0 ? cleo : ana, version),
        world.composing.send(me, source.number, { ...send, confirm: ['recipient_reassignment'] }),
        world.receive(number, 'Hello'),
      ]);
      for (const outcome of outcomes) {
        if (outcome.status === 'fulfilled') continue;
        expect(['stale_version', 'interaction_closed', 'plan_changed', 'confirmation_required']).toContain(
          outcome.reason.code,
        );
      }
      const active = (await profiles()).filter((one) => one.active);
      expect(active).toHaveLength(1);
      const open = await suite.store.query
        .selectFrom('interactions')
        .select(['opened_for_id', 'profile_id'])
        .where('type', '=', 'messaging')
        .where('closed_at', 'is', null)
        .execute();
      expect(open).toEqual([{ opened_for_id: active[0]?.user_id, profile_id: active[0]?.id }]);
    }
  });
});
