import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, test } from '@jest/globals';
import { injectable } from 'inversify';
import { AvailabilityPolicy } from '../../contracts/availability-policy.js';
import { type Class, definePlugin, type HostServices, type PluginDefinition } from '../../plugin/define-plugin.js';
import { Lifecycle } from '../../services/lifecycle.js';
import { createPluginHost } from '../create-plugin-host.js';
import type { PluginHost } from '../plugin-host.js';
import { hostServices } from '../testing/host-services.js';
import { ManualTime } from '../testing/manual-time.js';
import { MemoryLogger } from '../testing/memory-logger.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

const timers = new Set<NodeJS.Timeout>();
let host: PluginHost;
let time: ManualTime;
let logger: MemoryLogger;

afterEach(async () => {
  clearTimers();
  await host.stopAll();
});

function clearTimers(): void {
  for (const timer of timers) clearInterval(timer);
  timers.clear();
}

/** What a plugin forgets to stop; the test remembers it, and nothing that it reaches. */
function forget(callback: () => unknown): NodeJS.Timeout {
  const timer = setInterval(callback, 1_000_000);
  timers.add(timer);
  return timer;
}

const policy = { isValidForChannel: () => true, isChannelAvailable: () => ({ available: true }) as const };

function pluginOf(make: (services: HostServices) => object): PluginDefinition {
  return definePlugin({
    id: 'crm',
    config: { type: 'object', properties: { level: { type: 'integer' } } },
    register: ({ contribute }) => contribute(AvailabilityPolicy, (services) => make(services) as never),
  });
}

/** Asks for nothing that the host gives. */
@injectable()
class LeavesAnInterval {
  readonly timer = forget(() => this.isValidForChannel());
  isValidForChannel = () => true;
  isChannelAvailable = () => ({ available: true }) as const;
}

@injectable()
class ClearsItsInterval {
  readonly timer = setInterval(() => this.isValidForChannel(), 1_000_000);
  isValidForChannel = () => true;
  isChannelAvailable = () => ({ available: true }) as const;

  constructor(lifecycle: Lifecycle) {
    lifecycle.onStop(() => clearInterval(this.timer));
  }
}

function pluginOfClass(type: Class<AvailabilityPolicy>): PluginDefinition {
  return definePlugin({
    id: 'crm',
    config: { type: 'object', properties: { level: { type: 'integer' } } },
    register: ({ contribute }) => contribute(AvailabilityPolicy, type),
  });
}

async function run(definition: PluginDefinition): Promise<void> {
  time = new ManualTime();
  logger = new MemoryLogger();
  host = createPluginHost({ services: hostServices(time, logger), timers: time, baseDirectory: '/', environment: {} });
  await host.start([{ package: 'crm', enabled: true, definition }]);
}

async function change(definition: PluginDefinition, rest: { enabled: boolean; config?: object }): Promise<void> {
  await (await host.prepare([{ package: 'crm', definition, ...rest }])).commit();
}

/** Major collections, each with the time in which the process hears of it. */
async function collect(times: number): Promise<void> {
  for (let count = 0; count < times; count += 1) {
    collectGarbage();
    // The entry of a collection comes in a turn of the loop of its own.
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

const held = () => host.plugins()[0]?.held ?? null;
const warnings = () => logger.entries.filter(({ message }) => message === 'stopped plugin instance is still held');

describe('an instance that has stopped', () => {
  test.each<[string, PluginDefinition]>([
    [
      'a function that left an interval, which reaches its services',
      pluginOf((services) => {
        forget(() => services.logger.debug('tick'));
        return policy;
      }),
    ],
    [
      'a function that left an interval, which reaches one service only',
      pluginOf(({ http }) => {
        forget(() => http);
        return policy;
      }),
    ],
    ['a class that left an interval, and asks for nothing', pluginOfClass(LeavesAnInterval)],
  ])('is attributed to %s, until nothing holds it any more', async (_name, definition) => {
    await run(definition);
    const stoppedAt = time.now();
    await change(definition, { enabled: false });
    await collect(3);
    // Who asked for it before the stop may keep it for a while.
    expect(held()).toBeNull();
    time.advance(30_000);
    await collect(1);
    expect(held()).toBeNull();
    await collect(1);
    expect(held()).toEqual({
      instances: 1,
      since: stoppedAt,
      what: 'An instance of it that has stopped is still held, by something that it started or that its module keeps.',
      fix: expect.stringContaining('lifecycle.onStop()'),
    });
    await collect(2);
    expect(warnings()).toMatchObject([
      { level: 'warn', fields: { plugin: 'crm', stoppedAt: stoppedAt.toISOString() } },
    ]);
    clearTimers();
    await collect(2);
    expect(held()).toBeNull();
    expect(logger.entries.at(-1)).toMatchObject({
      message: 'stopped plugin instances are not held any more',
      fields: { plugin: 'crm' },
    });
  });

  test.each<[string, PluginDefinition]>([
    [
      'a function that gave its interval to onStop',
      pluginOf((services) => {
        const timer = setInterval(() => services.logger.debug('tick'), 1_000_000);
        services.lifecycle.onStop(() => clearInterval(timer));
        return { ...policy, services };
      }),
    ],
    ['a class that gave its interval to onStop', pluginOfClass(ClearsItsInterval)],
    ['a function that contributes what its module keeps', pluginOf(() => policy)],
  ])('of %s is not held', async (_name, definition) => {
    await run(definition);
    for (let level = 1; level <= 5; level += 1) {
      await host.points.veto(
        AvailabilityPolicy,
        () => true,
        (each, context) => each.isChannelAvailable({} as never, context),
      );
      await change(definition, { enabled: level % 2 === 0, config: { level } });
    }
    time.advance(30_000);
    await collect(4);
    expect(held()).toBeNull();
    expect(warnings()).toEqual([]);
  });
});

test('ten changes of the configuration leave ten instances, beside the one that runs', async () => {
  const definition = pluginOf(({ config, logger: own }) => {
    forget(() => own.debug('tick', { config }));
    return policy;
  });
  await run(definition);
  for (let level = 1; level <= 10; level += 1) await change(definition, { enabled: true, config: { level } });
  time.advance(30_000);
  await collect(3);
  expect(host.plugins()).toMatchObject([{ state: 'started', held: { instances: 10 } }]);
  expect(held()?.what).toContain('10 instances of it');
  expect(warnings()).toHaveLength(10);
});

test('a start that failed and was undone counts as well', async () => {
  const definition = pluginOf(({ lifecycle, storage }) => {
    forget(() => storage);
    lifecycle.onStart(() => {
      throw new Error('It cannot start.');
    });
    return policy;
  });
  await run(definition);
  time.advance(30_000);
  await collect(3);
  expect(host.plugins()).toMatchObject([{ state: 'failed', held: { instances: 1 } }]);
});

test('a class that left an interval before another one could not be built counts as well', async () => {
  await run(
    definePlugin({
      id: 'crm',
      register: ({ contribute }) => {
        contribute(AvailabilityPolicy, LeavesAnInterval, { name: 'first' });
        contribute(AvailabilityPolicy, () => ({}) as never, { name: 'second' });
      },
    }),
  );
  time.advance(30_000);
  await collect(3);
  expect(host.plugins()).toMatchObject([{ state: 'failed', held: { instances: 1 } }]);
});
