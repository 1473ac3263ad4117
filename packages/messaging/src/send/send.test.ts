import { UserDocumentResolver } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { MessagingError } from '../errors/messaging-error.js';
import type { Actor } from '../messaging.js';
import type { SendRequest } from '../model/composition.js';
import type { Preflight } from '../model/preflight.js';
import { ComposeWorld, start } from '../testing/compose-world.js';
import { CrmResolver, crmDocument } from '../testing/crm-resolver.js';

const recipientId = '+12025550143';
const hello = { channel: 'sms', to: { recipientId }, from: 'support', body: 'Hello' };

describeStores('Send', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let customer: string;
  let source: { id: string; number: string };

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    await populate();
  });

  async function populate(): Promise<void> {
    me = await world.agent('Maya');
    customer = await world.user('Ana', { phones: [recipientId] });
    source = await world.interaction({ consumer: customer });
  }

  const count = async (table: 'messages' | 'interactions' | 'channel_user_profiles' | 'idempotency_keys' | 'users') => {
    const row = await suite.store.query
      .selectFrom(table)
      .select((eb) => eb.fn.countAll<string>().as('n'))
      .executeTakeFirstOrThrow();
    return Number(row.n);
  };
  const send = (request: Partial<SendRequest> = {}, agent = me, number = source.number) =>
    world.composing.send(agent, number, { ...hello, ...request });
  const failure = async (promise: Promise<unknown>): Promise<MessagingError> => {
    const error = await promise.then(
      () => null,
      (problem: MessagingError) => problem,
    );
    if (!error) throw new Error('It went through.');
    return error;
  };

  describe('the plan that the agent saw', () => {
    test('another plan: 409 with the new preflight, and nothing is written', async () => {
      const seen = await world.composing.preflight(me, source.number, hello);
      const colleague = await world.agent('Noor');
      await world.conversation({ recipientId, user: customer, assignedTo: colleague.userId });
      const before = [await count('messages'), await count('interactions'), await count('channel_user_profiles')];

      const error = await failure(send({ planId: seen.planId }));
      expect([error.code, error.kind]).toEqual(['plan_changed', 'conflict']);
      const now = error.extra['preflight'] as Preflight;
      expect([seen.plan?.row, now.plan?.row]).toEqual(['2', '4']);
      expect([await count('messages'), await count('interactions'), await count('channel_user_profiles')]).toEqual(
        before,
      );

      const { result } = await send({ planId: now.planId });
      expect(result.workflow).toBe('appended');
    });

    test('two agents compose at once: one starts the conversation, the other is told', async () => {
      const noor = await world.agent('Noor');
      const [mine, hers] = await Promise.all([
        world.composing.preflight(me, source.number, hello),
        world.composing.preflight(noor, source.number, hello),
      ]);
      const outcomes = await Promise.allSettled([send({ planId: mine.planId }), send({ planId: hers.planId }, noor)]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = outcomes.find((one) => one.status === 'rejected') as PromiseRejectedResult;
      expect(lost.reason.code).toBe('plan_changed');
      expect(lost.reason.extra.preflight.plan.row).toBe('4');
      expect([await count('messages'), await count('interactions')]).toEqual([1, 2]);
    });

    test('machines: two sends at once without a plan are one conversation with two messages', async () => {
      const noor = await world.agent('Noor');
      const [first, second] = await Promise.all([send(), send({}, noor)]);
      expect(first.result.interaction.id).toBe(second.result.interaction.id);
      expect([first.result.workflow, second.result.workflow].sort()).toEqual(['appended', 'created']);
      expect([await count('messages'), await count('interactions')]).toEqual([2, 2]);
    });

    test('A13: what needs a confirmation is not sent without it, with a plan or without', async () => {
      const owner = await world.user('Bea');
      await world.profile(recipientId, owner);
      const error = await failure(send());
      expect([error.code, error.kind]).toEqual(['confirmation_required', 'conflict']);
      expect(error.extra['confirmations']).toEqual(['recipient_reassignment']);
      const { planId } = error.extra['preflight'] as Preflight;
      expect((await failure(send({ planId }))).code).toBe('confirmation_required');
      expect((await failure(send({ confirm: ['resolver_degraded'] }))).code).toBe('confirmation_required');
      expect(await count('messages')).toBe(0);
      const { result } = await send({ confirm: ['recipient_reassignment'] });
      expect(result.profile.deactivated).toBeDefined();
    });

    test('what is in the way has its code, its fields and the preflight', async () => {
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
      const error = await failure(send({ body: '' }));
      expect([error.code, error.kind]).toEqual(['quiet_hours', 'unprocessable']);
      expect(error.fields.map(({ field, code }) => [field, code])).toEqual([
        ['/channel', 'quiet_hours'],
        ['/body', 'body_empty'],
      ]);
      expect((error.extra['preflight'] as Preflight).sendable).toBe(false);
      expect(await count('messages')).toBe(0);
    });

    test('a plugin that says no only after the preflight is another plan', async () => {
      const { planId } = await world.composing.preflight(me, source.number, hello);
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
      const error = await failure(send({ planId }));
      expect(error.code).toBe('plan_changed');
      expect((error.extra['preflight'] as Preflight).blockers.map(({ code }) => code)).toEqual(['quiet_hours']);
    });
  });

  describe('what is refused', () => {
    test.each<[string, Partial<SendRequest>]>([
      ['channel_unknown', { channel: 'pigeon' }],
      ['recipient_unknown', { to: { recipientId: '+12025550199' } }],
      ['too_short', { to: { manual: '+1202' } }],
      ['no_country', { to: { manual: '2025550143' } }],
      ['sender_unknown', { from: '+12025550109' }],
      ['body_empty', { body: '  ' }],
      ['body_too_long', { body: 'x'.repeat(1_601) }],
      ['body_not_text', { body: 'a\0b' }],
      ['attachment_unknown', { attachmentIds: ['none'] }],
    ])('%s', async (code, request) => {
      const preflight = await world.composing.preflight(me, source.number, { ...hello, ...request });
      expect(preflight.blockers.map((blocker) => blocker.code)).toEqual([code]);
      const error = await failure(send(request));
      expect([error.code, error.kind]).toEqual([code, 'unprocessable']);
    });

    test('A8: a typed recipient where the admin does not allow it', async () => {
      world = new ComposeWorld(suite.store, { channels: { sms: {} } });
      expect((await failure(send({ to: { manual: recipientId } }))).code).toBe('manual_entry_off');
    });

    test('C1: a channel that is switched off', async () => {
      world = new ComposeWorld(suite.store, { channels: { sms: { active: false } } });
      expect((await failure(send())).code).toBe('channel_inactive');
    });

    test('nobody can check recipients: fail closed', async () => {
      world = new ComposeWorld(suite.store, { without: ['recipient-phone'] });
      expect((await failure(send({ to: { manual: recipientId } }))).code).toBe('no_recipient_validator');
    });

    test('A1: without the role, also for an administrator', async () => {
      const admin = { userId: me.userId, name: 'Ada', roles: ['admin'] };
      expect((await failure(send({}, admin))).kind).toBe('forbidden');
      expect((await failure(world.composing.preflight(admin, source.number, hello))).kind).toBe('forbidden');
      expect((await failure(world.composing.options(admin, source.number))).kind).toBe('forbidden');
    });

    test('A4: a closed record, a conversation, no sender, no record', async () => {
      const closed = await world.interaction({ consumer: customer, state: 'closed_complete' });
      const conversation = await world.conversation({ recipientId, user: customer });
      const codes = async () => {
        const numbers = [closed.number, conversation.number, source.number, 'IMS0009999', 'a\0b'];
        return Promise.all(numbers.map(async (number) => (await failure(send({}, me, number))).code));
      };
      world = new ComposeWorld(suite.store, { carriers: [] });
      expect(await codes()).toEqual([
        'interaction_closed',
        'interaction_is_messaging',
        'no_sender',
        'interaction_not_found',
        'interaction_not_found',
      ]);
    });
  });

  describe('what changes while plugins are asked', () => {
    function withResolver(answer: CrmResolver['answer']): CrmResolver {
      const resolver = new CrmResolver(answer);
      world = new ComposeWorld(suite.store, {
        contributions: [{ point: UserDocumentResolver, plugin: 'crm', instance: resolver }],
      });
      return resolver;
    }
    const change = (values: { consumer_id?: string | null; state?: 'closed_complete'; closed_at?: Date }) =>
      suite.store.query
        .updateTable('interactions')
        .set((eb) => ({ ...values, version: eb('version', '+', 1) }))
        .where('id', '=', source.id)
        .execute();

    test('another consumer: everything is asked anew', async () => {
      const other = await world.user('Bea', { phones: ['+12025550155'] });
      const resolver = withResolver(async () => {
        if (resolver.asked === 1) await change({ consumer_id: other });
        return null;
      });
      const error = await failure(send());
      expect(error.code).toBe('recipient_unknown');
      expect(resolver.asked).toBe(2);
    });

    test('a record that keeps changing: nothing is sent', async () => {
      const resolver = withResolver(async () => {
        await change({});
        return null;
      });
      expect((await failure(send())).code).toBe('interaction_changed');
      expect(resolver.asked).toBe(3);
      expect(await count('messages')).toBe(0);
    });

    test('the record is closed meanwhile: 409', async () => {
      withResolver(async () => {
        await change({ state: 'closed_complete', closed_at: start });
        return null;
      });
      const error = await failure(send());
      expect([error.code, error.kind]).toEqual(['interaction_closed', 'conflict']);
    });
  });

  describe('people of other sources', () => {
    const document = { current: crmDocument('7', recipientId) };
    beforeEach(() => {
      document.current = crmDocument('7', recipientId);
      world = new ComposeWorld(suite.store, {
        contributions: [
          { point: UserDocumentResolver, plugin: 'crm', instance: new CrmResolver(() => document.current) },
        ],
      });
    });
    const crmUsers = () => suite.store.query.selectFrom('users').selectAll().where('source', '=', 'crm').execute();

    test('D1: a new one is kept in the directory by source and id, once', async () => {
      document.current = crmDocument('7', recipientId, { timeZone: 'Europe/Berlin', country: 'DE' });
      const seen = await world.composing.preflight(me, source.number, hello);
      expect(seen.person).toMatchObject({ source: 'crm', id: '7', userId: null });
      expect(await crmUsers()).toEqual([]);
      const { result } = await send({ planId: seen.planId });
      const [user, ...others] = await crmUsers();
      expect(others).toEqual([]);
      expect(user).toMatchObject({ external_id: '7', kind: 'user', name: 'Customer 7', time_zone: 'Europe/Berlin' });
      const kept = suite.store.query.selectFrom('user_addresses').selectAll().where('user_id', '=', user!.id);
      expect(await kept.execute()).toMatchObject([{ kind: 'phone', value: recipientId, match_key: recipientId }]);
      expect(result.interaction.openedFor).toEqual({ id: user!.id, name: 'Customer 7' });
      expect([result.interaction.consumer, result.interaction.contact]).toEqual([null, null]);

      const again = await send();
      expect(again.result.workflow).toBe('appended');
      expect(await crmUsers()).toHaveLength(1);
    });

    test('two sends at once keep a new one once, on two numbers', async () => {
      const numbers = [recipientId, '+12025550155'];
      const seen = new Map<string, string>();
      for (const number of numbers) {
        document.current = crmDocument('7', number);
        const preflight = await world.composing.preflight(me, source.number, { ...hello, to: { recipientId: number } });
        seen.set(number, preflight.planId);
      }
      document.current = {
        ...crmDocument('7', recipientId),
        addresses: numbers.map((value) => ({ kind: 'phone', value, label: value })),
      };
      const results = await Promise.all(
        numbers.map((number) => send({ to: { recipientId: number }, planId: seen.get(number)! })),
      );
      const [user, ...others] = await crmUsers();
      expect(others).toEqual([]);
      expect(results.map(({ result }) => result.interaction.openedFor?.id)).toEqual([user!.id, user!.id]);
    });

    test('a linked user is who it is bound to; nobody is added', async () => {
      document.current = crmDocument('7', recipientId, { linkedUser: customer });
      const { result } = await send();
      expect(result.interaction.openedFor).toEqual({ id: customer, name: 'Ana' });
      expect(result.interaction.consumer).toEqual({ id: customer, name: 'Ana' });
      expect(await crmUsers()).toEqual([]);
    });

    test('a linked user who does not exist is a blocker', async () => {
      for (const linkedUser of ['0198a000-0000-7000-8000-000000000000', 'not an id']) {
        document.current = crmDocument('7', recipientId, { linkedUser });
        expect((await failure(send())).code).toBe('person_unknown');
      }
    });

    test('B4: the number of another person is reassigned to a new one', async () => {
      const profile = await world.profile(recipientId, customer);
      const { result } = await send({ confirm: ['recipient_reassignment'] });
      expect(result.profile.deactivated).toBe(profile);
      expect(result.interaction.openedFor?.name).toBe('Customer 7');
    });

    test('a resolver that fails is skipped with a warning that needs a confirmation, and blocks a reassignment', async () => {
      const broken = new CrmResolver(() => {
        throw new Error('The CRM is down.');
      });
      world = new ComposeWorld(suite.store, {
        contributions: [{ point: UserDocumentResolver, plugin: 'crm', instance: broken }],
      });
      const error = await failure(send());
      expect(error.code).toBe('confirmation_required');
      expect(error.extra['confirmations']).toEqual(['resolver_degraded']);
      await send({ confirm: ['resolver_degraded'] });

      await suite.store.query
        .updateTable('channel_user_profiles')
        .set({ user_id: await world.user('Bea') })
        .execute();
      const blocked = await failure(send({ confirm: ['resolver_degraded', 'recipient_reassignment'] }));
      expect(blocked.code).toBe('resolver_degraded');
    });

    test('a document of the wrong shape is a failure of its plugin', async () => {
      for (const wrong of [
        {},
        { person: { source: 'crm', id: '', name: 'x' }, addresses: [] },
        { person: { source: 'crm', id: '1', name: 'x' } },
      ]) {
        document.current = wrong as never;
        expect((await world.composing.options(me, source.number)).warnings.map(({ code }) => code)).toEqual([
          'resolver_degraded',
        ]);
      }
    });
  });

  describe('attachments', () => {
    test('A11, E3: go out with the message, once', async () => {
      const picture = await world.attachment(me.userId);
      const { result } = await send({ body: '', attachmentIds: [picture] });
      expect(result.message.attachments.map(({ id }) => id)).toEqual([picture]);
      expect(result.preflight.attachments).toMatchObject([{ id: picture, becomes: 'media' }]);
      expect((await failure(send({ attachmentIds: [picture] }))).code).toBe('attachment_used');
    });

    test('two sends to two people at once: one gets it', async () => {
      const other = await world.interaction({ consumer: await world.user('Bea', { phones: ['+12025550155'] }) });
      const picture = await world.attachment(me.userId);
      const outcomes = await Promise.allSettled([
        send({ attachmentIds: [picture] }),
        send({ to: { recipientId: '+12025550155' }, attachmentIds: [picture] }, me, other.number),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      const lost = outcomes.find((one) => one.status === 'rejected') as PromiseRejectedResult;
      expect([lost.reason.code, await count('messages')]).toEqual(['attachment_used', 1]);
    });
  });

  test('wakes the outbox and open pages after the commit, and only then', async () => {
    const heard: string[] = [];
    const stop = suite.store.onWake('outbox', () => heard.push('outbox'));
    await failure(send({ body: '' }));
    // The line that a refusal leaves in the record's history.
    expect([heard, world.events.splice(0)]).toEqual([[], [{ kind: 'interaction', number: source.number }]]);
    const { result } = await send();
    expect(heard).toEqual(['outbox']);
    const { number } = result.interaction;
    expect(world.events).toEqual([
      { kind: 'interaction', number },
      { kind: 'thread', number },
    ]);
    stop();
  });
});
