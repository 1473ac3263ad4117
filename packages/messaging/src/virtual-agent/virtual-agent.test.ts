import { ChannelProvider, VirtualAgent, type VirtualAgentAnswer } from '@hailpoint/kernel';
import type { ActiveContribution } from '@hailpoint/kernel/host';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { InboundReceiver } from '../inbound/inbound-receiver.js';
import { DatabaseInteractionService } from '../interactions/interaction-service.js';
import type { Actor } from '../messaging.js';
import { ComposeWorld } from '../testing/compose-world.js';
import { eventually } from '../testing/eventually.js';
import { ScriptedVirtualAgent, type VirtualAgentScript } from '../testing/scripted-virtual-agent.js';
import { silentLogger } from '../testing/test-points.js';
import { claimTurns } from './claim-turns.js';
import { readTurn } from './read-turn.js';
import { settleTurn } from './settle-turn.js';
import { VirtualAgentWorker } from './virtual-agent-worker.js';

const clara = '+12025550143';

describeStores('The virtual agent', (suite) => {
  let assistant: ScriptedVirtualAgent;
  let world: ComposeWorld;
  let agent: Actor;
  let workers: VirtualAgentWorker[];
  let inbound: InboundReceiver;
  let received: number;

  beforeEach(async () => {
    assistant = new ScriptedVirtualAgent();
    world = new ComposeWorld(suite.store, {
      contributions: [{ point: VirtualAgent, plugin: 'assistant', instance: assistant }],
      manualDeadlines: true,
    });
    agent = await world.agent('Alex');
    workers = [];
    received = 0;
    inbound = new InboundReceiver({
      store: suite.store,
      points: world.points,
      live: world.live,
      channels: world.channels,
    });
  });
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    world.live.close();
  });

  const dependencies = () => ({
    store: suite.store,
    points: world.points,
    live: world.live,
    clock: world.time,
    logger: silentLogger,
  });
  const startWorker = () => {
    const worker = new VirtualAgentWorker(dependencies());
    workers.push(worker);
    worker.start();
    return worker;
  };
  const write = async (body: string, to = '+12025550100', from = clara) => {
    received += 1;
    const [provider] = world.points.contributions(ChannelProvider) as [ActiveContribution<ChannelProvider>];
    await inbound.receive(
      provider,
      {
        kind: 'message',
        eventId: `in-${received}`,
        carrierMessageId: `c-${received}`,
        from,
        to,
        body,
        media: [],
      },
      world.time.now(),
      true,
    );
  };
  const interactions = () => suite.store.query.selectFrom('interactions').selectAll().orderBy('id').execute();
  const conversation = async () => (await interactions()).find(({ type }) => type === 'messaging')!;
  const session = () => suite.store.query.selectFrom('virtual_agent_sessions').selectAll().executeTakeFirstOrThrow();
  const turns = () => suite.store.query.selectFrom('virtual_agent_turns').selectAll().orderBy('position').execute();
  const replies = async () => {
    const rows = await suite.store.query
      .selectFrom('messages')
      .selectAll()
      .where('direction', '=', 'outbound')
      .where('author_kind', '=', 'virtual_agent')
      .orderBy('position')
      .execute();
    return rows.map(({ body }) => body);
  };
  const notifications = () => suite.store.query.selectFrom('notifications').selectAll().execute();
  const history = () =>
    suite.store.query.selectFrom('history_entries').select(['kind', 'detail']).orderBy('id').execute();
  const settled = (count: number) =>
    eventually(async () => {
      const rows = await turns();
      return rows.length === count && rows.every(({ state }) => state !== 'pending') ? rows : undefined;
    });
  const stopped = (count = 1) =>
    eventually(async () => (assistant.stops.length >= count ? assistant.stops : undefined));
  /** Written in the same transaction as the hand-off. */
  const handedOff = () =>
    eventually(async () => {
      const row = await session();
      return row.stopped === null ? undefined : row;
    });

  test('whoever opted out is not given to it: nothing that it says would reach them', async () => {
    await world.optOut(clara, agent);
    await write('My card was stolen');
    expect(await conversation()).toMatchObject({ virtual_agent: false, state: 'new', waiting_for: 'agent' });
    expect(await turns()).toEqual([]);
  });

  test('it loses the conversation of somebody who opted out since, and who goes on writing', async () => {
    await write('Hello?');
    await world.optOut(clara, agent);
    await write('My card was stolen');
    expect(await conversation()).toMatchObject({ virtual_agent: false, waiting_for: 'agent' });
    expect(await session()).toMatchObject({ stopped: 'opted_out' });
  });

  test('an answer that does not go out, because they opted out meanwhile: the customer still waits, for people', async () => {
    await write('Hello?');
    await world.optOut(clara, agent);
    startWorker();
    expect(await handedOff()).toMatchObject({ stopped: 'opted_out' });
    expect(await conversation()).toMatchObject({ virtual_agent: false, waiting_for: 'agent' });
  });

  test('a message that starts a conversation goes to it, and its answer goes out through the outbox', async () => {
    const user = await world.user('Clara', { phones: [clara] });
    await suite.store.query.updateTable('user_addresses').set({ match_key: clara }).execute();
    await suite.store.query
      .updateTable('users')
      .set({ language: 'en', time_zone: 'America/New_York' })
      .where('id', '=', user)
      .execute();
    await write('Hello?');
    expect(await conversation()).toMatchObject({
      virtual_agent: true,
      assigned_to_id: null,
      state: 'work_in_progress',
      opened_for_id: user,
    });
    startWorker();
    expect(await settled(1)).toMatchObject([{ state: 'answered', attempts: 1 }]);
    const { id, number } = await conversation();
    expect(assistant.turns).toMatchObject([
      {
        conversation: {
          id,
          number,
          channel: 'sms',
          sender: { id: 'support', address: '+12025550100', name: 'Support' },
          customer: { name: 'Clara', language: 'en', timeZone: 'America/New_York' },
        },
        message: { body: 'Hello?', mediaCount: 0, at: world.time.now() },
        state: null,
      },
    ]);
    const queued = await suite.store.query.selectFrom('messages').selectAll().where('state', '=', 'queued').execute();
    expect(queued).toMatchObject([
      {
        author_kind: 'virtual_agent',
        body: 'Echo: Hello?',
        recipient_id: clara,
        plugin_id: 'scripted',
        encoding: 'gsm7',
        segments: 1,
      },
    ]);
    expect(await session()).toMatchObject({
      plugin_id: 'assistant',
      contribution: 'ScriptedVirtualAgent',
      state: { turns: 1 },
    });
  });

  test('its answer goes out through the plugin that has the sender now, and not the one that the conversation began with', async () => {
    await write('Hello?');
    await suite.store.query.updateTable('interactions').set({ plugin_id: 'former' }).execute();
    startWorker();
    await settled(1);
    const queued = suite.store.query.selectFrom('messages').select(['plugin_id', 'body']).where('state', '=', 'queued');
    expect(await queued.execute()).toEqual([{ plugin_id: 'scripted', body: 'Echo: Hello?' }]);
  });

  test("where none is valid, and where asking throws, a conversation is nobody's", async () => {
    assistant.valid = (_channel, sender) => sender.id === 'sales';
    await write('One');
    expect(await conversation()).toMatchObject({ virtual_agent: false, state: 'new' });
    assistant.valid = () => {
      throw new Error('broken');
    };
    await write('Two', '+12025550101');
    expect((await interactions()).map(({ virtual_agent }) => virtual_agent)).toEqual([false, false]);
    expect(await turns()).toEqual([]);
  });

  test('a running conversation stays with whom it is', async () => {
    await world.conversation({ recipientId: clara, assignedTo: agent.userId });
    await write('Hello?');
    expect(await interactions()).toMatchObject([{ virtual_agent: false, assigned_to_id: agent.userId }]);
    expect(await turns()).toEqual([]);
  });

  test('messages are answered in order, one after another, each once, whatever number of workers', async () => {
    let atOnce = 0;
    let most = 0;
    const echo = assistant.script;
    assistant.script = async (turn, context) => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      await suite.store.ping();
      atOnce -= 1;
      return echo(turn, context);
    };
    for (const body of ['1', '2', '3', '4', '5']) await write(body);
    startWorker();
    // Of the embedded database there is one process only, and what another one had claimed is free.
    if (suite.store.kind === 'postgresql') startWorker();
    await settled(5);
    expect(await replies()).toEqual(['Echo: 1', 'Echo: 2', 'Echo: 3', 'Echo: 4', 'Echo: 5']);
    expect(assistant.turns.map(({ state }) => state)).toEqual([null, ...[1, 2, 3, 4].map((turns) => ({ turns }))]);
    expect(most).toBe(1);
  });

  test('a node that dies between the answer and its writing: the turn is asked again and answered once', async () => {
    await write('Hello?');
    const dead = await claimTurns(suite.store, { now: world.time.now(), limit: 5, owner: 'dead', leaseMs: 1_000 });
    expect(dead).toHaveLength(1);
    const turn = await readTurn(suite.store, world.points, dead[0]!.message_id);
    world.time.advance(2_000);
    startWorker();
    expect(await settled(1)).toMatchObject([{ attempts: 2 }]);
    // It was not dead but slow, and writes at last.
    const late = {
      outcome: 'answered',
      by: { plugin: 'assistant', contribution: 'ScriptedVirtualAgent' },
      answer: { replies: ['Late'], state: '{}', collected: null, handOff: null },
    } as const;
    expect(await settleTurn(dependencies(), turn!, late, world.time.now())).toBe(false);
    expect(await replies()).toEqual(['Echo: Hello?']);
  });

  test('a turn that ends the process again and again is given to live agents', async () => {
    await write('Hello?');
    for (const owner of ['a', 'b', 'c']) {
      await claimTurns(suite.store, { now: world.time.now(), limit: 5, owner, leaseMs: 1_000 });
      world.time.advance(2_000);
    }
    startWorker();
    expect(await handedOff()).toMatchObject({ stopped: 'failed' });
    expect(assistant.turns).toEqual([]);
  });

  test('it hands off: agents are told, what was collected is kept, later messages are no turns', async () => {
    assistant.script = () => ({
      replies: ['An agent will answer.'],
      state: { step: 'end' },
      collected: [{ label: 'Order', value: '4711' }],
      handOff: { reason: 'Wants a refund' },
    });
    await write('Refund!');
    await write('Hello?');
    startWorker();
    await settled(2);
    expect((await turns()).map(({ state }) => state)).toEqual(['answered', 'dropped']);
    expect(await conversation()).toMatchObject({
      virtual_agent: false,
      assigned_to_id: null,
      state: 'new',
      closed_at: null,
    });
    expect(await session()).toMatchObject({
      stopped: 'handed_off',
      reason: 'Wants a refund',
      collected: [{ label: 'Order', value: '4711' }],
    });
    expect(await notifications()).toMatchObject([{ user_id: agent.userId, kind: 'handed_off' }]);
    expect(await history()).toEqual([{ kind: 'handed_off', detail: { why: 'handed_off', plugin: 'assistant' } }]);
    expect(await stopped()).toMatchObject([{ why: 'handed_off', state: { step: 'end' } }]);
    await write('Anybody?');
    expect(await turns()).toHaveLength(2);
    expect(await replies()).toEqual(['An agent will answer.']);
    const shown = await new DatabaseInteractionService({ ...dependencies() }).get(agent, (await conversation()).number);
    expect(shown.virtualAgentReport).toMatchObject({
      collected: [{ label: 'Order', value: '4711' }],
      stopped: { why: 'handed_off', reason: 'Wants a refund' },
    });
  });

  test.each<[string, VirtualAgentScript, string]>([
    ['throws', () => Promise.reject(new Error('broken')), 'failed'],
    ['answers what cannot be sent', () => ({ replies: [''], state: null }), 'failed'],
    ['answers nothing at all', () => undefined as unknown as VirtualAgentAnswer, 'failed'],
    ['says that it is not for it', () => null, 'handed_off'],
  ])('the only one %s: live agents get the conversation', async (_name, script, why) => {
    assistant.script = script;
    await write('Hello?');
    startWorker();
    expect(await handedOff()).toMatchObject({ stopped: why });
    expect(await conversation()).toMatchObject({ virtual_agent: false, state: 'new', closed_at: null });
    expect(await notifications()).toMatchObject([{ user_id: agent.userId, kind: 'handed_off' }]);
    expect(await turns()).toMatchObject([{ state: 'dropped' }]);
    expect(await replies()).toEqual([]);
  });

  test('one that is late has failed, and what it says later is not sent', async () => {
    let answer: (value: VirtualAgentAnswer) => void = () => {};
    const asked = new Promise<void>((resolve) => {
      assistant.script = () => {
        resolve();
        return new Promise<VirtualAgentAnswer>((settle) => {
          answer = settle;
        });
      };
    });
    await write('Hello?');
    startWorker();
    await asked;
    await world.time.advanceAfterWork(VirtualAgent.deadlineMs);
    expect(await handedOff()).toMatchObject({ stopped: 'failed' });
    answer({ replies: ['Too late'], state: null });
    await Promise.all(workers.map((worker) => worker.stop()));
    expect(await replies()).toEqual([]);
  });

  test('who has answered once is asked alone from then on, and failing later is told so', async () => {
    await write('One');
    startWorker();
    await settled(1);
    assistant.script = () => Promise.reject(new Error('broken'));
    await write('Two');
    await settled(2);
    expect(await stopped()).toMatchObject([{ why: 'failed', state: { turns: 1 } }]);
  });

  test('row 3: an agent takes over while it thinks: its answer is not sent, it is told, the transcript is the context', async () => {
    let answer: (value: VirtualAgentAnswer) => void = () => {};
    await write('One');
    startWorker();
    await settled(1);
    const asked = new Promise<void>((resolve) => {
      assistant.script = () => {
        resolve();
        return new Promise<VirtualAgentAnswer>((settle) => {
          answer = settle;
        });
      };
    });
    await write('Two');
    await asked;
    const customer = await world.user('Clara', { phones: [clara] });
    const record = await world.interaction({ consumer: customer });
    const sent = await world.composing.send(agent, record.number, {
      channel: 'sms',
      to: { recipientId: clara },
      from: 'support',
      body: 'I take it from here.',
    });
    expect(sent.result.workflow).toBe('replaced_virtual_agent');
    const { number } = await conversation();
    expect(sent.result.interaction.conversation?.context).toEqual({ number });
    answer({ replies: ['Never sent'], state: null });
    expect(await stopped()).toEqual([{ number, why: 'taken_over_by_agent', state: { turns: 1 } }]);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect((await turns()).map(({ state }) => state)).toEqual(['answered', 'dropped']);
    const all = await suite.store.query.selectFrom('messages').select('body').execute();
    expect(all.map(({ body }) => body)).not.toContain('Never sent');
  });

  test('row 1: the number is given to another customer', async () => {
    await write('One');
    startWorker();
    await settled(1);
    const [{ id: profile }] = (await suite.store.query.selectFrom('channel_user_profiles').select('id').execute()) as [
      { id: string },
    ];
    const owner = await world.user('Owner');
    await suite.store.query
      .updateTable('channel_user_profiles')
      .set({ user_id: owner })
      .where('id', '=', profile)
      .execute();
    const customer = await world.user('Clara', { phones: [clara] });
    const record = await world.interaction({ consumer: customer });
    await world.composing.send(agent, record.number, {
      channel: 'sms',
      to: { recipientId: clara },
      from: 'support',
      body: 'Hello Clara',
      confirm: ['recipient_reassignment'],
    });
    expect(await stopped()).toMatchObject([{ why: 'recipient_reassigned' }]);
  });

  test('an agent closes its conversation: it is told, and told again when hearing it fails', async () => {
    await write('One');
    startWorker();
    await settled(1);
    let tries = 0;
    assistant.onStop = () => {
      tries += 1;
      if (tries === 1) throw new Error('not now');
    };
    await new DatabaseInteractionService({ ...dependencies() }).close(agent, (await conversation()).number, {
      state: 'closed_complete',
      reason: 'agent_ended',
    });
    startWorker();
    await eventually(async () => ((await session()).attempts === 1 && tries === 1 ? true : undefined));
    expect(assistant.stops).toEqual([]);
    world.time.advance(120_000);
    startWorker();
    expect(await stopped()).toMatchObject([{ why: 'closed', state: { turns: 1 } }]);
    await eventually(async () => ((await session()).told_at === null ? undefined : true));
    expect(await session()).toMatchObject({ due_at: null, attempts: 2 });
  });
});
