import {
  AvailabilityPolicy,
  ChannelProvider,
  definePlugin,
  type PluginDefinition,
  RecipientValidator,
} from '@hailpoint/kernel';
import { createPluginHost, ManualTime, type PluginHost } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { DatabaseAuditService } from '../audit/audit-service.js';
import type { Actor } from '../messaging.js';
import type { ConfiguredPlugin, PluginFile } from '../model/plugin-administration.js';
import { insertConversation, insertQueued } from '../testing/conversation-rows.js';
import { eventually } from '../testing/eventually.js';
import { adminActor, agentActor } from '../testing/people.js';
import { ScriptedCarrier } from '../testing/scripted-carrier.js';
import { silentLogger } from '../testing/test-points.js';
import { StoredWebhooks } from '../webhooks/webhook-service.js';
import { PluginAdministration } from './plugin-administration.js';

const clara = '+12025550143';
const hour = 3_600_000;

const carrier = (id: string): PluginDefinition =>
  definePlugin({
    id,
    register: ({ contribute }) => contribute(ChannelProvider, () => new ScriptedCarrier(), { name: 'carrier' }),
  });

const policy: PluginDefinition = definePlugin({
  id: 'policy',
  config: {
    type: 'object',
    properties: { level: { type: 'integer', default: 1 }, secret: { type: 'string', writeOnly: true } },
    additionalProperties: false,
  },
  register({ contribute }) {
    contribute(
      AvailabilityPolicy,
      ({ config, lifecycle }) => {
        const { level } = config as { level: number };
        lifecycle.onStart(() => {
          if (level === 99) throw new Error('The level cannot be reached.');
        });
        return { level, isValidForChannel: () => true, isChannelAvailable: () => ({ available: true }) as const };
      },
      { name: 'policy' },
    );
  },
}) as never;

const validator = definePlugin({
  id: 'validator',
  register: ({ contribute }) =>
    contribute(
      RecipientValidator,
      () =>
        ({ isValidForChannel: () => true, validateRecipient: (candidate: unknown) => ({ value: candidate }) }) as never,
      { name: 'validator' },
    ),
});

const byDefault = { from: 'default' } as const;
const line = { from: 'file', line: 3 } as const;

function entry(definition: PluginDefinition, rest: Partial<ConfiguredPlugin> = {}): ConfiguredPlugin {
  return {
    package: definition.id,
    enabled: true,
    contributionOrders: {},
    config: {},
    locked: false,
    origins: { enabled: byDefault, order: byDefault, config: {} },
    definition,
    ...rest,
  } as ConfiguredPlugin;
}

describeStores('plugins that administrators switch', (suite) => {
  let clock: ManualTime;
  let ada: Actor;
  let file: PluginFile;
  const nodes: { host: PluginHost; plugins: PluginAdministration }[] = [];

  async function node(own: PluginFile = file, store: Store = suite.store) {
    const services = {
      logger: silentLogger,
      clock,
      directory: {} as never,
      storage: () => ({}) as never,
      publicUrls: () => ({}) as never,
    };
    const host = createPluginHost({ services, baseDirectory: '/', environment: {} });
    const plugins = new PluginAdministration({ store, host, clock, logger: silentLogger, file: own });
    nodes.push({ host, plugins });
    await plugins.start();
    return { host, plugins };
  }

  beforeEach(async () => {
    clock = new ManualTime();
    ada = await adminActor(suite.store);
    file = {
      digest: 'one',
      plugins: [
        entry(carrier('scripted')),
        entry(policy, {
          config: { level: 2 },
          origins: { enabled: byDefault, order: byDefault, config: { level: line } },
        }),
        entry(validator),
      ],
    };
  });
  afterEach(async () => {
    for (const { host, plugins } of nodes.splice(0)) {
      await plugins.stop();
      await host.stopAll();
    }
  });

  const policies = (host: PluginHost) => host.points.contributions(AvailabilityPolicy);
  const level = (host: PluginHost) => (policies(host)[0]?.instance as unknown as { level: number } | undefined)?.level;

  test('C4: a value that is set stands over the file, says so, and is taken back by a reset', async () => {
    const { host, plugins } = await node();
    const change = { config: { level: 5 }, order: 7 };
    const plan = await plugins.plan(ada, 'policy', change);
    expect(plan).toMatchObject({
      actions: [{ plugin: 'policy', action: 'reconfigure', problem: null }],
      blocked: false,
      consequences: [],
      override: change,
    });
    expect(level(host)).toBe(2);
    const { plugin, changeId } = await plugins.change(ada, 'policy', { ...change, planId: plan.planId });
    expect(level(host)).toBe(5);
    expect(plugin).toMatchObject({
      order: 7,
      config: { level: 5 },
      origins: { enabled: byDefault, order: { from: 'override' }, config: { level: { from: 'override' } } },
      override: change,
    });
    await plugins.change(ada, 'policy', { reset: ['config'] });
    expect((await plugins.list(ada))[1]).toMatchObject({
      config: { level: 2 },
      origins: { order: { from: 'override' }, config: { level: line } },
    });
    await plugins.change(ada, 'policy', { undo: changeId });
    expect((await plugins.list(ada))[1]).toMatchObject({ order: 100, override: {} });
    const audit = await new DatabaseAuditService({ store: suite.store, clock }).list({ subject: 'policy' });
    expect(audit.items.map(({ user, action, detail }) => [user?.name, action, detail['after']])).toEqual([
      ['Ada', 'plugin.changed', {}],
      ['Ada', 'plugin.changed', { order: 7 }],
      ['Ada', 'plugin.changed', change],
    ]);
    expect(audit.items.at(-1)).toMatchObject({
      id: changeId,
      detail: { before: {}, actions: [{ plugin: 'policy', action: 'reconfigure' }], impact: { openConversations: 0 } },
    });
  });

  test('E9: a carrier that is switched off with work in hand says in numbers what becomes of it, and needs the plan', async () => {
    const { host, plugins } = await node();
    for (const number of [clara, '+12025550144']) {
      const { id } = await insertConversation(suite.store, { recipientId: number });
      await insertQueued(suite.store, { interactionId: id, recipientId: number });
    }
    const plan = await plugins.plan(ada, 'scripted', { enabled: false });
    expect(plan).toMatchObject({
      actions: [{ plugin: 'scripted', action: 'stop_sending' }],
      impact: {
        channels: ['sms'],
        senders: [{ channel: 'sms', id: 'support', name: 'Support' }],
        openConversations: 2,
        queuedMessages: 2,
        messagesUnderWay: 0,
        scheduledMessages: 0,
      },
      consequences: [
        'Nothing is sent any more from Support (sms).',
        'Nothing else carries sms: agents cannot start conversations there.',
        '2 conversations stay open: what customers write is still taken; agents cannot answer on these senders.',
        '2 queued messages wait, and will be sent if the plugin is switched on again in time; what is older than 24 hours then fails as expired.',
      ],
    });
    await expect(plugins.change(ada, 'scripted', { enabled: false })).rejects.toMatchObject({
      code: 'plugin_plan_needed',
      extra: { plan: { planId: plan.planId } },
    });
    expect(host.points.contributions(ChannelProvider)).toHaveLength(1);
    await plugins.change(ada, 'scripted', { enabled: false, planId: plan.planId });
    expect(host.points.contributions(ChannelProvider)).toEqual([]);
    expect(await suite.store.query.selectFrom('messages').select('state').execute()).toEqual([
      { state: 'queued' },
      { state: 'queued' },
    ]);
  });

  test('a sender that another carrier lists as well goes on with that one', async () => {
    file = { ...file, plugins: [...file.plugins, entry(carrier('second'))] };
    const { plugins } = await node();
    await insertConversation(suite.store, { recipientId: clara });
    const plan = await plugins.plan(ada, 'scripted', { enabled: false });
    expect(plan).toMatchObject({ impact: { channels: [], senders: [], openConversations: 0 }, consequences: [] });
  });

  test('a plan that is not true any more is not carried out, and the new one comes with the refusal', async () => {
    const { host, plugins } = await node();
    const { planId } = await plugins.plan(ada, 'scripted', { enabled: false });
    await insertConversation(suite.store, { recipientId: clara });
    await expect(plugins.change(ada, 'scripted', { enabled: false, planId })).rejects.toMatchObject({
      code: 'plugin_plan_changed',
      extra: { plan: { impact: { openConversations: 1 } } },
    });
    expect(host.points.contributions(ChannelProvider)).toHaveLength(1);
  });

  test('the last validator that goes makes every message impossible, and the plan says so', async () => {
    const { plugins } = await node();
    expect((await plugins.plan(ada, 'validator', { enabled: false })).consequences).toEqual([
      expect.stringContaining('no message can be composed'),
    ]);
    expect((await plugins.plan(ada, 'policy', { enabled: false })).consequences).toEqual([
      expect.stringContaining('The rules of policy do not hold any more'),
    ]);
  });

  test.each([
    ['a wrong value', { config: { level: 'high' } }, 'configuration_invalid'],
    ['an unknown key', { config: { levle: 3 } }, 'configuration_invalid'],
    ['a secret that is written out', { config: { secret: 'abcdef-secret' } }, 'configuration_reference'],
    ['a start that fails', { config: { level: 99 } }, 'start_failed'],
  ])('%s is refused with what, why and fix; nothing changes, nothing secret is kept', async (_name, change, code) => {
    const { host, plugins } = await node();
    const refusal = await plugins.change(ada, 'policy', change).catch((error: unknown) => error);
    expect(refusal).toMatchObject({
      code: 'plugin_change_blocked',
      extra: {
        plan: { blocked: true, actions: [{ problem: { code, what: expect.any(String), fix: expect.any(String) } }] },
      },
    });
    expect(level(host)).toBe(2);
    expect(await suite.store.query.selectFrom('configuration_overrides').selectAll().execute()).toEqual([]);
    const audit = await suite.store.query.selectFrom('audit_entries').select(['action', 'detail']).execute();
    expect(audit).toMatchObject([{ action: 'plugin.change_refused', detail: { actions: [{ problem: code }] } }]);
    expect(JSON.stringify([audit, refusal])).not.toContain('abcdef-secret');
  });

  test('who may not, what is unknown and what is locked', async () => {
    file = { ...file, plugins: [entry(policy, { locked: true, config: { level: 3 } })] };
    await suite.store.query
      .insertInto('configuration_overrides')
      .values({
        kind: 'plugin',
        name: 'policy',
        value: '{"config":{"level":8}}',
        updated_by: null,
        updated_at: clock.now(),
      })
      .execute();
    const { host, plugins } = await node();
    expect(level(host)).toBe(3);
    const ana = await agentActor(suite.store);
    await expect(plugins.list(ana)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(plugins.change(ana, 'policy', { enabled: false })).rejects.toMatchObject({ code: 'forbidden' });
    await expect(plugins.change(ada, 'policy', { enabled: false })).rejects.toMatchObject({ code: 'plugin_locked' });
    await expect(plugins.plan(ada, 'polizy', {})).rejects.toMatchObject({
      code: 'plugin_not_found',
      message: expect.stringContaining('policy'),
    });
  });

  test('an undo of what is no change of this plugin is refused', async () => {
    const { plugins } = await node();
    const { changeId } = await plugins.change(ada, 'policy', { order: 4 });
    for (const undo of [changeId, ada.userId]) {
      await expect(plugins.plan(ada, 'validator', { undo })).rejects.toMatchObject({ code: 'plugin_change_not_found' });
    }
  });

  const request = (events: unknown) => ({
    method: 'POST',
    path: '/',
    query: '',
    url: 'http://127.0.0.1/',
    headers: { 'x-signature': 'right' },
    body: Buffer.from(JSON.stringify(events)),
  });

  test('a carrier that is off takes receipts and replies for 72 hours, and until nothing of it is open', async () => {
    const { host, plugins } = await node();
    const { id } = await insertConversation(suite.store, { recipientId: clara });
    const { planId } = await plugins.plan(ada, 'scripted', { enabled: false });
    await plugins.change(ada, 'scripted', { enabled: false, planId });
    const webhooks = new StoredWebhooks({ store: suite.store, points: host.points, clock, logger: silentLogger });
    const answer = async () => (await webhooks.receive('scripted', request([]))).status;
    expect([(await plugins.list(ada))[0]?.state, await answer()]).toEqual(['listening', 204]);
    expect((await plugins.list(ada))[0]?.offSince).toBe(clock.now().toISOString());

    plugins.follow();
    const after = async (ms: number, state: string) => {
      clock.advance(ms);
      suite.store.wake('plugins');
      await eventually(async () => ((await plugins.list(ada))[0]?.state === state ? true : undefined));
    };
    await after(73 * hour, 'listening');
    // A restart in between changes nothing.
    const again = await node();
    expect((await again.plugins.list(ada))[0]).toMatchObject({ state: 'listening', enabled: false });
    await suite.store.query
      .updateTable('interactions')
      .set({ state: 'closed_complete', closed_at: clock.now(), close_reason: 'agent_ended' })
      .where('id', '=', id)
      .execute();
    await after(hour, 'off');
    expect(await answer()).toBe(503);
    await plugins.change(ada, 'scripted', { enabled: true });
    expect([(await plugins.list(ada))[0]?.state, await answer()]).toEqual(['started', 204]);
    expect((await plugins.list(ada))[0]?.offSince).toBeNull();
  });

  test('a carrier that was never on does not listen', async () => {
    file = { ...file, plugins: [entry(carrier('scripted'), { enabled: false })] };
    const { plugins } = await node();
    expect(await plugins.list(ada)).toMatchObject([{ state: 'off', offSince: null }]);
  });

  test('other nodes follow; one that cannot says why, and goes on as it was', async () => {
    const here = await node();
    const there = await node();
    const elsewhere = await node({
      digest: 'two',
      plugins: file.plugins.map((plugin) =>
        plugin.package === 'policy' ? { ...plugin, config: { level: 99 } } : plugin,
      ),
    });
    for (const { plugins } of nodes) plugins.follow();
    await here.plugins.change(ada, 'policy', { order: 3 });
    await eventually(async () => (policies(there.host)[0]?.order === 3 ? true : undefined));
    // On that node the plugin had not started: its file says something else.
    const all = await eventually(async () => {
      const found = await here.plugins.nodes(ada);
      return found.length === 3 && found[1]?.settled && (found[2]?.problems.length ?? 0) > 0 ? found : undefined;
    });
    expect(all).toMatchObject([
      { self: true, sameFile: true, samePlugins: true, settled: true, problems: [] },
      { self: false, sameFile: true, samePlugins: true, settled: true, problems: [] },
      { sameFile: false, samePlugins: false, settled: false },
    ]);
    const own = (await elsewhere.plugins.nodes(ada)).find(({ self }) => self);
    expect(own).toMatchObject({
      settled: false,
      problems: expect.arrayContaining([expect.stringContaining('cannot be reached')]),
    });
    await elsewhere.plugins.stop();
    expect(await here.plugins.nodes(ada)).toHaveLength(2);
  });

  test('two administrators on two nodes: one change is carried out, the other sees the new plan', async () => {
    const here = await node();
    const there = await node();
    const outcomes = await Promise.allSettled([
      here.plugins.change(ada, 'policy', { order: 3 }),
      there.plugins.change(ada, 'validator', { order: 4 }),
    ]);
    const refused = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason] : []));
    for (const reason of refused) expect(reason).toMatchObject({ code: 'plugin_plan_changed' });
    const rows = await suite.store.query.selectFrom('configuration_overrides').select('name').execute();
    expect(rows).toHaveLength(2 - refused.length);
    for (const { plugins } of nodes) plugins.follow();
    suite.store.wake('plugins');
    await eventually(async () =>
      (await here.plugins.nodes(ada)).filter(({ settled }) => settled).length === 2 ? true : undefined,
    );
  });

  test('a changed file is used at once; a wrong one is refused as a whole and shown; overrides stay over it', async () => {
    const { host, plugins } = await node();
    plugins.follow();
    await plugins.change(ada, 'policy', { order: 9 });
    const [sms, rules, numbers] = file.plugins as [ConfiguredPlugin, ConfiguredPlugin, ConfiguredPlugin];
    const changed = { digest: 'two', plugins: [sms, { ...rules, order: 1, config: { level: 6 } }, numbers] };
    expect(await plugins.useFile(changed, ['server'])).toBe(true);
    expect([level(host), policies(host)[0]?.order]).toEqual([6, 9]);
    const wrong = {
      digest: 'three',
      plugins: [
        { ...rules, config: { level: 'x' } },
        { ...sms, enabled: false },
      ],
    };
    expect(await plugins.useFile(wrong, [])).toBe(false);
    expect([level(host), host.points.contributions(ChannelProvider).length]).toEqual([6, 1]);
    expect((await plugins.nodes(ada))[0]?.problems).toEqual([
      expect.stringMatching(/configuration file was changed, and is not used: .*level/),
      expect.stringContaining('restart of this node: server'),
    ]);
    await plugins.refuseFile('One thing is wrong in it.');
    expect((await plugins.nodes(ada))[0]?.problems).toMatchObject([
      expect.stringContaining('One thing is wrong in it.'),
      expect.stringContaining('restart of this node: server'),
    ]);
    expect(await plugins.useFile(changed, ['server'])).toBe(true);
    expect((await plugins.nodes(ada))[0]?.problems).toEqual([expect.stringContaining('restart of this node: server')]);
    const audit = await suite.store.query.selectFrom('audit_entries').select('action').orderBy('id').execute();
    expect(audit.map(({ action }) => action)).toEqual([
      'plugin.changed',
      'configuration_file.used',
      'configuration_file.refused',
      'configuration_file.refused',
      'configuration_file.used',
    ]);
  });

  test('a plugin that failed at the start is tried again when it is switched on', async () => {
    file = { ...file, plugins: [entry(policy, { config: { level: 99 } })] };
    const { host, plugins } = await node();
    expect(await plugins.list(ada)).toMatchObject([{ state: 'failed', problem: { code: 'start_failed' } }]);
    await expect(plugins.change(ada, 'policy', { enabled: true })).rejects.toMatchObject({
      code: 'plugin_change_blocked',
    });
    await plugins.change(ada, 'policy', { enabled: true, config: { level: 4 } });
    expect(level(host)).toBe(4);
  });
});
