import { afterEach, describe, expect, test } from '@jest/globals';
import { type StartedPlugin, startPlugin } from './testing/started-plugin.js';

const plugins: StartedPlugin[] = [];

async function start(config: Parameters<typeof startPlugin>[0] = {}): Promise<StartedPlugin> {
  const plugin = await startPlugin(config);
  plugins.push(plugin);
  return plugin;
}

afterEach(async () => {
  for (const plugin of plugins.splice(0)) await plugin.stop();
});

describe('carrier in process', () => {
  test('starts with the plugin, says where its handsets are, and stops with it', async () => {
    const plugin = await start();
    const url = plugin.storage.values.get('handsetUrl') as string;
    expect(plugin.logger.lines.join()).toContain(url);
    expect(await (await fetch(url)).text()).toContain('<title>Handsets');
    await plugin.stop();
    plugins.splice(0);
    await expect(fetch(url)).rejects.toThrow();
  });

  test('E1: knows the senders at once, so that strangers can write in', async () => {
    const plugin = await start();
    const url = plugin.storage.values.get('handsetUrl') as string;
    const answer = await fetch(`${url}/v1/handsets/%2B12025550143/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ to: '+12025550100', body: 'Hello?' }),
    });
    expect(answer.status).toBe(201);
    expect(await plugin.webhooks.waitFor(1)).toMatchObject([{ kind: 'message', body: 'Hello?' }]);
  });

  test('makes a new secret at each start', async () => {
    expect((await start()).carrier.secret).not.toBe((await start()).carrier.secret);
  });

  test('a taken port stops the start, with the way out', async () => {
    const plugin = await start();
    const handsetPort = Number(new URL(plugin.carrier.url).port);
    await expect(startPlugin({ handsetPort })).rejects.toThrow(/Port \d+ .* choose another port/);
  });
});

describe('carrier elsewhere', () => {
  test('that is down does not stop the start, and is said', async () => {
    const plugin = await start({ carrierUrl: 'http://127.0.0.1:1', secret: 'a-secret-for-tests' });
    expect(plugin.storage.values.get('handsetUrl')).toBe('http://127.0.0.1:1');
    expect(plugin.logger.lines.join()).toContain('does not answer');
  });
});
