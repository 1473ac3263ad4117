import type { PluginListing } from '@hailpoint/kernel/host';
import { expect, test } from '@jest/globals';
import { createServer } from '../create-server.js';
import { FakeMessaging } from '../testing/fake-messaging.test.fixture.js';

interface Items {
  readonly items: readonly { readonly contributions: unknown }[];
}

const listing = (id: string, more: Partial<PluginListing> = {}): PluginListing => ({
  id,
  package: `@hailpoint/plugin-${id}`,
  state: 'started',
  durationMs: 12.5,
  contributions: [{ point: 'channel-provider', name: 'Provider', order: 50 }],
  version: '0.1.0',
  description: null,
  enabled: true,
  locked: false,
  order: 50,
  contributes: ['channel-provider'],
  configSchema: '/somewhere/config.schema.json',
  conformance: null,
  inFlight: 0,
  ...more,
});

test('C4: plugins with state, origin of their values and what keeps one from starting; no path of the machine', async () => {
  const problem = { code: 'kernel_range', what: 'A', why: 'B', fix: 'C', restartRequired: true };
  const server = await createServer({
    messaging: new FakeMessaging(),
    host: {
      plugins: () => [listing('sms-simulator'), listing('crm', { state: 'failed', contributions: [], problem })],
      extensionPoints: () => [
        {
          id: 'channel-provider',
          version: 1,
          dispatch: 'keyed',
          failurePolicy: 'caller',
          deadlineMs: 20_000,
          contributions: [{ plugin: 'sms-simulator', contribution: 'Provider', order: 50, circuit: 'open' }],
        },
      ],
    },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    configuration: {
      server: { port: 0, host: '127.0.0.1', publicUrl: null, trustProxy: false },
      guide: [],
      plugins: [
        { package: '@hailpoint/plugin-crm', enabled: true, contributionOrders: {}, config: {}, locked: false },
        {
          package: '@hailpoint/plugin-sms-simulator',
          enabled: true,
          order: 50,
          contributionOrders: {},
          config: {},
          locked: false,
        },
      ],
      origins: { 'plugins[1].order': { from: 'file', line: 7 }, 'plugins[1].enabled': { from: 'default' } },
    },
  });
  const url = await server.listen();
  const get = async (path: string) => {
    const response = await fetch(`${url}${path}`, { headers: { authorization: 'Bearer arno-access-token' } });
    return {
      text: await response.clone().text(),
      json: (response.headers.get('content-type')?.includes('json') ? await response.json() : null) as Items,
    };
  };
  const plugins = await get('/api/v1/admin/plugins');
  expect(plugins.json).toMatchObject({
    items: [
      {
        id: 'sms-simulator',
        state: 'started',
        order: 50,
        origin: { enabled: 'default', order: 'file', config: 'default' },
        contributions: [{ point: 'channel-provider', name: 'Provider', order: 50 }],
        problem: null,
      },
      { id: 'crm', state: 'failed', origin: { order: 'default' }, problem },
    ],
  });
  expect(plugins.text).not.toContain('somewhere');
  expect((await get('/api/v1/admin/extension-points')).json.items[0]!.contributions).toEqual([
    { plugin: 'sms-simulator', contribution: 'Provider', order: 50, circuit: 'open' },
  ]);
  const metrics = (await get('/metrics')).text;
  expect(metrics).toContain(
    'hailpoint_contribution_circuit_open{point="channel-provider",plugin="sms-simulator",contribution="Provider"} 1',
  );
  expect(metrics).toContain('hailpoint_plugin_calls_in_flight{plugin="crm"} 0');
  await server.close();
});
