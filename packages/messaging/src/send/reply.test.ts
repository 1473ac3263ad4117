import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import type { MessagingError } from '../errors/messaging-error.js';
import type { Actor } from '../messaging.js';
import type { Preflight } from '../model/preflight.js';
import { ComposeWorld, type ConversationSetting, start } from '../testing/compose-world.js';

const recipientId = '+12025550143';

describeStores('Replies', (suite) => {
  let world: ComposeWorld;
  let me: Actor;
  let colleague: Actor;
  let customer: string;

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    me = await world.agent('Maya');
    colleague = await world.agent('Noor');
    customer = await world.user('Ana', { phones: [recipientId] });
  });

  async function conversation(setting: Partial<ConversationSetting> = {}) {
    const user = setting.user === undefined ? customer : setting.user;
    const profileId = await world.profile(setting.recipientId ?? recipientId, user);
    return world.conversation({ recipientId, user, profileId, ...setting });
  }
  const reply = (number: string, request: { body?: string; planId?: string; attachmentIds?: string[] } = {}) =>
    world.composing.reply(me, number, { body: 'Hello', ...request });
  const failure = async (promise: Promise<unknown>): Promise<MessagingError> =>
    promise.then(
      () => Promise.reject(new Error('It went through.')),
      (problem: MessagingError) => problem,
    );

  test.each([
    ['row 4, mine', { assigned: 'me' }, '4', 'me', []],
    ["row 4, another agent's", { assigned: 'colleague' }, '4', 'colleague', ['agent_joined']],
    ['row 5, nobody has it', { assigned: 'nobody' }, '5', 'me', []],
  ] as const)('%s', async (_name, { assigned }, row, assignedAfter, told) => {
    const ids = { me: me.userId, colleague: colleague.userId, nobody: undefined };
    const { number, id } = await conversation({ ...(ids[assigned] && { assignedTo: ids[assigned] }) });
    const seen = await world.composing.preflightReply(me, number, { body: 'Hello' });
    expect([seen.plan?.row, seen.plan?.appendsTo, seen.blockers]).toEqual([row, number, []]);
    expect(seen.person).toMatchObject({ userId: customer, name: 'Ana' });
    const { result } = await reply(number, { planId: seen.planId });
    expect(result.workflow).toBe('appended');
    expect(result.interaction).toMatchObject({ id, number });
    expect(result.interaction.assignedTo?.id).toBe(ids[assignedAfter]);
    expect(result.liveGroup.added).toEqual([{ id: me.userId, name: 'Maya' }]);
    const notifications = await suite.store.query.selectFrom('notifications').select('kind').execute();
    expect(notifications.map(({ kind }) => kind)).toEqual(told);
  });

  test('with the virtual agent: 409 use_take_over', async () => {
    const { number } = await conversation({ virtualAgent: true });
    const attempts = [() => reply(number), () => world.composing.preflightReply(me, number, { body: 'Hello' })];
    for (const attempt of attempts) {
      const error = await failure(attempt());
      expect([error.code, error.kind]).toEqual(['use_take_over', 'conflict']);
    }
  });

  test('closed: 409', async () => {
    const { number } = await conversation({ state: 'closed_complete' });
    const error = await failure(reply(number));
    expect([error.code, error.kind]).toEqual(['interaction_closed', 'conflict']);
  });

  test('in a record that is no conversation', async () => {
    const { number } = await world.interaction({ consumer: customer });
    expect((await failure(reply(number))).code).toBe('interaction_not_messaging');
  });

  test('without the role', async () => {
    const { number } = await conversation();
    const admin = { ...me, roles: ['admin'] };
    expect((await failure(world.composing.reply(admin, number, { body: 'Hello' }))).kind).toBe('forbidden');
  });

  test('the conversation was given to somebody else meanwhile: 409 with the new preflight', async () => {
    const { number, id } = await conversation();
    const seen = await world.composing.preflightReply(me, number, { body: 'Hello' });
    await suite.store.query
      .updateTable('interactions')
      .set({ assigned_to_id: colleague.userId })
      .where('id', '=', id)
      .execute();
    const error = await failure(reply(number, { planId: seen.planId }));
    expect(error.code).toBe('plan_changed');
    expect((error.extra['preflight'] as Preflight).plan?.row).toBe('4');
  });

  test('runs the same checks as a send', async () => {
    const { number } = await conversation();
    world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night there.' });
    expect((await failure(reply(number))).code).toBe('quiet_hours');
    world.available = () => ({ available: true });
    expect((await failure(reply(number, { body: '' }))).code).toBe('body_empty');
    expect((await failure(reply(number, { attachmentIds: ['none'] }))).code).toBe('attachment_unknown');
    expect(await suite.store.query.selectFrom('messages').select('id').execute()).toEqual([]);
    expect((await reply(number)).result.message.state).toBe('queued');
  });

  test('its own sender is gone', async () => {
    const { number } = await conversation({ senderId: '+12025550109' });
    expect((await failure(reply(number))).code).toBe('sender_unknown');
  });

  test("a guest's conversation is answered, and stays a guest's", async () => {
    const { number } = await conversation({ user: null });
    const seen = await world.composing.preflightReply(me, number, { body: 'Hello' });
    expect([seen.person, seen.plan?.profile.action]).toEqual([null, 'kept']);
    const { result } = await reply(number);
    expect([result.interaction.openedFor, result.interaction.conversation?.guest]).toEqual([null, true]);
  });

  test('a number in an old form is answered at the number that wrote', async () => {
    // Mexican numbers lost their 1; some carriers still write it.
    const withOne = '+5215512345678';
    const { number } = await conversation({ recipientId: withOne });
    const { result } = await reply(number);
    expect(result.preflight.recipient?.recipientId).toBe(withOne);
    const [message] = await suite.store.query.selectFrom('messages').selectAll().execute();
    expect([message?.recipient_id, message?.match_key]).toEqual([withOne, '+525512345678']);
  });

  test('on hold goes on; two replies at once are two messages, one after the other', async () => {
    const { number, id } = await conversation({ state: 'on_hold', assignedTo: me.userId });
    const outcomes = await Promise.all([reply(number, { body: 'One' }), reply(number, { body: 'Two' })]);
    expect(outcomes.map(({ result }) => result.interaction.state)).toEqual(['work_in_progress', 'work_in_progress']);
    const row = await suite.store.query
      .selectFrom('interactions')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    expect(row).toMatchObject({ version: 3, last_outbound_at: start });
  });

  test('idempotency: a reply again is the same reply', async () => {
    const { number } = await conversation();
    const once = () => world.composing.reply(me, number, { body: 'Hello' }, { key: 'k-1', route: 'POST replies' });
    const [first, second] = [await once(), await once()];
    expect([second.replayed, second.result.message.id]).toEqual([true, first.result.message.id]);
  });
});
