import type { ExtensionPointListing, PluginListing } from '@hailpoint/kernel/host';
import { afterEach, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
afterEach(() => server.close());

const failedAt = new Date('2026-03-01T09:00:00Z');

const point: ExtensionPointListing = {
  id: 'channel-provider',
  version: 1,
  dispatch: 'keyed',
  failurePolicy: 'caller',
  deadlineMs: 20_000,
  contributions: [
    {
      plugin: 'sms-simulator',
      contribution: 'Provider',
      order: 50,
      circuit: 'open',
      degraded: true,
      calls: {
        answered: 7,
        failed: 5,
        late: 1,
        blocked: 0,
        averageMs: 12.5,
        slowestMs: 80,
        lastFailure: { at: failedAt, how: 'failed', code: null },
      },
    },
  ],
};

test('C4: plugins with state, origin of their values and what keeps one from starting; no path of the machine', async () => {
  server = await startTestServer();
  const plugins = await server.call('GET', '/api/v1/admin/plugins', { as: 'arno' });
  expect(plugins.json).toMatchObject({
    items: [
      {
        id: 'sms-simulator',
        state: 'failed',
        order: 50,
        origin: { enabled: 'default', order: 'file', config: { token: 'override' } },
        contributions: [{ point: 'channel-provider', name: 'Provider', order: 50 }],
        conformance: { passed: 31, total: 32, failed: [{ rule: 'one' }] },
        problem: { code: 'kernel_range', what: 'A', why: 'B', fix: 'C', restartRequired: true },
        degraded: true,
        held: { instances: 2, since: failedAt.toISOString(), what: 'It is held.', fix: 'Let go.' },
      },
    ],
  });
  const one = await server.call('GET', '/api/v1/admin/plugins/sms-simulator', { as: 'arno' });
  expect(one.json).toEqual({ plugin: plugins.json.items[0], schema: { type: 'object' } });
  expect(plugins.text + one.text).not.toContain('somewhere');
});

test('a change is planned and carried out by administrators only, and as they asked', async () => {
  server = await startTestServer();
  const change = { enabled: false, config: { level: 3, other: null }, reset: ['order'] };
  const plan = await server.call('POST', '/api/v1/admin/plugins/crm/plan', { as: 'arno', body: change });
  expect(plan.json).toMatchObject({ planId: 'a-plan', consequences: [expect.stringContaining('Support')] });
  const body = { ...change, planId: plan.json.planId };
  const changed = await server.call('PATCH', '/api/v1/admin/plugins/crm', { as: 'arno', body });
  expect(changed.json).toMatchObject({ plan: plan.json, plugin: { id: 'sms-simulator' } });
  expect(
    server.messaging.calls
      .filter(({ what }) => what.startsWith('plugins.'))
      .map(({ what, args }) => [what, args.slice(1)]),
  ).toEqual([
    ['plugins.plan', ['crm', change]],
    ['plugins.change', ['crm', body]],
  ]);
  for (const [method, path] of [
    ['GET', '/api/v1/admin/plugins'],
    ['GET', '/api/v1/admin/plugins/crm'],
    ['POST', '/api/v1/admin/plugins/crm/plan'],
    ['PATCH', '/api/v1/admin/plugins/crm'],
    ['GET', '/api/v1/admin/nodes'],
  ] as const) {
    const answer = await server.call(method, path, { as: 'ada', ...(method === 'GET' ? {} : { body: change }) });
    expect([method, path, answer.status]).toEqual([method, path, 403]);
  }
});

test('nodes are listed, and a package that is a path can be named', async () => {
  server = await startTestServer();
  expect((await server.call('GET', '/api/v1/admin/nodes', { as: 'arno' })).json.items).toHaveLength(1);
  const path = encodeURIComponent('./plugins/mine.mjs');
  expect((await server.call('GET', `/api/v1/admin/plugins/${path}`, { as: 'arno' })).status).toBe(200);
});

test('the schema of the configuration file, with the plugins that bring one', async () => {
  server = await startTestServer();
  const { json } = await server.call('GET', '/api/v1/admin/configuration/schema', { as: 'arno' });
  expect(json).toMatchObject({
    type: 'object',
    additionalProperties: false,
    properties: { plugins: expect.anything() },
  });
  expect(JSON.stringify(json)).toContain('"const":"@hailpoint/plugin-sms-simulator"');
  expect((await server.call('GET', '/api/v1/admin/configuration/schema')).status).toBe(403);
});

test('extension points with who is asked and what became of the calls, in metrics too', async () => {
  server = await startTestServer({
    host: {
      plugins: () => [
        { id: 'crm', inFlight: 0, held: null } as PluginListing,
        { id: 'poller', inFlight: 0, held: { instances: 2 } } as PluginListing,
      ],
      extensionPoints: () => [point],
    },
  });
  const points = await server.call('GET', '/api/v1/admin/extension-points', { as: 'arno' });
  const [contribution] = point.contributions;
  expect(points.json.items[0].contributions).toEqual([
    {
      ...contribution,
      calls: { ...contribution?.calls, lastFailure: { at: failedAt.toISOString(), how: 'failed', code: null } },
    },
  ]);
  const metrics = (await server.call('GET', '/metrics', { as: 'arno' })).text;
  const labels = '{point="channel-provider",plugin="sms-simulator",contribution="Provider"}';
  expect(metrics).toContain(`hailpoint_contribution_circuit_open${labels} 1`);
  expect(metrics).toContain(`hailpoint_contribution_degraded${labels} 1`);
  expect(metrics).toContain('hailpoint_plugin_calls_in_flight{plugin="crm"} 0');
  expect(metrics).toContain('hailpoint_plugin_instances_held{plugin="crm"} 0');
  expect(metrics).toContain('hailpoint_plugin_instances_held{plugin="poller"} 2');
});
