import { AsyncResource } from 'node:async_hooks';
import { ChannelProvider } from '@hailpoint/kernel';
import { ManualTime } from '@hailpoint/kernel/host';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import type { LiveEvent } from '../model/live-event.js';
import { insertConversation, insertUser } from '../testing/conversation-rows.js';
import { eventually } from '../testing/eventually.js';
import { adminActor, agentActor } from '../testing/people.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger, testPoints } from '../testing/test-points.js';
import { DatabaseInteractionService } from './interaction-service.js';

const withCarrier = testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: new ScriptedCarrier() }]);

describeStores('interactions', (suite) => {
  let clock: ManualTime;
  let live: LiveEventBus;
  let events: LiveEvent[];
  let interactions: DatabaseInteractionService;
  let ana: Actor;

  beforeEach(async () => {
    clock = new ManualTime();
    live = new LiveEventBus(suite.store, silentLogger);
    events = [];
    live.subscribe((event) => events.push(event));
    interactions = new DatabaseInteractionService({ store: suite.store, points: withCarrier, clock, live });
    ana = await agentActor(suite.store);
  });

  afterEach(() => live.close());

  const created = async (draft: object = {}) => (await interactions.create(ana, { type: 'phone', ...draft })).result;

  describe('create', () => {
    test('A3: a new interaction has what was filled in, version 1, and the next number', async () => {
      const clara = await insertUser(suite.store, 'Clara');
      const first = await created({
        shortDescription: '  Parcel is late ',
        consumer: clara,
        assignedTo: ana.userId,
        relatedRecord: { table: 'case', id: '42', label: 'CS0042', url: 'https://crm.example/42' },
      });
      expect(first).toMatchObject({
        number: 'IMS0000001',
        type: 'phone',
        state: 'new',
        shortDescription: 'Parcel is late',
        consumer: { id: clara, name: 'Clara' },
        contact: null,
        openedFor: null,
        assignedTo: { id: ana.userId, name: 'Ana' },
        relatedRecord: { table: 'case', id: '42', label: 'CS0042', url: 'https://crm.example/42' },
        conversation: null,
        virtualAgent: false,
        liveGroup: [],
        closeReason: null,
        closedAt: null,
        version: 1,
        openedAt: '2026-01-05T10:00:00.000Z',
        updatedAt: '2026-01-05T10:00:00.000Z',
      });
      expect((await created()).number).toBe('IMS0000002');
      expect(await interactions.get(ana, 'IMS0000001')).toEqual(first);
      expect(events).toContainEqual({ kind: 'interaction', number: 'IMS0000001' });
    });

    test('numbers grow longer when seven digits are used up', async () => {
      await suite.store.query
        .selectNoFrom((sql) => sql.fn('setval', [sql.val('interaction_number'), sql.val(9_999_999)]).as('n'))
        .execute();
      expect((await created()).number).toBe('IMS10000000');
    });

    test('type messaging is never posted', async () => {
      await expect(created({ type: 'messaging' })).rejects.toMatchObject({
        kind: 'unprocessable',
        code: 'messaging_not_posted',
      });
    });

    test.each([
      ['no person', '018f0000-0000-7000-8000-000000000000'],
      ['no id at all', 'nobody'],
    ])('a reference to %s is refused with its field', async (_, id) => {
      await expect(created({ consumer: id, openedFor: ana.userId })).rejects.toMatchObject({
        kind: 'unprocessable',
        code: 'unknown_reference',
        fields: [{ field: '/consumer', code: 'unknown_reference' }],
      });
    });

    test('only an active agent can be assigned', async () => {
      const clara = await insertUser(suite.store, 'Clara');
      await expect(created({ assignedTo: clara })).rejects.toMatchObject({
        fields: [{ field: '/assignedTo', code: 'not_an_agent' }],
      });
    });

    test('a related record never links to a script', async () => {
      await expect(
        created({ relatedRecord: { table: 'case', id: '1', url: 'javascript:alert(1)' } }),
      ).rejects.toMatchObject({
        code: 'invalid_fields',
        fields: [{ field: '/relatedRecord/url', code: 'invalid_url' }],
      });
    });

    test('the same Idempotency-Key creates once and answers the same', async () => {
      const key = { key: 'k1', route: 'POST /interactions' };
      const first = await interactions.create(ana, { type: 'phone' }, key);
      const again = await interactions.create(ana, { type: 'phone' }, key);
      expect([first.replayed, again.replayed]).toEqual([false, true]);
      expect(again.result).toEqual(first.result);
      await expect(interactions.create(ana, { type: 'chat' }, key)).rejects.toMatchObject({ kind: 'unprocessable' });
    });

    test('A1: an administrator without the agent role may read, and neither create, change nor close', async () => {
      const ada = await adminActor(suite.store);
      const { number } = await created();
      expect((await interactions.get(ada, number)).compose).toMatchObject({ offered: false, code: 'forbidden' });
      expect((await interactions.list(ada, {})).items).toHaveLength(1);
      await expect(interactions.create(ada, { type: 'phone' })).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(interactions.update(ada, number, 1, { state: 'on_hold' })).rejects.toMatchObject({
        kind: 'forbidden',
      });
      await expect(
        interactions.close(ada, number, { state: 'closed_complete', reason: 'agent_ended' }),
      ).rejects.toMatchObject({ kind: 'forbidden' });
      const nobody = { ...ada, roles: [] };
      await expect(interactions.list(nobody, {})).rejects.toMatchObject({ kind: 'forbidden' });
    });
  });

  describe('compose offer', () => {
    test('A4: offered on what is neither messaging nor closed, when a sender exists', async () => {
      const { number, compose } = await created();
      expect(compose).toEqual({ offered: true, code: null, reason: null });
      await interactions.close(ana, number, { state: 'closed_abandoned', reason: 'no_response' });
      expect((await interactions.get(ana, number)).compose).toMatchObject({
        offered: false,
        code: 'interaction_closed',
      });
      const conversation = await insertConversation(suite.store, { recipientId: '+12025550143' });
      expect((await interactions.get(ana, conversation.number)).compose).toMatchObject({
        offered: false,
        code: 'interaction_is_messaging',
      });
    });

    test('A4: not offered when no provider has a sender', async () => {
      const points = testPoints([{ point: ChannelProvider, plugin: 'scripted', instance: new ScriptedCarrier([]) }]);
      const bare = new DatabaseInteractionService({ store: suite.store, points, clock, live });
      const { number } = await created();
      expect((await bare.get(ana, number)).compose).toMatchObject({ offered: false, code: 'no_sender' });
    });
  });

  describe('update', () => {
    test('changes fields, raises the version and is told to open pages', async () => {
      const { number } = await created({ shortDescription: 'Old' });
      events.length = 0;
      clock.advance(60_000);
      const updated = await interactions.update(ana, number, 1, {
        shortDescription: 'New',
        state: 'on_hold',
        assignedTo: ana.userId,
      });
      expect(updated).toMatchObject({
        shortDescription: 'New',
        state: 'on_hold',
        version: 2,
        updatedAt: '2026-01-05T10:01:00.000Z',
      });
      expect(events).toEqual([{ kind: 'interaction', number }]);
    });

    test('null empties a field, absent leaves it', async () => {
      const clara = await insertUser(suite.store, 'Clara');
      const { number } = await created({ consumer: clara, contact: clara, relatedRecord: { table: 'case', id: '1' } });
      const updated = await interactions.update(ana, number, 1, { consumer: null, relatedRecord: null });
      expect(updated).toMatchObject({ consumer: null, contact: { id: clara }, relatedRecord: null });
    });

    test('a stale version is refused with the present one, and nothing changes', async () => {
      const { number } = await created();
      await interactions.update(ana, number, 1, { state: 'on_hold' });
      await expect(interactions.update(ana, number, 1, { state: 'wrap_up' })).rejects.toMatchObject({
        kind: 'stale',
        code: 'stale_version',
        extra: { current: 2 },
      });
      expect((await interactions.get(ana, number)).state).toBe('on_hold');
    });

    test('of eight agents who save the same version at once, one succeeds', async () => {
      const { number } = await created();
      const outcomes = await Promise.allSettled(
        Array.from({ length: 8 }, (_, index) =>
          interactions.update(ana, number, 1, { shortDescription: `Text ${index}` }),
        ),
      );
      const codes = outcomes.map((outcome) =>
        outcome.status === 'fulfilled' ? 'saved' : (outcome.reason as { code: string }).code,
      );
      expect(codes.filter((code) => code === 'saved')).toHaveLength(1);
      expect(codes.filter((code) => code === 'stale_version')).toHaveLength(7);
      expect((await interactions.get(ana, number)).version).toBe(2);
    });

    test('what is as it was raises no version and tells nobody', async () => {
      const { number } = await created({
        shortDescription: 'Same',
        relatedRecord: { table: 'case', id: '1', label: 'L' },
      });
      events.length = 0;
      const same = {
        shortDescription: 'Same',
        state: 'new',
        consumer: null,
        relatedRecord: { table: 'case', id: '1', label: 'L' },
      } as const;
      expect((await interactions.update(ana, number, 1, same)).version).toBe(1);
      expect(events).toEqual([]);
    });

    test('a closed state is not set by a patch', async () => {
      const { number } = await created();
      await expect(interactions.update(ana, number, 1, { state: 'closed_complete' as 'new' })).rejects.toMatchObject({
        fields: [{ field: '/state', code: 'invalid_state' }],
      });
    });

    test('an unknown number is not found, whatever it looks like', async () => {
      for (const number of ['IMS9999999', 'nonsense', '\0']) {
        await expect(interactions.get(ana, number)).rejects.toMatchObject({ code: 'interaction_not_found' });
        await expect(interactions.thread(ana, number, {})).rejects.toMatchObject({ code: 'interaction_not_found' });
        await expect(interactions.update(ana, number, 1, {})).rejects.toMatchObject({ code: 'interaction_not_found' });
      }
    });
  });

  describe('close', () => {
    test('closed is final', async () => {
      const { number } = await created();
      const closed = await interactions.close(ana, number, { state: 'closed_complete', reason: 'agent_ended' });
      expect(closed).toMatchObject({
        state: 'closed_complete',
        closeReason: 'agent_ended',
        closedAt: '2026-01-05T10:00:00.000Z',
        version: 2,
      });
      await expect(interactions.update(ana, number, 2, { state: 'new' })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'interaction_closed',
      });
      await expect(
        interactions.close(ana, number, { state: 'closed_abandoned', reason: 'no_response' }),
      ).rejects.toMatchObject({
        code: 'interaction_closed',
      });
      expect((await interactions.get(ana, number)).state).toBe('closed_complete');
    });

    test("only an agent's own reasons can be given", async () => {
      const { number } = await created();
      const request = { state: 'closed_complete', reason: 'taken_over_by_agent' as 'agent_ended' } as const;
      await expect(interactions.close(ana, number, request)).rejects.toMatchObject({ fields: [{ field: '/reason' }] });
    });
  });

  describe('a messaging conversation', () => {
    test('only description, state and assignment can be changed', async () => {
      const { number } = await insertConversation(suite.store, { recipientId: '+12025550143' });
      await expect(
        interactions.update(ana, number, 1, { consumer: ana.userId, relatedRecord: null }),
      ).rejects.toMatchObject({
        kind: 'unprocessable',
        code: 'not_for_messaging',
        fields: [{ field: '/consumer' }, { field: '/relatedRecord' }],
      });
      const updated = await interactions.update(ana, number, 1, {
        shortDescription: 'Returns',
        state: 'wrap_up',
        assignedTo: ana.userId,
      });
      expect(updated).toMatchObject({
        shortDescription: 'Returns',
        state: 'wrap_up',
        assignedTo: { name: 'Ana' },
        version: 2,
      });
    });

    test('who gets it joins its live group, and who had it is told', async () => {
      const ben = await agentActor(suite.store, 'Ben');
      const { number } = await insertConversation(suite.store, {
        recipientId: '+12025550143',
        assignedTo: ben.userId,
        liveGroup: [ben.userId],
      });
      clock.advance(1_000);
      const updated = await interactions.update(ana, number, 1, { assignedTo: ana.userId });
      expect(updated.liveGroup.map(({ name }) => name)).toEqual(['Ben', 'Ana']);
      const told = await suite.store.query.selectFrom('notifications').select(['user_id', 'kind', 'body']).execute();
      expect(told).toEqual([
        { user_id: ben.userId, kind: 'conversation_taken', body: `Ana assigned ${number} to themselves.` },
      ]);
      expect(events).toContainEqual({ kind: 'notification', userId: ben.userId });
    });

    test('what the virtual agent has cannot be assigned', async () => {
      const { id, number } = await insertConversation(suite.store, { recipientId: '+12025550143' });
      await suite.store.query.updateTable('interactions').set({ virtual_agent: true }).where('id', '=', id).execute();
      await expect(interactions.update(ana, number, 1, { assignedTo: ana.userId })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'use_take_over',
      });
      expect(await interactions.get(ana, number)).toMatchObject({ virtualAgent: true, assignedTo: null, version: 1 });
    });

    test('shows sender, recipient and guest; its assignee is told when another agent closes it', async () => {
      const ben = await agentActor(suite.store, 'Ben');
      const clara = await insertUser(suite.store, 'Clara');
      const { number } = await insertConversation(suite.store, {
        recipientId: '+12025550143',
        assignedTo: ben.userId,
        user: clara,
      });
      const guest = await insertConversation(suite.store, { recipientId: '+12025550144', senderId: 'gone' });
      expect((await interactions.get(ana, number)).conversation).toEqual({
        channel: 'sms',
        senderId: 'support',
        senderAddress: '+12025550100',
        senderName: 'Support',
        recipientId: '+12025550143',
        guest: false,
        source: null,
        context: null,
        lastInboundAt: null,
        lastOutboundAt: null,
      });
      expect((await interactions.get(ana, guest.number)).conversation).toMatchObject({
        guest: true,
        senderId: 'gone',
        senderAddress: 'gone',
      });
      await interactions.close(ana, number, { state: 'closed_complete', reason: 'agent_ended' });
      const told = await suite.store.query.selectFrom('notifications').select(['user_id', 'kind']).execute();
      expect(told).toEqual([{ user_id: ben.userId, kind: 'conversation_closed' }]);
    });

    test('closing waits for whoever holds the lock on the recipient', async () => {
      const { number } = await insertConversation(suite.store, { recipientId: '+12025550143' });
      const otherRequest = new AsyncResource('another request');
      const order: string[] = [];
      let closing: Promise<unknown> = Promise.resolve();
      await suite.store.transaction(async (transaction) => {
        await transaction.lockRecipients([{ channel: 'sms', matchKey: '+12025550143' }]);
        closing = otherRequest
          .runInAsyncScope(() => interactions.close(ana, number, { state: 'closed_complete', reason: 'agent_ended' }))
          .then(() => order.push('closed'));
        // The embedded database has one connection, so there the other request waits for that.
        if (suite.kind === 'postgresql') {
          await eventually(async () => {
            const { rows } = await sql`SELECT 1 FROM pg_locks WHERE NOT granted AND locktype = 'advisory'
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`.execute(
              transaction.query,
            );
            return rows.length > 0 || order.length > 0 ? true : undefined;
          });
        }
        order.push('transaction ended');
      });
      await closing;
      expect(order).toEqual(['transaction ended', 'closed']);
    });
  });
});
