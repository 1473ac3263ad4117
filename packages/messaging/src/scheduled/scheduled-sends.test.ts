import { UserDocumentResolver } from '@hailpoint/kernel';
import { newId, type StoreTransaction } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import type { ConsentProof, ConsentSubject } from '../consent/consent-subject.js';
import { recordOptIn, recordOptOut } from '../consent/record-consent.js';
import type { Actor } from '../messaging.js';
import type { ScheduleRequest } from '../model/scheduled-message.js';
import { DatabaseNotificationService } from '../notifications/notification-service.js';
import { ComposeWorld, start } from '../testing/compose-world.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger } from '../testing/test-points.js';
import { scheduledGraceMs } from './attention.js';
import { claimScheduled } from './claim-scheduled.js';
import { fireScheduled } from './fire-scheduled.js';
import { ScheduledWorker } from './scheduled-worker.js';

const recipientId = '+12025550143';
const hour = 60 * 60_000;

describeStores('Scheduled sends', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let customer: string;
  let source: { id: string; number: string };
  let worker: ScheduledWorker;

  async function settle(options: ConstructorParameters<typeof ComposeWorld>[1] = {}): Promise<void> {
    world = new ComposeWorld(suite.store, options);
    worker = newWorker();
    me = await world.agent('Maya');
    customer = await world.user('Ana', { phones: [recipientId], timeZone: 'America/New_York' });
    source = await world.interaction({ consumer: customer });
  }
  beforeEach(() => settle());

  const newWorker = () => new ScheduledWorker({ ...world.sending, logger: silentLogger });
  const sendAt = new Date(start.getTime() + hour).toISOString();
  const schedule = async (request: Partial<ScheduleRequest> = {}, number = source.number) =>
    (
      await world.scheduled.schedule(me, number, {
        channel: 'sms',
        to: { recipientId },
        from: 'support',
        body: 'Your appointment is tomorrow.',
        sendAt,
        ...request,
      })
    ).result;
  const state = async (id: string) => {
    const { state: now, cause } = await world.scheduled.get(me, id);
    return [now, cause?.code ?? null];
  };
  const messages = () => suite.store.query.selectFrom('messages').select(['id', 'body', 'author_id']).execute();
  const history = async () =>
    (await suite.store.query.selectFrom('history_entries').select('kind').orderBy('id').execute()).map(
      ({ kind }) => kind,
    );
  const notifications = async (agent = me) => {
    const service = new DatabaseNotificationService({ store: suite.store, clock: world.time, live: world.live });
    return (await service.list(agent, {})).items.map(({ kind, interaction }) => [kind, interaction]);
  };
  const fire = async () => {
    world.time.advance(hour);
    while (await worker.look());
  };

  test('creates no interaction and no message, and is sent at its moment and not before', async () => {
    const scheduled = await schedule();
    expect([scheduled.state, scheduled.sendAt.at, scheduled.preflight.plan?.row]).toEqual(['scheduled', sendAt, '2']);
    world.time.advance(hour - 1);
    expect(await worker.look()).toBe(false);
    const count = await suite.store.query.selectFrom('interactions').select('id').execute();
    expect([count.length, (await messages()).length]).toEqual([1, 0]);

    world.time.advance(1);
    await worker.look();
    const sent = await world.scheduled.get(me, scheduled.id);
    const [message] = await messages();
    expect(await messages()).toHaveLength(1);
    expect([message?.body, message?.author_id]).toEqual(['Your appointment is tomorrow.', me.userId]);
    expect([sent.state, sent.message?.id]).toEqual(['sent', message?.id]);
    const conversation = await suite.store.query
      .selectFrom('interactions')
      .selectAll()
      .where('number', '=', sent.message!.interaction)
      .executeTakeFirstOrThrow();
    expect([conversation.type, conversation.assigned_to_id, conversation.source_interaction_id]).toEqual([
      'messaging',
      me.userId,
      source.id,
    ]);
    expect(await history()).toEqual(['message_scheduled', 'scheduled_sent']);
    expect(await notifications()).toEqual([]);
  });

  test('a confirmation given when scheduling holds when it is sent', async () => {
    await world.profile(recipientId, await world.user('Bea'));
    await expect(schedule()).rejects.toMatchObject({ code: 'confirmation_required' });
    const { id } = await schedule({ confirm: ['recipient_reassignment'] });
    await fire();
    expect(await state(id)).toEqual(['sent', null]);
  });

  describe('each reason for needs_attention', () => {
    /** Not sent, the reason is there, and the agent was told. */
    const expectAttention = async (id: string, code: string, sent = 0) => {
      expect(await state(id)).toEqual(['needs_attention', code]);
      expect((await world.scheduled.get(me, id)).cause?.reason).toMatch(/^[A-Z].{20,}\.$/);
      expect((await messages()).length).toBe(sent);
      expect(await notifications()).toContainEqual(['scheduled_needs_attention', source.number]);
      expect((await history()).at(-1)).toBe('scheduled_needs_attention');
    };
    const closeSource = () =>
      suite.store.query
        .updateTable('interactions')
        .set({ state: 'closed_complete', closed_at: world.time.now() })
        .where('id', '=', source.id)
        .execute();

    test('plan_changed: another row of the plan than the one shown', async () => {
      const { id } = await schedule();
      await world.conversation({ recipientId, user: customer, assignedTo: me.userId });
      await fire();
      await expectAttention(id, 'plan_changed');
    });

    test('plan_changed: the record is about somebody else now', async () => {
      await world.composing.preflight(me, source.number, { channel: 'sms', to: { manual: recipientId }, body: 'x' });
      const { id } = await schedule({ to: { manual: recipientId } });
      const other = await world.user('Bo', { phones: [recipientId] });
      await suite.store.query
        .updateTable('interactions')
        .set({ consumer_id: other })
        .where('id', '=', source.id)
        .execute();
      await fire();
      await expectAttention(id, 'plan_changed');
    });

    test('confirmation_required: one that was not given', async () => {
      let broken = false;
      await settle({
        contributions: [
          {
            point: UserDocumentResolver,
            plugin: 'crm',
            instance: {
              isValidForTableRecord: () => true,
              getUserDocument: () => {
                if (broken) throw new Error('down');
                return null;
              },
            },
          },
        ],
      });
      const { id } = await schedule();
      broken = true;
      await fire();
      await expectAttention(id, 'confirmation_required');
    });

    test('plan_changed: the number became somebody else’s', async () => {
      const { id } = await schedule();
      await world.profile(recipientId, await world.user('Bea'));
      await fire();
      await expectAttention(id, 'plan_changed');
    });

    test('A13: plan_changed: the number would be taken from somebody else than was agreed to', async () => {
      const profile = await world.profile(recipientId, await world.user('Bea'));
      const { id } = await schedule({ confirm: ['recipient_reassignment'] });
      await suite.store.query
        .updateTable('channel_user_profiles')
        .set({ user_id: await world.user('Cleo') })
        .where('id', '=', profile)
        .execute();
      await fire();
      await expectAttention(id, 'plan_changed');
      expect((await world.scheduled.get(me, id)).cause?.reason).toContain('from Cleo, and not from Bea');
    });

    test('quiet_hours: a policy says no', async () => {
      const { id } = await schedule();
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night at the recipient’s.' });
      await fire();
      await expectAttention(id, 'quiet_hours');
    });

    test('contribution_failed: a policy fails, which is a no', async () => {
      const { id } = await schedule();
      world.available = () => {
        throw new Error('broken');
      };
      await fire();
      await expectAttention(id, 'contribution_failed');
    });

    test('recipient_unknown: the address is not the person’s any more', async () => {
      const { id } = await schedule();
      await suite.store.query.deleteFrom('user_addresses').where('user_id', '=', customer).execute();
      await fire();
      await expectAttention(id, 'recipient_unknown');
    });

    test('sender_unknown: the sender is gone', async () => {
      const { id } = await schedule();
      world.carrier.ours.splice(0, 1);
      await fire();
      await expectAttention(id, 'sender_unknown');
    });

    test('no_sender: no provider is left', async () => {
      const { id } = await schedule();
      world.carrier.ours.splice(0);
      await fire();
      await expectAttention(id, 'no_sender');
    });

    test('channel_inactive: the channel was switched off', async () => {
      const { id } = await schedule();
      await suite.store.query
        .insertInto('configuration_overrides')
        .values({ kind: 'channel', name: 'sms', value: JSON.stringify({ active: false }), updated_at: start })
        .execute();
      await fire();
      await expectAttention(id, 'channel_inactive');
    });

    test('no_active_profile: the channel needs one, and it ended', async () => {
      await settle({ channels: { sms: { checkActiveRecipientProfile: true } } });
      const profile = await world.profile(recipientId, customer);
      const { id } = await schedule();
      await suite.store.query
        .updateTable('channel_user_profiles')
        .set({ active: false, deactivated_at: start })
        .where('id', '=', profile)
        .execute();
      await fire();
      await expectAttention(id, 'no_active_profile');
    });

    const consent = (
      record: (
        transaction: StoreTransaction,
        subject: ConsentSubject,
        proof: Exclude<ConsentProof, { source: 'carrier' }>,
      ) => Promise<unknown>,
    ) =>
      suite.store.transaction(async (transaction) => {
        const subject = { channel: 'sms', senderGroup: 'default', matchKey: recipientId, recipientId };
        await transaction.lockRecipients([subject]);
        await record(transaction, subject, { source: 'admin', recordedBy: me.userId, note: 'By letter' });
      });
    const optsOut = () =>
      consent((transaction, subject, proof) => recordOptOut(transaction, world.live, subject, proof, world.time.now()));

    test('F: recipient_opted_out: the recipient opted out meanwhile', async () => {
      const { id } = await schedule();
      await optsOut();
      await fire();
      await expectAttention(id, 'recipient_opted_out');
      expect((await world.scheduled.get(me, id)).cause?.reason).toContain('START');
    });

    test('F: an opt-out does not spread: from a sender of another group it is sent', async () => {
      await settle({
        carriers: [
          {
            plugin: 'scripted',
            carrier: new ScriptedCarrier([
              { id: 'support', address: '+12025550100', name: 'Support' },
              { id: 'news', address: '+12025550102', name: 'News', group: 'marketing' },
            ]),
          },
        ],
      });
      const { id } = await schedule({ from: 'news' });
      await optsOut();
      await fire();
      expect(await state(id)).toEqual(['sent', null]);
    });

    test('opt_in_required: the opt-in ended', async () => {
      await settle({ channels: { sms: { requireOptIn: true } } });
      await consent((transaction, subject, proof) => recordOptIn(transaction, subject, customer, proof, start));
      const { id } = await schedule();
      await suite.store.query.deleteFrom('consent_opt_ins').execute();
      await fire();
      await expectAttention(id, 'opt_in_required');
    });

    test('interaction_closed: the record was closed', async () => {
      const { id } = await schedule();
      await closeSource();
      await fire();
      await expectAttention(id, 'interaction_closed');
    });

    test('agent_inactive: the agent is not active any more', async () => {
      const { id } = await schedule();
      await suite.store.query.updateTable('users').set({ active: false }).where('id', '=', me.userId).execute();
      await fire();
      await expectAttention(id, 'agent_inactive');
    });

    test('agent_role_missing: the role was taken away', async () => {
      const { id } = await schedule();
      await suite.store.query
        .updateTable('users')
        .set({ roles: ['admin'] })
        .where('id', '=', me.userId)
        .execute();
      await fire();
      await expectAttention(id, 'agent_role_missing');
    });

    test('missed: the server was down for longer than the grace', async () => {
      const { id } = await schedule();
      world.time.advance(hour + scheduledGraceMs + 1);
      await worker.look();
      await expectAttention(id, 'missed');
    });

    test('within the grace it is sent late', async () => {
      const { id } = await schedule();
      world.time.advance(hour + scheduledGraceMs);
      await worker.look();
      expect(await state(id)).toEqual(['sent', null]);
    });

    test('a second message to the same person is warned of, and not sent into another plan', async () => {
      const first = await schedule();
      const second = await schedule({ sendAt: new Date(start.getTime() + hour + 1).toISOString() });
      expect(second.preflight.warnings.map(({ code }) => code)).toContain('scheduled_earlier');
      world.time.advance(hour + 1);
      while (await worker.look());
      expect([await state(first.id), await state(second.id)]).toEqual([
        ['sent', null],
        ['needs_attention', 'plan_changed'],
      ]);
    });
  });

  describe('exactly once', () => {
    test('of many nodes that look at once, one sends', async () => {
      const ids = [];
      for (let index = 0; index < 5; index += 1) {
        const person = await world.user(`Person ${index}`, { phones: [`+1202555017${index}`] });
        const record = await world.interaction({ consumer: person });
        ids.push((await schedule({ to: { recipientId: `+1202555017${index}` } }, record.number)).id);
      }
      world.time.advance(hour);
      // The embedded database has one process, and so one worker.
      const workers = suite.store.kind === 'embedded' ? [worker] : [worker, newWorker(), newWorker(), newWorker()];
      await Promise.all(
        workers.map(async (one) => {
          while (await one.look());
        }),
      );
      expect(await Promise.all(ids.map(state))).toEqual(ids.map(() => ['sent', null]));
      expect(await messages()).toHaveLength(5);
    });

    test('a node that died after claiming: the next one sends; should it live after all, it writes nothing', async () => {
      const { id } = await schedule();
      world.time.advance(hour);
      const claim = { now: world.time.now(), owner: newId(), leaseMs: 60_000, limit: 8 };
      const [claimed] = await claimScheduled(suite.store, claim);
      expect((await claimScheduled(suite.store, claim)).length).toBe(0);
      expect(await state(id)).toEqual(['sending', null]);
      world.time.advance(60_001);
      await worker.look();
      expect(await state(id)).toEqual(['sent', null]);
      await fireScheduled({ ...world.sending, logger: silentLogger }, claimed!, claim.owner);
      expect(await messages()).toHaveLength(1);
    });

    test('a node that was slow and one that took over send at once: one message', async () => {
      const { id } = await schedule();
      world.time.advance(hour);
      const owner = newId();
      const [claimed] = await claimScheduled(suite.store, { now: world.time.now(), owner, leaseMs: 0, limit: 8 });
      world.time.advance(1);
      const slow = fireScheduled({ ...world.sending, logger: silentLogger }, claimed!, owner);
      await Promise.all([slow, worker.look()]);
      while (await worker.look());
      expect(await state(id)).toEqual(['sent', null]);
      expect(await messages()).toHaveLength(1);
    });

    test('a failure of ours takes everything back, and it is tried again', async () => {
      const { id } = await schedule();
      world.time.advance(hour);
      let failing = true;
      const store = new Proxy(suite.store, {
        get: (target, name) => {
          if (name === 'transaction' && failing) {
            return (work: Parameters<typeof target.transaction>[0]) =>
              target.transaction(async (transaction) => {
                await work(transaction);
                throw new Error('The connection broke before the commit.');
              });
          }
          const value = Reflect.get(target, name) as unknown;
          return typeof value === 'function' ? value.bind(target) : value;
        },
      });
      await new ScheduledWorker({ ...world.sending, store, logger: silentLogger }).look();
      expect(await messages()).toHaveLength(0);
      expect(await state(id)).toEqual(['scheduled', null]);
      failing = false;
      world.time.advance(10_000);
      await worker.look();
      expect(await state(id)).toEqual(['sent', null]);
      expect(await messages()).toHaveLength(1);
    });
  });
});
