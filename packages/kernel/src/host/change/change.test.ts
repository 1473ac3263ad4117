import { rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { IsInt } from 'class-validator';
import fc from 'fast-check';
import { AvailabilityPolicy } from '../../contracts/availability-policy.js';
import { ChannelProvider } from '../../contracts/channel-provider.js';
import { definePlugin, type PluginDefinition } from '../../plugin/define-plugin.js';
import { createPluginHost } from '../create-plugin-host.js';
import { comparePlaces } from '../order-contributions.js';
import type { PluginHostOptions } from '../plugin-host.js';
import type { PluginSpec } from '../plugin-spec.js';
import { hostServices } from '../testing/host-services.js';
import { ManualTime } from '../testing/manual-time.js';
import { MemoryLogger } from '../testing/memory-logger.js';

class LevelConfig {
  @IsInt()
  level = 1;
}

/** Policies and a carrier that say which instance they are, and count how many are alive. */
class Workshop {
  alive = 0;
  built = 0;
  failStart = false;
  readonly stopped: number[] = [];
  readonly gates: (() => void)[] = [];

  policy(id: string, names: readonly string[] = ['policy']): PluginDefinition {
    return definePlugin<LevelConfig>({
      id,
      config: LevelConfig,
      register: ({ contribute }) => {
        for (const name of names) {
          contribute(
            AvailabilityPolicy,
            ({ config, lifecycle }) => {
              const serial = ++this.built;
              lifecycle.onStart(() => {
                if (this.failStart) throw new Error('It cannot start now.');
                this.alive += 1;
                lifecycle.onStop(() => {
                  this.alive -= 1;
                  this.stopped.push(serial);
                });
              });
              return {
                serial,
                level: (config as LevelConfig).level,
                isValidForChannel: () => true,
                isChannelAvailable: () => new Promise((resolve) => this.gates.push(() => resolve({ available: true }))),
              };
            },
            { name },
          );
        }
      },
    }) as never;
  }

  carrier(id: string): PluginDefinition {
    return definePlugin({
      id,
      register: ({ contribute }) => {
        contribute(
          ChannelProvider,
          ({ lifecycle }) => {
            this.alive += 1;
            lifecycle.onStop(() => {
              this.alive -= 1;
            });
            return {
              channel: 'sms',
              capabilities: {
                addressKind: 'phone',
                text: { maxLength: 100, encoding: 'sms' as const },
                receipts: [],
                inbound: true,
              },
              senders: () => [],
              send: async () => ({ outcome: 'accepted', carrierMessageId: '1' }) as const,
              verify: () => ({ accepted: true, response: { status: 204 } }) as const,
              parse: () => [],
            };
          },
          { name: 'carrier' },
        );
        contribute(
          AvailabilityPolicy,
          () => ({ isValidForChannel: () => true, isChannelAvailable: () => ({ available: true }) as const }),
          { name: 'window' },
        );
      },
    });
  }
}

function makeHost(options: Partial<PluginHostOptions> = {}) {
  const time = new ManualTime();
  const services = hostServices(time, new MemoryLogger());
  return { time, host: createPluginHost({ services, timers: time, baseDirectory: '/', environment: {}, ...options }) };
}

function entry(definition: PluginDefinition, rest: Partial<PluginSpec> = {}): PluginSpec {
  return { package: definition.id, enabled: true, definition, ...rest };
}

const policies = (host: ReturnType<typeof makeHost>['host']) => host.points.contributions(AvailabilityPolicy);
const serials = (host: ReturnType<typeof makeHost>['host']) =>
  policies(host).map(({ instance }) => (instance as unknown as { serial: number }).serial);

describe('a change of the configuration', () => {
  test('its plan names what starts, stops, is reconfigured and reordered, and starts nothing', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((id) => shop.policy(id)) as PluginDefinition[];
    await host.start([entry(a!), entry(b!), entry(c!), entry(d!, { enabled: false })]);
    const wanted = [
      entry(a!, { enabled: false }),
      entry(b!, { config: { level: 2 } }),
      entry(c!, { order: 5 }),
      entry(d!),
    ];
    expect(await host.plan(wanted)).toEqual({
      blocked: false,
      changes: [
        { id: 'a', package: 'a', action: 'stop', leaves: true, contributes: [] },
        { id: 'b', package: 'b', action: 'reconfigure', leaves: false, contributes: [] },
        { id: 'c', package: 'c', action: 'reorder', leaves: false, contributes: ['availability-policy'] },
        { id: 'd', package: 'd', action: 'start', leaves: false, contributes: [] },
      ],
    });
    expect(await host.plan([entry(a!), entry(b!), entry(c!), entry(d!, { enabled: false })])).toEqual({
      blocked: false,
      changes: [],
    });
    expect(shop.built).toBe(3);
  });

  test('is swapped in at one moment; what was replaced finishes what it began, and stops', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    const b = shop.policy('b');
    await host.start([entry(a), entry(b)]);
    const asked = host.points.veto(
      AvailabilityPolicy,
      () => true,
      (policy, context) => policy.isChannelAvailable({} as never, context),
    );
    const change = await host.prepare([entry(a, { config: { level: 7 } }), entry(b, { enabled: false })]);
    expect(change.plan.blocked).toBe(false);
    expect(serials(host)).toEqual([1, 2]);
    const stops = change.commit();
    expect(serials(host)).toEqual([3]);
    expect(policies(host)[0]?.instance).toMatchObject({ level: 7 });
    expect(host.plugins()).toMatchObject([
      { id: 'a', state: 'started' },
      { id: 'b', state: 'off' },
    ]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(shop.stopped).toEqual([]);
    for (const open of shop.gates) open();
    expect((await asked).trace).toMatchObject([{ verdict: 'allowed' }, { verdict: 'allowed' }]);
    expect(await stops).toEqual([
      { id: 'a', abandoned: 0, failedHooks: 0 },
      { id: 'b', abandoned: 0, failedHooks: 0 },
    ]);
    expect(shop.stopped.sort()).toEqual([1, 2]);
    expect(shop.alive).toBe(1);
  });

  test('another order keeps the instance, its breaker and its figures', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a', ['one', 'two']);
    await host.start([entry(a)]);
    const failing = policies(host)[0]!;
    await host.points.guarded(AvailabilityPolicy, failing, () => {
      throw new Error('no');
    });
    const change = await host.prepare([entry(a, { contributionOrders: { one: 200 } })]);
    await change.commit();
    expect(policies(host).map(({ contribution }) => contribution)).toEqual(['two', 'one']);
    expect(serials(host)).toEqual([2, 1]);
    expect(host.extensionPoints().find(({ id }) => id === 'availability-policy')?.contributions).toMatchObject([
      { contribution: 'two', degraded: false, calls: { failed: 0 } },
      { contribution: 'one', degraded: true, calls: { failed: 1, lastFailure: { how: 'failed' } } },
    ]);
  });

  test.each([
    ['a wrong value', { config: { level: 'high' } }, 'configuration_invalid'],
    ['an order of what it does not have', { contributionOrders: { polizy: 3 } }, 'configuration_invalid'],
  ])('with %s is refused, and all goes on as it was', async (_name, rest, code) => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    const b = shop.policy('b');
    await host.start([entry(a), entry(b)]);
    const wanted = [entry(a, rest), entry(b, { config: { level: 2 } })];
    for (const plan of [await host.plan(wanted), (await host.prepare(wanted)).plan]) {
      expect(plan).toMatchObject({ blocked: true, changes: [{ id: 'a', problem: { code } }, { id: 'b' }] });
    }
    expect(serials(host)).toEqual([1, 2]);
    expect(shop.built).toBe(2);
    // Nothing holds up the next one.
    await (await host.prepare([entry(a), entry(b, { config: { level: 2 } })])).commit();
    expect(serials(host)).toEqual([1, 3]);
  });

  test('whose start fails is refused, undone, and can be tried again', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    const b = shop.policy('b');
    await host.start([entry(a)]);
    shop.failStart = true;
    const blocked = await host.prepare([entry(a, { config: { level: 2 } }), entry(b)]);
    expect(blocked.plan).toMatchObject({ blocked: true, changes: [{ problem: { code: 'start_failed' } }, {}] });
    await expect(blocked.commit()).rejects.toMatchObject({ code: 'change_not_ready' });
    expect([serials(host), shop.alive]).toEqual([[1], 1]);
    shop.failStart = false;
    await (await host.prepare([entry(a, { config: { level: 2 } }), entry(b)])).commit();
    expect([serials(host), shop.alive]).toEqual([[4, 5], 2]);
  });

  test('one that had failed does not keep others from changing, and is tried again when asked', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    const b = shop.policy('b');
    shop.failStart = true;
    await host.start([entry(a)]);
    shop.failStart = false;
    await (await host.prepare([entry(a), entry(b)])).commit();
    expect(host.plugins()).toMatchObject([
      { id: 'a', state: 'failed', problem: { code: 'start_failed' } },
      { id: 'b', state: 'started' },
    ]);
    expect((await host.plan([entry(a), entry(b)], 'a')).changes).toMatchObject([{ id: 'a', action: 'start' }]);
    await (await host.prepare([entry(a), entry(b)], 'a')).commit();
    expect(host.plugins()).toMatchObject([{ state: 'started' }, { state: 'started' }]);
  });

  test('a plugin that would come from another place needs a restart', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    await host.start([entry(a)]);
    expect(await host.plan([entry(a, { package: './elsewhere' })])).toMatchObject({
      blocked: true,
      changes: [{ id: 'a', problem: { code: 'restart_required', restartRequired: true } }],
    });
  });

  test('of two entries with one id the first keeps it', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    await host.start([entry(a)]);
    expect(await host.plan([entry(a), entry(shop.policy('a'), { package: 'copy' })])).toMatchObject({
      blocked: true,
      changes: [{ package: 'copy', problem: { code: 'duplicate_plugin' } }],
    });
    expect(host.plugins()).toMatchObject([{ state: 'started' }]);
  });

  test('what runs keeps its id, wherever another one of that id is listed', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    await host.start([entry(a)]);
    expect(await host.plan([entry(shop.policy('a'), { package: 'copy' }), entry(a)])).toMatchObject({
      blocked: true,
      changes: [{ package: 'copy', problem: { code: 'duplicate_plugin' } }],
    });
  });

  test('a module that never ends loading is refused after a while, and holds up nobody', async () => {
    const { host, time } = makeHost({
      hookDeadlineMs: 1_000,
      importModule: () => new Promise(() => {}),
    });
    const file = `${fileURLToPath(import.meta.url)}.mjs`;
    writeFileSync(file, '');
    try {
      const preparing = host.prepare([{ package: file, enabled: true }]);
      let change: Awaited<typeof preparing> | undefined;
      void preparing.then((done) => {
        change = done;
      });
      while (!change) {
        await new Promise((resolve) => setImmediate(resolve));
        time.advance(1_000);
      }
      expect(change.plan).toMatchObject({ blocked: true, changes: [{ problem: { code: 'import_failed' } }] });
      expect((await host.prepare([])).plan.blocked).toBe(false);
    } finally {
      rmSync(file);
    }
  });

  test('what is not listed any more stops, and is gone', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    const b = shop.policy('b');
    await host.start([entry(a), entry(b)]);
    const change = await host.prepare([entry(b)]);
    expect(change.plan.changes).toMatchObject([{ id: 'a', action: 'stop' }]);
    await change.commit();
    expect(host.plugins()).toMatchObject([{ id: 'b' }]);
    expect(shop.alive).toBe(1);
  });

  test('changes are prepared one after the other; one that is thrown away leaves nothing', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const a = shop.policy('a');
    await host.start([entry(a)]);
    const first = await host.prepare([entry(a, { config: { level: 2 } })]);
    const second = host.prepare([entry(a, { config: { level: 3 } })]);
    expect(shop.alive).toBe(2);
    await first.discard();
    await (await second).commit();
    expect(policies(host)[0]?.instance).toMatchObject({ level: 3 });
    expect(shop.alive).toBe(1);
    const left = await host.prepare([entry(a, { enabled: false })]);
    await host.stopAll();
    await expect(left.commit()).rejects.toMatchObject({ code: 'change_not_ready' });
    expect(shop.alive).toBe(0);
  });
});

test('100 changes leave no instance, no container and no breaker behind', async () => {
  setFlagsFromString('--expose-gc');
  const collectGarbage = runInNewContext('gc') as () => void;
  const { host } = makeHost();
  const built: WeakRef<object>[] = [];
  const definition = definePlugin({
    id: 'a',
    config: LevelConfig,
    register: ({ contribute }) =>
      contribute(AvailabilityPolicy, (services) => {
        const instance = {
          services,
          isValidForChannel: () => true,
          isChannelAvailable: () => ({ available: true }) as const,
        };
        built.push(new WeakRef(instance));
        return instance;
      }),
  }) as never;
  await host.start([entry(definition)]);
  for (let level = 1; level <= 100; level += 1) {
    await (await host.prepare([entry(definition, { enabled: level % 3 !== 0, config: { level } })])).commit();
    await host.points.veto(
      AvailabilityPolicy,
      () => true,
      (policy, context) => policy.isChannelAvailable({} as never, context),
    );
  }
  const alive = () => built.filter((reference) => reference.deref() !== undefined).length;
  // What was read in this turn of the loop is kept until its end.
  for (let turn = 0; turn < 20 && alive() > 1; turn += 1) {
    await new Promise((resolve) => setTimeout(resolve, 0));
    collectGarbage();
  }
  expect(built.length).toBeGreaterThan(60);
  expect(alive()).toBe(1);
});

describe('a carrier that is switched off and listens', () => {
  const channels = ({ points }: ReturnType<typeof makeHost>['host']) => [
    points.contributions(ChannelProvider).length,
    points.listening(ChannelProvider).length,
    points.contributions(AvailabilityPolicy).length,
  ];

  test('is found by who asks for listening ones only; switched on it is the same instance', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    const carrier = shop.carrier('carrier');
    await host.start([entry(carrier)]);
    const [before] = host.points.contributions(ChannelProvider);
    expect(channels(host)).toEqual([1, 1, 1]);
    const off = await host.prepare([entry(carrier, { enabled: false, listening: true })]);
    expect(off.plan.changes).toMatchObject([{ action: 'stop_sending' }]);
    await off.commit();
    expect(channels(host)).toEqual([0, 1, 0]);
    expect(host.points.listening(AvailabilityPolicy)).toEqual([]);
    expect(host.points.listening(ChannelProvider)[0]?.instance).toBe(before?.instance);
    expect(host.plugins()).toMatchObject([{ state: 'listening', enabled: false }]);
    const on = await host.prepare([entry(carrier)]);
    expect(on.plan.changes).toMatchObject([{ action: 'resume' }]);
    await on.commit();
    expect(channels(host)).toEqual([1, 1, 1]);
    expect(host.points.contributions(ChannelProvider)[0]?.instance).toBe(before?.instance);
    await (await host.prepare([entry(carrier, { enabled: false })])).commit();
    expect(channels(host)).toEqual([0, 0, 0]);
    expect(shop.alive).toBe(0);
  });

  test('one that had failed can be switched off, although it cannot listen', async () => {
    const { host } = makeHost();
    const broken = definePlugin({
      id: 'broken',
      register: ({ contribute }) =>
        contribute(ChannelProvider, () => {
          throw new Error('no credentials');
        }),
    });
    await host.start([entry(broken)]);
    const off = await host.prepare([entry(broken, { enabled: false, listening: true })]);
    expect(off.plan).toMatchObject({ blocked: false, changes: [{ leaves: true, problem: { code: 'construction' } }] });
    await off.commit();
    expect(host.points.listening(ChannelProvider)).toEqual([]);
  });

  test('starts listening when the process starts, and a guarded call of it works', async () => {
    const shop = new Workshop();
    const { host } = makeHost();
    await host.start([entry(shop.carrier('carrier'), { enabled: false, listening: true })]);
    expect(channels(host)).toEqual([0, 1, 0]);
    const [provider] = host.points.listening(ChannelProvider);
    expect(await host.points.guarded(ChannelProvider, provider!, async () => 'heard')).toMatchObject({
      status: 'answered',
    });
  });
});

test('order: no sequence of switching on and off, other settings, other places and restarts changes the order of what is on', async () => {
  const ids = ['a', 'b', 'c', 'd', 'e'];
  const step = fc.record({
    id: fc.constantFrom(...ids),
    what: fc.constantFrom('toggle', 'toggle', 'reconfigure', 'order', 'list order', 'restart'),
    value: fc.integer({ min: -2, max: 2 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const shop = new Workshop();
      const definitions = new Map(ids.map((id) => [id, shop.policy(id, ['y', 'x'])]));
      let specs = ids.map((id) => entry(definitions.get(id)!, { config: { level: 0 } }));
      let { host } = makeHost();
      await host.start(specs);
      for (const { id, what, value } of steps) {
        if (what === 'restart') {
          await host.stopAll();
          host = makeHost().host;
          await host.start(specs);
        } else {
          specs = specs.map((spec) => {
            if (spec.package !== id) return spec;
            if (what === 'toggle') return { ...spec, enabled: !spec.enabled };
            if (what === 'reconfigure') return { ...spec, config: { level: value } };
            return what === 'order' ? { ...spec, order: value, contributionOrders: { x: -value } } : spec;
          });
          if (what === 'list order') specs = [...specs.slice(value), ...specs.slice(0, value)];
          await (await host.prepare(specs)).commit();
        }
        const expected = specs
          .filter(({ enabled }) => enabled)
          .flatMap(({ package: plugin, order = 100, contributionOrders = {} }) =>
            ['x', 'y'].map((contribution) => ({
              plugin,
              contribution,
              order: contributionOrders[contribution] ?? order,
            })),
          )
          .sort(comparePlaces);
        expect(policies(host).map(({ plugin, contribution, order }) => ({ plugin, contribution, order }))).toEqual(
          expected,
        );
        expect(host.plugins().map(({ package: name }) => name)).toEqual(specs.map(({ package: name }) => name));
        expect(shop.alive).toBe(expected.length);
      }
      await host.stopAll();
      expect(shop.alive).toBe(0);
    }),
    { numRuns: 15 },
  );
});
