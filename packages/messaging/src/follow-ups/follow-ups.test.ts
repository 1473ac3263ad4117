import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { appendInbound } from '../inbound/append-inbound.js';
import { DatabaseInteractionService } from '../interactions/interaction-service.js';
import type { Actor } from '../messaging.js';
import { queueMessage } from '../send/queue-message.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { silentLogger } from '../testing/test-points.js';
import { handOff } from '../virtual-agent/hand-off.js';
import { carryOutFollowUp } from './carry-out-follow-up.js';
import { findDueFollowUps } from './due-follow-ups.js';
import { defaultFollowUps, type FollowUpAction, type FollowUpFilter, type FollowUpRule } from './follow-up-rule.js';
import { FollowUpWorker } from './follow-up-worker.js';

const clara = '+12025550143';
const minute = 60_000;
const day = 24 * 60 * minute;

describeStores('Follow-ups', (suite) => {
  let world: ComposeWorld;
  let alex: Actor;
  let sam: Actor;
  let received: number;

  beforeEach(async () => {
    world = new ComposeWorld(suite.store);
    alex = await world.agent('Alex');
    sam = await world.agent('Sam');
    await suite.store.query.updateTable('users').set({ username: 'sam' }).where('id', '=', sam.userId).execute();
    received = 0;
  });
  afterEach(() => world.live.close());

  const dependencies = () => ({
    store: suite.store,
    points: world.points,
    live: world.live,
    clock: world.time,
    logger: silentLogger,
  });
  const node = (rules: readonly FollowUpRule[] = defaultFollowUps) => new FollowUpWorker({ ...dependencies(), rules });
  const rule = (action: FollowUpAction, filter: FollowUpFilter = {}): FollowUpRule => ({
    name: 'Rule',
    when: 'customer_unanswered',
    afterMs: 30 * minute,
    filter,
    action,
  });
  /** The customer writes. */
  const write = async (to = 'support') => {
    received += 1;
    await appendInbound(suite.store, world.live, {
      pluginId: 'scripted',
      eventId: `in-${received}`,
      channel: 'sms',
      addressKind: 'phone',
      sender: { id: to, address: '+12025550100', name: to },
      recipientId: clara,
      matchKey: clara,
      carrierMessageId: `c-${received}`,
      body: 'Hello?',
      media: [],
      at: world.time.now(),
    });
  };
  const conversation = async () =>
    suite.store.query
      .selectFrom('interactions')
      .selectAll()
      .where('type', '=', 'messaging')
      .orderBy('id')
      .executeTakeFirstOrThrow();
  const becomes = (state: 'delivered' | 'undelivered') =>
    suite.store.query
      .updateTable('messages')
      .set({ state, due_at: null })
      .where('direction', '=', 'outbound')
      .where('state', '=', 'queued')
      .execute();
  const reply = async (who = alex) => {
    await world.composing.reply(who, (await conversation()).number, { body: 'Hello' });
    await becomes('delivered');
  };
  const compose = async (state: 'delivered' | 'undelivered' = 'delivered') => {
    const customer = await world.user('Clara', { phones: [clara] });
    const { number } = await world.interaction({ consumer: customer });
    await world.composing.send(alex, number, {
      channel: 'sms',
      to: { recipientId: clara },
      from: 'support',
      body: 'Hello',
    });
    await becomes(state);
  };
  const assign = async (userId: string | null) => {
    const { id } = await conversation();
    await suite.store.query.updateTable('interactions').set({ assigned_to_id: userId }).where('id', '=', id).execute();
  };
  const told = async () => {
    const rows = await suite.store.query
      .selectFrom('notifications')
      .select(['user_id', 'kind', 'body'])
      .where('kind', '<>', 'reply_received')
      .orderBy('id')
      .execute();
    return rows.map(({ user_id, kind, body }) => [user_id === alex.userId ? 'alex' : 'sam', kind, body]);
  };
  const history = () =>
    suite.store.query.selectFrom('history_entries').select(['kind', 'detail', 'user_id']).orderBy('id').execute();
  const view = async () => new DatabaseInteractionService(dependencies()).get(alex, (await conversation()).number);

  test('E4: the customer has been unanswered for 30 minutes: whoever has the conversation is prompted, once', async () => {
    await write();
    await assign(alex.userId);
    world.time.advance(30 * minute - 1);
    await node().run();
    expect(await told()).toEqual([]);
    world.time.advance(1);
    const { number } = await conversation();
    await node().run();
    await node().run();
    const prompt = ['alex', 'follow_up', `In ${number} the customer has waited for an answer for 30 minutes.`];
    expect(await told()).toEqual([prompt]);
    expect(await history()).toEqual([
      {
        kind: 'followed_up',
        user_id: null,
        detail: { rule: 'Customer waits', when: 'customer_unanswered', afterMs: 30 * minute, action: 'prompt_agent' },
      },
    ]);
    // Answered and written again: another waiting.
    await reply();
    world.time.advance(minute);
    await write();
    world.time.advance(30 * minute);
    await node().run();
    expect(await told()).toEqual([prompt, prompt]);
  });

  test('a customer who keeps writing does not put it off', async () => {
    await write();
    for (let times = 0; times < 3; times += 1) {
      world.time.advance(10 * minute);
      await write();
    }
    await node().run();
    expect((await told()).map(([who, kind]) => [who, kind])).toEqual([
      ['alex', 'follow_up'],
      ['sam', 'follow_up'],
    ]);
  });

  test('E4: the agent has been unanswered for 2 days: it is closed as abandoned, and the record says why', async () => {
    await compose();
    world.time.advance(2 * day - 1);
    await node().run();
    expect(await conversation()).toMatchObject({ closed_at: null });
    world.time.advance(1);
    await node().run();
    const closed = await conversation();
    expect(closed).toMatchObject({
      state: 'closed_abandoned',
      close_reason: 'no_response',
      closed_at: world.time.now(),
      version: 2,
    });
    expect(await told()).toEqual([
      ['alex', 'conversation_closed', `${closed.number} was closed: the customer has not answered for 2 days.`],
    ]);
    const followUp = { rule: 'Customer went silent', when: 'agent_unanswered', afterMs: 2 * day };
    expect(await history()).toEqual([
      { kind: 'closed', user_id: null, detail: { state: 'closed_abandoned', reason: 'no_response', followUp } },
    ]);
    expect(await view()).toMatchObject({ closedBy: { person: null, followUp } });
  });

  test('nobody answers what has not reached them: it is not closed, until something did', async () => {
    await compose('undelivered');
    world.time.advance(3 * day);
    await node().run();
    expect(await conversation()).toMatchObject({ closed_at: null, waiting_for: 'customer' });
    await reply();
    world.time.advance(2 * day);
    await node().run();
    expect(await conversation()).toMatchObject({ close_reason: 'no_response' });
  });

  test('a text that does not go out, because the customer opted out, is not said to have been written', async () => {
    await write();
    await world.optOut(clara, alex);
    world.time.advance(30 * minute);
    await node([rule({ kind: 'prompt_requester', text: 'We are sorry that you have to wait.' })]).run();
    const texts = suite.store.query.selectFrom('messages').select(['state', 'cause_code']);
    expect(await texts.where('direction', '=', 'outbound').execute()).toEqual([
      { state: 'canceled', cause_code: 'opted_out' },
    ]);
    expect(await history()).toEqual([]);
  });

  test('nobody is waited for who was opted out, whoever said so', async () => {
    await compose();
    await world.optOut(clara, alex);
    expect(await conversation()).toMatchObject({ waiting_for: null, waiting_since: null });
    world.time.advance(3 * day);
    await node().run();
    expect(await conversation()).toMatchObject({ closed_at: null });
  });

  test('a customer who writes in time keeps it open; a later message of ours begins the time anew', async () => {
    await compose();
    world.time.advance(day);
    await reply();
    world.time.advance(day + minute);
    await node().run();
    expect(await conversation()).toMatchObject({ closed_at: null, waiting_for: 'customer' });
    await write();
    world.time.advance(3 * day);
    await node().run();
    expect(await conversation()).toMatchObject({ closed_at: null, waiting_for: 'agent' });
  });

  test('what the system writes is no answer, of nobody', async () => {
    await write();
    const { id, waiting_since } = await conversation();
    await suite.store.transaction((transaction) =>
      queueMessage(transaction, {
        interactionId: id,
        authorKind: 'system',
        body: 'x',
        pluginId: 'scripted',
        senderGroup: 'default',
        encoding: 'sms',
        maximumAgeMs: day,
        at: new Date(world.time.now().getTime() + minute),
      }),
    );
    expect(await conversation()).toMatchObject({ waiting_for: 'agent', waiting_since });
  });

  test('whom the virtual agent handed over waits for an agent, whatever its last words were', async () => {
    await write();
    const { id, number } = await conversation();
    await suite.store.query
      .updateTable('interactions')
      .set({ virtual_agent: true, waiting_for: 'customer', waiting_since: world.time.now() })
      .execute();
    await suite.store.transaction((transaction) =>
      handOff(transaction, world.live, {
        interactionId: id,
        number,
        why: 'handed_off',
        reason: null,
        plugin: null,
        at: world.time.now(),
      }),
    );
    world.time.advance(2 * day);
    await node().run();
    expect(await conversation()).toMatchObject({ closed_at: null, waiting_for: 'agent' });
    expect((await told()).map(([, kind]) => kind).sort()).toEqual([
      'follow_up',
      'follow_up',
      'handed_off',
      'handed_off',
    ]);
  });

  test.each<[string, FollowUpFilter, boolean]>([
    ['everything', {}, true],
    ['its channel', { channel: 'sms' }, true],
    ['another channel', { channel: 'whatsapp' }, false],
    ['its sender', { sender: 'support' }, true],
    ['another sender', { sender: 'sales' }, false],
    ['its state', { state: 'new' }, true],
    ['another state', { state: 'on_hold' }, false],
    ['nobody has it', { assigned: 'nobody' }, true],
    ['an agent has it', { assigned: 'agent' }, false],
    ['the virtual agent has it', { assigned: 'virtual_agent' }, false],
  ])('a filter for %s', async (_name, filter, matches) => {
    await write();
    world.time.advance(30 * minute);
    await node([rule({ kind: 'set_state', state: 'on_hold' }, filter)]).run();
    expect((await conversation()).state).toBe(matches ? 'on_hold' : 'new');
  });

  test('reassigns: the new agent takes part and is told, as is who had it', async () => {
    await write();
    await assign(alex.userId);
    world.time.advance(30 * minute);
    await node([rule({ kind: 'reassign', to: 'sam' })]).run();
    const { number, assigned_to_id } = await conversation();
    expect(assigned_to_id).toBe(sam.userId);
    expect((await view()).liveGroup.map(({ name }) => name)).toEqual(['Sam']);
    const found = await new DatabaseInteractionService(dependencies()).list(alex, { view: 'all', q: 'sam' });
    expect(found.items.map((one) => one.number)).toEqual([number]);
    expect(await told()).toEqual([
      ['sam', 'follow_up', `${number} is assigned to you: the customer has waited for an answer for 30 minutes.`],
      [
        'alex',
        'conversation_taken',
        `${number} is no longer assigned to you: the customer has waited for an answer for 30 minutes.`,
      ],
    ]);
  });

  test('takes the assignment off; a user name that nobody has prompts instead', async () => {
    await write();
    await assign(alex.userId);
    world.time.advance(30 * minute);
    await node([rule({ kind: 'reassign', to: 'nobody-here' })]).run();
    expect((await conversation()).assigned_to_id).toBe(alex.userId);
    expect((await told())[0]?.[2]).toContain('no active agent has that user name');
    await node([{ ...rule({ kind: 'reassign', to: null }), name: 'Other' }]).run();
    expect((await conversation()).assigned_to_id).toBeNull();
  });

  test('what the virtual agent has is never reassigned', async () => {
    await write();
    await suite.store.query.updateTable('interactions').set({ virtual_agent: true }).execute();
    world.time.advance(30 * minute);
    await node([rule({ kind: 'reassign', to: 'sam' })]).run();
    expect(await conversation()).toMatchObject({ virtual_agent: true, assigned_to_id: null });
  });

  test('prompts the customer, once a policy that says no allows it', async () => {
    await write();
    const text = 'We are sorry that you have to wait.';
    const opensAt = new Date(world.time.now().getTime() + 60 * minute);
    world.available = () => ({ available: false, code: 'quiet_hours', reason: 'It is night.', until: opensAt });
    world.time.advance(30 * minute);
    const one = node([rule({ kind: 'prompt_requester', text })]);
    const sent = () =>
      suite.store.query
        .selectFrom('messages')
        .select(['body', 'author_kind', 'state'])
        .where('direction', '=', 'outbound')
        .execute();
    await one.run();
    expect(await sent()).toEqual([]);
    world.available = () => ({ available: true });
    await one.run();
    // Not asked again before the time that the policy named.
    expect(await sent()).toEqual([]);
    world.time.advance(30 * minute);
    await one.run();
    await one.run();
    expect(await sent()).toEqual([{ body: text, author_kind: 'system', state: 'queued' }]);
    expect(await conversation()).toMatchObject({ waiting_for: 'agent' });
  });

  test('a text goes out through the plugin that has the sender now, and not the one that the conversation began with', async () => {
    await write();
    await suite.store.query.updateTable('interactions').set({ plugin_id: 'former' }).execute();
    world.time.advance(30 * minute);
    await node([rule({ kind: 'prompt_requester', text: 'We are sorry that you have to wait.' })]).run();
    const texts = suite.store.query.selectFrom('messages').select(['plugin_id', 'state']);
    expect(await texts.where('direction', '=', 'outbound').execute()).toEqual([
      { plugin_id: 'scripted', state: 'queued' },
    ]);
  });

  test('of several nodes at the same moment one carries it out', async () => {
    await write();
    await assign(alex.userId);
    world.time.advance(30 * minute);
    await Promise.all([node().run(), node().run(), node().run(), node().run()]);
    expect(await told()).toHaveLength(1);
  });

  test('an answer that comes between the first look and the second: nothing happens', async () => {
    await write();
    world.time.advance(30 * minute);
    const close = rule({ kind: 'close', state: 'closed_abandoned' });
    const [found] = await findDueFollowUps(suite.store, close, world.time.now(), 10);
    await reply();
    expect(await carryOutFollowUp(dependencies(), close, found!, world.time.now())).toBe(false);
    expect(await conversation()).toMatchObject({ closed_at: null });
    expect(await history()).toEqual([]);
  });

  test('closed by a rule about customers who wait: auto_closed', async () => {
    await write();
    world.time.advance(30 * minute);
    await node([rule({ kind: 'close', state: 'closed_complete' })]).run();
    expect(await conversation()).toMatchObject({ state: 'closed_complete', close_reason: 'auto_closed' });
  });

  test('who closed it is on the record: an agent, and who took over', async () => {
    await write();
    const { number } = await conversation();
    await new DatabaseInteractionService(dependencies()).close(sam, number, {
      state: 'closed_complete',
      reason: 'agent_ended',
    });
    expect((await view()).closedBy).toEqual({ person: { id: sam.userId, name: 'Sam' }, followUp: null });
    await suite.store.query.deleteFrom('history_entries').execute();
    world.time.advance(minute);
    await write('sales');
    const second = await suite.store.query
      .selectFrom('interactions')
      .select(['id', 'number'])
      .where('sender_id', '=', 'sales')
      .executeTakeFirstOrThrow();
    await suite.store.query
      .updateTable('interactions')
      .set({ virtual_agent: true })
      .where('id', '=', second.id)
      .execute();
    const customer = await world.user('Clara', { phones: [clara] });
    const record = await world.interaction({ consumer: customer });
    await world.composing.send(alex, record.number, {
      channel: 'sms',
      to: { recipientId: clara },
      from: 'sales',
      body: 'Hello',
    });
    expect(await history()).toEqual([
      { kind: 'closed', user_id: alex.userId, detail: { state: 'closed_complete', reason: 'taken_over_by_agent' } },
    ]);
  });
});
