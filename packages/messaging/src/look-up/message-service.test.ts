import type { LookUpOutcome } from '@hailpoint/kernel';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { type AttemptOutcome, recordOutcome } from '../delivery/record-outcome.js';
import type { MessagingError } from '../errors/messaging-error.js';
import type { Actor } from '../messaging.js';
import { AskableCarrier } from '../testing/askable-carrier.js';
import { claimDue } from '../testing/claim-due.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { DatabaseMessageService } from './database-message-service.js';
import { mostLookUps } from './decide-look-up.js';

const recipientId = '+12025550143';
const late: AttemptOutcome = { outcome: 'unknown', code: 'provider_late', reason: 'No answer in time.' };
const agreed = { confirm: ['may_arrive_twice'] };

describeStores('an agent and a message of unknown outcome', (suite) => {
  let world: ComposeWorld;
  let carrier: AskableCarrier;
  let service: DatabaseMessageService;
  let me: Actor;
  let customer: string;
  let number: string;
  let id: string;

  beforeEach(async () => {
    carrier = new AskableCarrier(new ScriptedCarrier().ours);
    world = new ComposeWorld(suite.store, { carriers: [{ plugin: 'scripted', carrier }] });
    service = new DatabaseMessageService({ ...world.sending, mediaOf: async () => [] });
    me = await world.agent('Maya');
    customer = await world.user('Ana', { phones: [recipientId] });
    const profileId = await world.profile(recipientId, customer);
    ({ number } = await world.conversation({ recipientId, user: customer, profileId, assignedTo: me.userId }));
    id = (await world.composing.reply(me, number, { body: 'Your parcel is here.' })).result.message.id;
    await claim();
    await ends(late, 1);
  });

  const claim = () =>
    claimDue(suite.store, {
      now: world.time.now(),
      plugins: ['scripted'],
      limit: 10,
      owner: 'node',
      leaseMs: 30_000,
    });
  const ends = (outcome: AttemptOutcome, attempt: number) =>
    recordOutcome(suite.store, world.live, id, attempt, outcome, world.time.now());
  const failure = async (promise: Promise<unknown>): Promise<MessagingError> =>
    promise.then(
      () => Promise.reject(new Error('It went through.')),
      (problem: MessagingError) => problem,
    );
  const history = () =>
    suite.store.query.selectFrom('history_entries').selectAll().where('message_id', '=', id).execute();
  const close = (close_reason: 'agent_ended' | 'recipient_reassigned') =>
    suite.store.query
      .updateTable('interactions')
      .set({ state: 'closed_complete', closed_at: world.time.now(), close_reason })
      .where('number', '=', number)
      .execute();

  test('the thread says what is done about it', async () => {
    const [message] = (await service.lookUp({ ...me }, id).then(({ message }) => [message])) as [{ lookUp: unknown }];
    expect(message.lookUp).toMatchObject({
      state: 'open',
      asked: 1,
      nextAt: new Date(world.time.now().getTime() + 60_000).toISOString(),
      last: { outcome: 'absent_early' },
      words: expect.stringContaining('sent again by itself'),
    });
  });

  describe('check again', () => {
    test.each<[string, LookUpOutcome, string, string, string]>([
      ['found', { outcome: 'found', carrierMessageId: 'C1', state: 'delivered' }, 'found', 'delivered', 'delivered'],
      ['absent, too early', { outcome: 'absent' }, 'absent_early', 'unknown', 'may still be taking it over'],
      [
        'does not say',
        { outcome: 'inconclusive', reason: 'Two candidates.' },
        'inconclusive',
        'unknown',
        'Two candidates.',
      ],
    ])('%s', async (_name, answer, outcome, state, words) => {
      carrier.answer = () => answer;
      const result = await service.lookUp(me, id);
      expect(result).toMatchObject({ outcome, words: expect.stringContaining(words), message: { id, state } });
      const [look] = await suite.store.query.selectFrom('message_look_ups').selectAll().execute();
      expect(look).toMatchObject({ outcome, user_id: me.userId, attempt: 1 });
    });

    test('found, but it is another message of ours: not said to be sent', async () => {
      const conversation = await suite.store.query
        .selectFrom('interactions')
        .select('id')
        .where('number', '=', number)
        .executeTakeFirstOrThrow();
      const other = await world.message(conversation.id, recipientId, 'sent');
      await suite.store.query
        .updateTable('messages')
        .set({ carrier_message_id: 'C1' })
        .where('id', '=', other)
        .execute();
      carrier.answer = () => ({ outcome: 'found', carrierMessageId: 'C1', state: 'sent' });
      const { outcome, words } = await service.lookUp(me, id);
      expect([outcome, words]).toEqual([
        'inconclusive',
        'The carrier did not say whether it has the message: The carrier has one message with this text for this number, and that one is another message of ours.',
      ]);
      const looks = await suite.store.query.selectFrom('message_look_ups').select(['outcome', 'reason']).execute();
      expect(looks).toEqual([{ outcome, reason: expect.stringContaining('another message of ours') }]);
    });

    test('absent for certain: sent again', async () => {
      world.time.advance(60_000);
      expect(await service.lookUp(me, id)).toMatchObject({
        outcome: 'absent',
        words: 'The carrier does not have it, so it is sent again.',
        message: { state: 'queued' },
      });
      expect(await claim()).toMatchObject([{ id, attempts: 2 }]);
    });

    test('what was given up is asked again, and settled', async () => {
      await suite.store.query.updateTable('unknown_outcomes').set({ state: 'unsettled', due_at: null }).execute();
      carrier.answer = () => ({ outcome: 'found', carrierMessageId: 'C1', state: 'sent' });
      expect(await service.lookUp(me, id)).toMatchObject({ outcome: 'found', message: { state: 'sent' } });
    });

    test('what was given up and stays unsettled: its author is not told anew', async () => {
      const told = () => suite.store.query.selectFrom('notifications').select('body').execute();
      const before = await told();
      await suite.store.query
        .updateTable('unknown_outcomes')
        .set({ state: 'unsettled', due_at: null, asked: mostLookUps })
        .execute();
      carrier.answer = () => ({ outcome: 'inconclusive', reason: 'It does not say.' });
      expect(await service.lookUp(me, id)).toMatchObject({
        outcome: 'inconclusive',
        message: { lookUp: { state: 'unsettled', asked: mostLookUps + 1 } },
      });
      expect(await told()).toEqual(before);
    });

    test('two at the same moment: one asks, the other is told so', async () => {
      let second: Promise<unknown> | undefined;
      carrier.answer = async () => {
        second = service.lookUp(me, id);
        expect(await second).toMatchObject({ outcome: 'busy', message: { state: 'unknown' } });
        return { outcome: 'inconclusive', reason: 'It does not say.' };
      };
      expect(await service.lookUp(me, id)).toMatchObject({ outcome: 'inconclusive' });
      expect(carrier.asked).toHaveLength(1);
    });

    test('known already: says so, and asks nobody', async () => {
      await ends({ outcome: 'accepted', carrierMessageId: 'C1' }, 1);
      expect(await service.lookUp(me, id)).toMatchObject({
        outcome: 'known',
        message: { state: 'sent', lookUp: null },
      });
      expect(carrier.asked).toEqual([]);
    });

    test('a carrier that cannot be asked', async () => {
      const mute = new ComposeWorld(suite.store, {
        carriers: [{ plugin: 'scripted', carrier: new ScriptedCarrier() }],
      });
      const other = new DatabaseMessageService({ ...mute.sending, mediaOf: async () => [] });
      expect(await failure(other.lookUp(me, id))).toMatchObject({ kind: 'conflict', code: 'look_up_impossible' });
    });

    test('nobody but an agent, and only a message that exists', async () => {
      expect(await failure(service.lookUp({ ...me, roles: ['admin'] }, id))).toMatchObject({ kind: 'forbidden' });
      for (const none of ['nonsense', '00000000-0000-7000-8000-000000000000'])
        expect(await failure(service.lookUp(me, none))).toMatchObject({ code: 'message_not_found' });
    });
  });

  describe('send again anyway', () => {
    test('needs the agreement, and is another attempt of the same message, noted with who decided', async () => {
      expect(await failure(service.resend(me, id, {}))).toMatchObject({
        kind: 'conflict',
        code: 'confirmation_required',
        extra: { confirmations: ['may_arrive_twice'] },
      });
      expect(await claim()).toEqual([]);
      const { result } = await service.resend(me, id, agreed);
      expect(result).toMatchObject({ id, state: 'queued', attempts: 1, cause: { code: 'resent_by_agent' } });
      expect(await claim()).toMatchObject([{ id, attempts: 2 }]);
      await ends({ outcome: 'accepted', carrierMessageId: 'C2' }, 2);
      expect(await history()).toMatchObject([{ kind: 'sent_again', user_id: me.userId, detail: { attempt: 1 } }]);
      // The first attempt may be reported yet: its receipts count.
      await ends({ outcome: 'accepted', carrierMessageId: 'C1' }, 1);
      const row = suite.store.query.selectFrom('messages').select(['state', 'carrier_message_id']).where('id', '=', id);
      expect(await row.executeTakeFirst()).toEqual({ state: 'sent', carrier_message_id: 'C2' });
    });

    test('twice with one key, also at the same moment: once', async () => {
      const idempotency = { key: 'k1', route: `POST /api/v1/messages/${id}/resend` };
      const both = await Promise.all([1, 2].map(() => service.resend(me, id, agreed, idempotency)));
      expect(both.map(({ replayed }) => replayed).sort()).toEqual([false, true]);
      expect(await history()).toHaveLength(1);
    });

    test('twice without a key: the second finds that it is under way', async () => {
      await service.resend(me, id, agreed);
      expect(await failure(service.resend(me, id, agreed))).toMatchObject({
        code: 'message_not_unknown',
        extra: { state: 'queued' },
      });
    });

    test('a policy that says no stands in the way', async () => {
      world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
      expect(await failure(service.resend(me, id, agreed))).toMatchObject({
        kind: 'unprocessable',
        code: 'quiet_hours',
      });
      expect(await claim()).toEqual([]);
    });

    test('a closed conversation stands in the way', async () => {
      await close('recipient_reassigned');
      expect(await failure(service.resend(me, id, agreed))).toMatchObject({ code: 'interaction_closed' });
      expect(await claim()).toEqual([]);
    });

    test('a conversation that is closed at that moment: canceled, or refused, never sent', async () => {
      const [resent] = await Promise.allSettled([
        service.resend(me, id, agreed),
        suite.store.transaction(async (transaction) => {
          await transaction.lockRecipients([{ channel: 'sms', matchKey: recipientId }]);
          await transaction.query
            .updateTable('interactions')
            .set({ state: 'closed_complete', closed_at: world.time.now(), close_reason: 'recipient_reassigned' })
            .where('number', '=', number)
            .execute();
          await transaction.query
            .updateTable('messages')
            .set({ state: 'canceled', due_at: null })
            .where('id', '=', id)
            .where('state', '=', 'queued')
            .execute();
        }),
      ]);
      expect(await claim()).toEqual([]);
      const row = suite.store.query.selectFrom('messages').select('state').where('id', '=', id);
      const { state } = await row.executeTakeFirstOrThrow();
      expect(state).toBe(resent?.status === 'fulfilled' ? 'canceled' : 'unknown');
    });

    test('while the carrier is being asked: what it says afterwards does not undo the decision', async () => {
      world.time.advance(60_000);
      carrier.answer = async () => {
        await service.resend(me, id, agreed);
        return { outcome: 'absent' };
      };
      expect(await service.lookUp(me, id)).toMatchObject({ outcome: 'known', message: { state: 'queued' } });
      expect(await claim()).toMatchObject([{ attempts: 2 }]);
    });

    test('a message whose time was over is worth sending again for as long as a new one', async () => {
      await suite.store.query.updateTable('messages').set({ expires_at: world.time.now() }).execute();
      await service.resend(me, id, agreed);
      expect(await claim()).toMatchObject([{ id, attempts: 2 }]);
    });

    test('nobody but an agent', async () => {
      expect(await failure(service.resend({ ...me, roles: ['admin'] }, id, agreed))).toMatchObject({
        kind: 'forbidden',
      });
    });
  });
});
