import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DatabaseAttachmentService } from '../attachments/attachment-service.js';
import type { Actor } from '../messaging.js';
import type { ScheduleRequest } from '../model/scheduled-message.js';
import { DatabaseNotificationService } from '../notifications/notification-service.js';
import { encodeCursor } from '../paging/cursor.js';
import { ComposeWorld, start } from '../testing/compose-world.js';
import { adminActor } from '../testing/people.js';
import { silentLogger } from '../testing/test-points.js';
import { ScheduledWorker } from './scheduled-worker.js';

const recipientId = '+12025550143';
const hour = 60 * 60_000;
const inHours = (hours: number) => new Date(start.getTime() + hours * hour).toISOString();

describeStores('Scheduled messages', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let noor: Actor;
  let source: { id: string; number: string };

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    me = await world.agent('Maya');
    noor = await world.agent('Noor');
    const customer = await world.user('Ana', { phones: [recipientId], timeZone: 'America/New_York' });
    source = await world.interaction({ consumer: customer });
  });

  const request: ScheduleRequest = {
    channel: 'sms',
    to: { recipientId },
    from: 'support',
    body: 'Hello',
    sendAt: inHours(1),
  };
  const schedule = async (more: Partial<ScheduleRequest> = {}, agent = me, key?: string) =>
    world.scheduled.schedule(
      agent,
      source.number,
      { ...request, ...more },
      key === undefined ? undefined : { key, route: 'r' },
    );
  const listed = async (query: Parameters<typeof world.scheduled.list>[1], agent = me) =>
    (await world.scheduled.list(agent, query)).items.map(({ body }) => body);
  const look = () => new ScheduledWorker({ ...world.sending, logger: silentLogger }).look();

  describe('scheduling', () => {
    test('policies are asked about the moment, and not about now', async () => {
      const asked: string[] = [];
      world.available = ({ at }) => {
        asked.push(at.toISOString());
        const night = at.getTime() < start.getTime() + hour;
        return night
          ? { available: false, code: 'quiet_hours', reason: 'Night.', until: new Date(inHours(1)) }
          : { available: true };
      };
      const now = await world.composing.preflight(me, source.number, {
        channel: 'sms',
        to: { recipientId },
        body: 'Hi',
      });
      expect(now.blockers).toMatchObject([{ code: 'quiet_hours', until: inHours(1) }]);
      const early = await world.scheduled.preflight(me, source.number, { ...request, sendAt: inHours(0.5) });
      expect([early.preflight.sendable, early.preflight.blockers[0]?.code]).toEqual([false, 'quiet_hours']);
      await expect(schedule({ sendAt: inHours(0.5) })).rejects.toMatchObject({ code: 'quiet_hours' });
      // What a refusal names as its end can be scheduled for: nothing is in the way at that very moment.
      const { result } = await schedule({ sendAt: now.blockers[0]!.until! });
      expect(result.state).toBe('scheduled');
      expect(asked).toEqual([inHours(0), inHours(0.5), inHours(0.5), inHours(1)]);
      world.time.advance(hour);
      await look();
      expect((await world.scheduled.get(me, result.id)).state).toBe('sent');
    });

    test('in the recipient’s zone, which must be known', async () => {
      const sendAt = { localTime: '2026-03-02T09:00', zone: 'recipient' };
      const { result } = await schedule({ sendAt });
      expect(result.sendAt).toEqual({
        at: '2026-03-02T14:00:00.000Z',
        zone: 'America/New_York',
        recipientZone: 'America/New_York',
        note: null,
      });
      await suite.store.query.updateTable('users').set({ time_zone: null }).where('name', '=', 'Ana').execute();
      await expect(schedule({ sendAt })).rejects.toMatchObject({
        code: 'invalid_fields',
        fields: [{ field: '/sendAt/zone', code: 'recipient_zone_unknown' }],
      });
    });

    test('a record that names nobody: whoever has the typed number at present decides the time of day', async () => {
      const nora = await world.user('Nora', { timeZone: 'Asia/Tokyo' });
      await world.profile('+12025550177', nora);
      const nobody = await world.interaction();
      const zones: (string | undefined)[] = [];
      world.available = ({ person }) => {
        zones.push(person?.timeZone);
        return { available: true };
      };
      const typed = { channel: 'sms', to: { manual: '+12025550177' }, from: 'support', body: 'Hello' };
      expect((await world.composing.preflight(me, nobody.number, typed)).blockers).toEqual([]);
      const sendAt = { localTime: '2026-03-03T09:00', zone: 'recipient' };
      const { result } = await world.scheduled.schedule(me, nobody.number, { ...typed, sendAt });
      expect(result.sendAt).toMatchObject({ at: '2026-03-03T00:00:00.000Z', recipientZone: 'Asia/Tokyo' });
      expect(zones).toEqual(['Asia/Tokyo', 'Asia/Tokyo']);
    });

    test('the sender that was the default stays the sender', async () => {
      const { from: _, ...rest } = request;
      const { result } = await world.scheduled.schedule(me, source.number, rest);
      expect(result.from).toBe('support');
    });

    test('a plan that the agent did not see is not scheduled', async () => {
      const { preflight } = await world.scheduled.preflight(me, source.number, request);
      await world.conversation({ recipientId, assignedTo: noor.userId });
      await expect(schedule({ planId: preflight.planId })).rejects.toMatchObject({ code: 'plan_changed' });
      expect(await listed({ view: 'all', state: 'any' })).toEqual([]);
    });

    test('from a closed record, or one of type messaging, never', async () => {
      const closed = await world.interaction({ state: 'closed_complete' });
      const conversation = await world.conversation({ recipientId });
      await expect(world.scheduled.schedule(me, closed.number, request)).rejects.toMatchObject({
        code: 'interaction_closed',
      });
      await expect(world.scheduled.schedule(me, conversation.number, request)).rejects.toMatchObject({
        code: 'interaction_is_messaging',
      });
    });

    test('once per Idempotency-Key, even when its time has passed', async () => {
      const first = await schedule({}, me, 'k');
      world.time.advance(2 * hour);
      const again = await schedule({}, me, 'k');
      expect([first.replayed, again.replayed, again.result.id]).toEqual([false, true, first.result.id]);
      await expect(schedule({ body: 'Other' }, me, 'k')).rejects.toMatchObject({ code: 'idempotency_key_reused' });
    });
  });

  test('lists: the open ones by time, mine or all, of a record, paged; what is over, the latest first', async () => {
    await schedule({ body: 'third', sendAt: inHours(3) });
    await schedule({ body: 'first', sendAt: inHours(1) });
    await schedule({ body: 'second', sendAt: inHours(2) }, noor);
    const gone = await schedule({ body: 'gone', sendAt: inHours(4) });
    await world.scheduled.cancel(me, gone.result.id);
    expect(await listed({})).toEqual(['first', 'third']);
    expect(await listed({ view: 'all' })).toEqual(['first', 'second', 'third']);
    expect(await listed({ interaction: source.number })).toEqual(['first', 'second', 'third']);
    expect(await listed({ state: 'canceled' })).toEqual(['gone']);
    expect(await listed({ view: 'all', state: 'any' }, noor)).toEqual(['gone', 'third', 'second', 'first']);
    const page = await world.scheduled.list(me, { view: 'all', limit: 2 });
    const rest = await world.scheduled.list(me, { view: 'all', limit: 2, cursor: page.nextCursor! });
    expect([...page.items, ...rest.items].map(({ body }) => body)).toEqual(['first', 'second', 'third']);
    expect(rest.nextCursor).toBeNull();
    await expect(world.scheduled.list(me, { state: 'any', cursor: page.nextCursor! })).rejects.toMatchObject({
      code: 'invalid_cursor',
    });
    const forged = encodeCursor('scheduled open', ['0000-01-01T00:00:00.000Z', source.id]);
    await expect(world.scheduled.list(me, { cursor: forged })).rejects.toMatchObject({ code: 'invalid_cursor' });
    await expect(world.scheduled.list(me, { interaction: 'IMS0999999' })).rejects.toMatchObject({
      code: 'interaction_not_found',
    });
  });

  test('A1: nobody but agents reads, changes or cancels them: they hold what customers are told', async () => {
    const { result } = await schedule();
    const admin = await adminActor(suite.store);
    for (const refused of [
      world.scheduled.list(admin, { view: 'all' }),
      world.scheduled.get(admin, result.id),
      world.scheduled.update(admin, result.id, 1, { body: 'x' }),
      world.scheduled.cancel(admin, result.id),
    ]) {
      await expect(refused).rejects.toMatchObject({ kind: 'forbidden' });
    }
    expect((await world.scheduled.get(me, result.id)).state).toBe('scheduled');
  });

  describe('changing', () => {
    test('text and time, judged anew; only with the present version, and only by its agent', async () => {
      const { result } = await schedule();
      const changed = await world.scheduled.update(me, result.id, 1, { body: 'Hello again', sendAt: inHours(2) });
      expect([changed.body, changed.sendAt.at, changed.version]).toEqual(['Hello again', inHours(2), 2]);
      await expect(world.scheduled.update(me, result.id, 1, { body: 'x' })).rejects.toMatchObject({
        code: 'stale_version',
      });
      await expect(world.scheduled.update(noor, result.id, 2, { body: 'x' })).rejects.toMatchObject({
        code: 'scheduled_by_other',
      });
      await expect(world.scheduled.update(me, result.id, 2, { body: '' })).rejects.toMatchObject({
        code: 'body_empty',
      });
      world.time.advance(hour);
      expect(await look()).toBe(false);
      world.time.advance(hour);
      await look();
      const [message] = await suite.store.query.selectFrom('messages').select('body').execute();
      expect(message?.body).toBe('Hello again');
      await expect(world.scheduled.update(me, result.id, 3, { body: 'x' })).rejects.toMatchObject({
        code: 'scheduled_message_not_open',
      });
    });

    test('what needs attention is scheduled again, with the plan of now', async () => {
      const { result } = await schedule();
      await world.conversation({ recipientId, assignedTo: me.userId });
      world.time.advance(hour);
      await look();
      const set = await world.scheduled.get(me, result.id);
      expect([set.state, set.cause?.code]).toEqual(['needs_attention', 'plan_changed']);
      await expect(world.scheduled.update(me, result.id, set.version, {})).rejects.toMatchObject({
        fields: [{ field: '/sendAt', code: 'not_in_future' }],
      });
      const again = await world.scheduled.update(me, result.id, set.version, { sendAt: inHours(2) });
      expect([again.state, again.cause, again.preflight.plan?.row]).toEqual(['scheduled', null, '4']);
      world.time.advance(hour);
      await look();
      expect((await world.scheduled.get(me, result.id)).state).toBe('sent');
    });

    test('A13: a confirmation holds for what it was given for, and for no other number or person', async () => {
      const other = '+12025550144';
      const bea = await world.profile(recipientId, await world.user('Bea'));
      await world.profile(other, await world.user('Cleo'));
      const { result } = await schedule({ confirm: ['recipient_reassignment'] });
      const changed = await world.scheduled.update(me, result.id, 1, { body: 'Hello again' });
      expect(changed.confirm).toEqual(['recipient_reassignment']);
      const refused = { code: 'confirmation_required', extra: { preflight: { confirmations: changed.confirm } } };
      await expect(world.scheduled.update(me, result.id, 2, { to: { manual: other } })).rejects.toMatchObject(refused);
      await suite.store.query
        .updateTable('channel_user_profiles')
        .set({ user_id: await world.user('Dora') })
        .where('id', '=', bea)
        .execute();
      await expect(world.scheduled.update(me, result.id, 2, { body: 'x' })).rejects.toMatchObject(refused);
      const agreed = await world.scheduled.update(me, result.id, 2, { body: 'x', confirm: changed.confirm });
      expect(agreed.preflight.plan?.profile.previousUser?.name).toBe('Dora');
    });

    test('a time that stays keeps its zone', async () => {
      const { result } = await schedule({ sendAt: { localTime: '2026-03-02T09:00', zone: 'recipient' } });
      const changed = await world.scheduled.update(me, result.id, 1, { body: 'x' });
      expect([changed.sendAt.at, changed.sendAt.zone]).toEqual([result.sendAt.at, 'America/New_York']);
    });
  });

  describe('canceling', () => {
    test('nothing is sent; whoever scheduled it is told when it was somebody else', async () => {
      const { result } = await schedule();
      const canceled = await world.scheduled.cancel(noor, result.id);
      expect([canceled.state, canceled.cause]).toEqual([
        'canceled',
        { code: 'canceled_by_agent', reason: 'Noor canceled it.' },
      ]);
      expect((await world.scheduled.cancel(me, result.id)).version).toBe(canceled.version);
      world.time.advance(hour);
      expect(await look()).toBe(false);
      const notifications = new DatabaseNotificationService({
        store: suite.store,
        clock: world.time,
        live: world.live,
      });
      expect((await notifications.list(me, {})).items).toMatchObject([
        {
          kind: 'scheduled_canceled',
          interaction: source.number,
          body: `Noor canceled the message that you scheduled in ${source.number}.`,
        },
      ]);
    });

    test('what was sent cannot be canceled', async () => {
      const { result } = await schedule();
      world.time.advance(hour);
      await look();
      await expect(world.scheduled.cancel(noor, result.id)).rejects.toMatchObject({
        code: 'scheduled_message_not_open',
      });
      await expect(world.scheduled.cancel(noor, 'no-id')).rejects.toMatchObject({
        code: 'scheduled_message_not_found',
      });
    });

    test('a cancel and a worker at the same moment: sent or canceled, never both', async () => {
      for (let round = 1; round <= 5; round += 1) {
        const { result } = await schedule({ sendAt: inHours(round) });
        world.time.advance(hour);
        const [canceled] = await Promise.allSettled([world.scheduled.cancel(me, result.id), look()]);
        const { state, message } = await world.scheduled.get(me, result.id);
        expect(state === 'canceled').toBe(canceled.status === 'fulfilled');
        expect(state === 'canceled').toBe(message === null);
        // The next round's plan is the same again.
        await suite.store.query
          .updateTable('interactions')
          .set({ state: 'closed_complete', closed_at: start })
          .where('type', '=', 'messaging')
          .execute();
      }
    });
  });

  describe('sending in its place', () => {
    const compose = { channel: 'sms', to: { recipientId }, from: 'support', body: 'Now then' };

    test('the agent sends now, with other words: the scheduled one is closed with that message', async () => {
      const { result } = await schedule();
      const sent = await world.composing.send(me, source.number, { ...compose, inPlaceOf: result.id });
      const closed = await world.scheduled.get(me, result.id);
      expect([closed.state, closed.message?.id]).toEqual(['sent', sent.result.message.id]);
      await expect(world.composing.send(me, source.number, { ...compose, inPlaceOf: result.id })).rejects.toMatchObject(
        {
          code: 'scheduled_message_not_open',
        },
      );
      expect(await suite.store.query.selectFrom('messages').select('id').execute()).toHaveLength(1);
      world.time.advance(hour);
      expect(await look()).toBe(false);
    });

    test('not another agent’s', async () => {
      const { result } = await schedule();
      await expect(
        world.composing.send(noor, source.number, { ...compose, inPlaceOf: result.id }),
      ).rejects.toMatchObject({
        code: 'scheduled_message_not_found',
      });
      expect(await suite.store.query.selectFrom('messages').select('id').execute()).toEqual([]);
    });
  });

  describe('attachments', () => {
    const sweep = () =>
      new DatabaseAttachmentService({
        ...world.sending,
        channels: { cachedChannels: () => [] },
        signedMedia: { read: async () => null },
      }).sweepUnused();
    const ofMessage = async (id: string) =>
      (
        await suite.store.query
          .selectFrom('attachments')
          .select('id')
          .where('message_id', '=', id)
          .orderBy('position')
          .execute()
      ).map((one) => one.id);

    test('are kept beyond 24 hours, go out in order, and nobody else uses them', async () => {
      const [first, second] = [await world.attachment(me.userId), await world.attachment(me.userId)];
      const { result } = await schedule({ attachmentIds: [second, first], sendAt: inHours(48) });
      expect(result.attachments.map(({ id }) => id)).toEqual([second, first]);
      const used = { channel: 'sms', to: { recipientId }, body: 'x', attachmentIds: [first] };
      await expect(world.composing.send(me, source.number, used)).rejects.toMatchObject({ code: 'attachment_used' });
      await expect(schedule({ attachmentIds: [first] })).rejects.toMatchObject({ code: 'attachment_used' });
      world.time.advance(47 * hour);
      expect(await sweep()).toBe(0);
      world.time.advance(hour);
      await look();
      const { message, attachments } = await world.scheduled.get(me, result.id);
      expect(await ofMessage(message!.id)).toEqual([second, first]);
      expect(attachments).toHaveLength(2);
    });

    test('are free again when canceled, or left out of a change or of what is sent instead', async () => {
      const [first, second, third] = [
        await world.attachment(me.userId),
        await world.attachment(me.userId),
        await world.attachment(me.userId),
      ];
      const { result } = await schedule({ attachmentIds: [first, second, third] });
      await world.scheduled.update(me, result.id, 1, { attachmentIds: [third, second] });
      expect(await sweep()).toBe(1);
      const now = { channel: 'sms', to: { recipientId }, body: 'x', attachmentIds: [third], inPlaceOf: result.id };
      const sent = await world.composing.send(me, source.number, now);
      expect(await ofMessage(sent.result.message.id)).toEqual([third]);
      expect(await sweep()).toBe(1);
      const fourth = await world.attachment(me.userId);
      const other = await schedule({ attachmentIds: [fourth] });
      await world.scheduled.cancel(me, other.result.id);
      expect(await sweep()).toBe(1);
    });
  });
});
