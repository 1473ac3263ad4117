// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { IsUrl } from 'class-validator';
import { injectable } from 'inversify';
import { Secret } from '../config/secret.js';
import { AvailabilityPolicy } from '../contracts/availability-policy.js';
import { ChannelProvider } from '../contracts/channel-provider.js';
import { defineExtensionPoint } from '../contracts/extension-point.js';
import { UserDocumentResolver } from '../contracts/user-document-resolver.js';
import { type Class, definePlugin, type PluginDefinition } from '../plugin/define-plugin.js';
import { Lifecycle } from '../services/lifecycle.js';
import { Logger } from '../services/logger.js';
import { createPluginHost } from './create-plugin-host.js';
import type { PluginHostOptions } from './plugin-host.js';
import type { PluginSpec } from './plugin-spec.js';
import { formatStartReport } from './report/format-start-report.js';
import { hostServices } from './testing/host-services.js';
import { ManualTime } from './testing/manual-time.js';
import { MemoryLogger } from './testing/memory-logger.js';

const resolver = { isValidForTableRecord: () => true, getUserDocument: () => null };

function makeHost(options: Partial<PluginHostOptions> = {}) {
  const time = new ManualTime();
  const logger = new MemoryLogger();
  const host = createPluginHost({
    services: hostServices(time, logger),
    timers: time,
    baseDirectory: '/',
    environment: {},
    ...options,
  });
  return { host, time, logger };
}

/** A plugin that is here already. */
function inline(definition: PluginDefinition, spec: Partial<PluginSpec> = {}): PluginSpec {
  return { package: definition.id, enabled: true, definition, ...spec };
}

function simple(id: string, register?: PluginDefinition['register']): PluginDefinition {
  return definePlugin({
    id,
    register: register ?? (({ contribute }) => contribute(UserDocumentResolver, () => resolver)),
  });
}

describe('a plugin that starts', () => {
  test('its classes get the host services, its configuration and its own classes', async () => {
    class CrmConfig {
      @IsUrl()
      url!: string;
    }
    @injectable()
    class Crm {
      constructor(readonly config: CrmConfig) {}
    }
    @injectable()
    class CrmResolver {
      readonly isValidForTableRecord = () => true;
      readonly getUserDocument = () => null;
      constructor(
        readonly crm: Crm,
        readonly logger: Logger,
        readonly lifecycle: Lifecycle,
      ) {
        logger.info('built');
      }
    }
    const { host, logger } = makeHost();
    const definition = definePlugin<CrmConfig>({
      id: 'crm',
      config: CrmConfig,
      register({ contribute, provide }) {
        provide(Crm);
        contribute(UserDocumentResolver, CrmResolver);
        contribute(UserDocumentResolver, (services) => ({ ...resolver, services }), { name: 'made' });
      },
    });
    const report = await host.start([
      inline(definition as never, {
        config: { url: 'https://crm.example' },
        order: 7,
        contributionOrders: { made: 3 },
      }),
    ]);
    expect(report.plugins).toMatchObject([
      {
        id: 'crm',
        state: 'started',
        contributions: [
          { point: 'user-document-resolver', name: 'CrmResolver', order: 7 },
          { point: 'user-document-resolver', name: 'made', order: 3 },
        ],
      },
    ]);
    const [made, built] = host.points.contributions(UserDocumentResolver);
    expect(built?.instance).toMatchObject({ crm: { config: { url: 'https://crm.example' } } });
    expect(made?.instance).toMatchObject({ services: { config: expect.any(CrmConfig) } });
    expect(logger.entries).toContainEqual({ level: 'info', message: 'built', fields: { plugin: 'crm' } });
  });

  test('nothing is visible until all start hooks have run; then everything at once', async () => {
    let release: () => void = () => {};
    const { host } = makeHost();
    const slow = simple('slow', ({ contribute }) => {
      contribute(UserDocumentResolver, ({ lifecycle }) => {
        lifecycle.onStart(
          () =>
            new Promise((resolve) => {
              release = resolve;
            }),
        );
        return resolver;
      });
    });
    const starting = host.start([inline(simple('quick')), inline(slow)]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(host.points.contributions(UserDocumentResolver)).toHaveLength(0);
    release();
    await starting;
    expect(host.points.contributions(UserDocumentResolver).map(({ plugin }) => plugin)).toEqual(['quick', 'slow']);
  });

  test('off and on makes new instances of the same code and reorders nothing', async () => {
    const { host } = makeHost();
    const specs = ['a', 'b', 'c'].map((id) =>
      inline(simple(id, ({ contribute }) => contribute(UserDocumentResolver, () => ({ ...resolver })))),
    );
    await host.start(specs);
    const before = host.points.contributions(UserDocumentResolver);
    await host.stop('b');
    expect(host.points.contributions(UserDocumentResolver).map(({ plugin }) => plugin)).toEqual(['a', 'c']);
    await host.start([specs[1] as PluginSpec]);
    const after = host.points.contributions(UserDocumentResolver);
    expect(after.map(({ plugin }) => plugin)).toEqual(['a', 'b', 'c']);
    expect(after[1]?.instance).not.toBe(before[1]?.instance);
    expect(after[0]).toBe(before[0]);
    expect(host.plugins()).toHaveLength(3);
  });
});

const throwing = (message: string) => () => {
  throw new Error(message);
};
class SecretConfig {
  @Secret()
  @IsUrl()
  url!: string;
}
@injectable()
class NeedsMissing {
  readonly isValidForTableRecord = () => true;
  readonly getUserDocument = () => null;
  constructor(readonly missing: Map<string, string>) {}
}
// Of the right name and another identity, as a bundled kernel brings it.
const { Logger: OtherLogger } = { Logger: class Logger {} };
class FromOtherCopy {
  constructor(readonly logger: InstanceType<typeof OtherLogger>) {}
}
Reflect.defineMetadata('design:paramtypes', [OtherLogger], FromOtherCopy);
injectable()(FromOtherCopy);
interface Thing {
  readonly name: string;
}
@injectable()
class TakesInterface {
  constructor(readonly thing: Thing) {}
}

const contributing = (contribution: unknown): PluginDefinition =>
  simple('bad', ({ contribute }) => contribute(UserDocumentResolver, contribution as Class<UserDocumentResolver>));
const badlyNamedChannel: ChannelProvider = {
  channel: 'Sms!',
  capabilities: { addressKind: 'phone', text: { maxLength: 1, encoding: 'sms' }, receipts: [], inbound: false },
  senders: () => [],
  send: async () => ({ outcome: 'notSent', code: 'never', reason: 'Never sends.' }),
  verify: () => ({ accepted: false, status: 403, reason: 'Never verifies.' }),
  parse: () => [],
};
const unknownPoint = defineExtensionPoint<object>({
  ...UserDocumentResolver,
  id: 'user-document-resolvr',
  requires: [],
});
const newerPoint = defineExtensionPoint<UserDocumentResolver>({ ...UserDocumentResolver, version: 2 });

describe('a plugin that does not start is reported with what, why and fix, and the rest starts', () => {
  const table: readonly [string, PluginSpec, string, RegExp][] = [
    [
      'a constructor that throws',
      inline(
        contributing(
          class Boom {
            constructor() {
              throw new TypeError('no database');
            }
          },
        ),
      ),
      'construction',
      /"Boom".*TypeError: no database/,
    ],
    [
      'a factory that throws',
      inline(contributing(throwing('no database'))),
      'construction',
      /factory threw Error: no database/,
    ],
    [
      'a factory that returns nothing',
      inline(contributing(() => undefined)),
      'construction',
      /did not return an object/,
    ],
    [
      'an asynchronous factory',
      inline(contributing(async () => resolver)),
      'construction',
      /returned a promise.*onStart/,
    ],
    [
      'a dependency that nobody provides',
      inline(contributing(NeedsMissing)),
      'construction',
      /"Map".*Logger, Clock, HttpClient/,
    ],
    [
      'an interface as a parameter',
      inline(contributing(TakesInterface)),
      'construction',
      /Parameter 1 .* interface.*import type/,
    ],
    [
      'a service of another kernel copy',
      inline(contributing(FromOtherCopy)),
      'kernel_copy',
      /second copy of @hailpoint\/kernel.*Logger/,
    ],
    [
      'a class without @injectable',
      inline(
        contributing(
          class Bare {
            constructor(readonly a: Logger) {
              void a;
            }
          },
        ),
      ),
      'construction',
      /@injectable\(\) on Bare/,
    ],
    [
      'a member that is missing',
      inline(contributing(() => ({ isValidForTableRecord: () => true }))),
      'member_missing',
      /lacks getUserDocument/,
    ],
    [
      'a channel that cannot be named',
      inline(simple('bad', ({ contribute }) => contribute(ChannelProvider, () => badlyNamedChannel))),
      'contract_broken',
      /channel must be a name/,
    ],
    ['a contribution that is no class', inline(contributing({})), 'registration', /not a class or a factory/],
    [
      'a start hook that throws',
      inline(
        simple('bad', ({ contribute }) =>
          contribute(UserDocumentResolver, ({ lifecycle }) => {
            lifecycle.onStart(throwing('port in use'));
            return resolver;
          }),
        ),
      ),
      'start_failed',
      /start hook threw Error: port in use/,
    ],
    ['a register that throws', inline(simple('bad', throwing('oh no'))), 'registration', /register\(\) threw: oh no/],
    ['an asynchronous register', inline(simple('bad', (async () => {}) as never)), 'registration', /asynchronous/],
    [
      'an unknown point',
      inline(simple('bad', ({ contribute }) => contribute(unknownPoint, () => ({})))),
      'unknown_extension_point',
      /"user-document-resolvr".*Did you mean "user-document-resolver"/,
    ],
    [
      'another version of a contract',
      inline(simple('bad', ({ contribute }) => contribute(newerPoint, () => resolver))),
      'contract_version',
      /user-document-resolver@2.*@1.*newer Hailpoint/,
    ],
    [
      'the same contribution twice',
      inline(
        simple('bad', ({ contribute }) => {
          contribute(UserDocumentResolver, () => resolver);
          contribute(UserDocumentResolver, () => resolver);
        }),
      ),
      'registration',
      /"default" to "user-document-resolver" twice.*\{ name \}/,
    ],
    ['no plugin', inline({ id: 'bad', register: () => {} }), 'not_a_plugin', /definePlugin/],
    ['an id that is none', inline(definePlugin({ id: 'Bad Id', register: () => {} })), 'not_a_plugin', /lower-case/],
    [
      'a configuration that it does not take',
      inline(simple('bad'), { config: { a: 1 } }),
      'configuration_invalid',
      /config\.a is not known/,
    ],
    [
      'a secret that is written down',
      inline(definePlugin({ id: 'bad', config: SecretConfig, register: () => {} }) as never, {
        config: { url: 'https://h4sh' },
      }),
      'configuration_reference',
      /config\.url is a secret/,
    ],
    [
      'an order for what it does not contribute',
      inline(simple('bad'), { contributionOrders: { defualt: 1 } }),
      'configuration_invalid',
      /Did you mean "default"/,
    ],
    ['an id that is taken', inline(simple('good')), 'duplicate_plugin', /"good" is taken/],
  ];

  test.each(table)('%s', async (_name, spec, code, expected) => {
    const { host, logger } = makeHost();
    const report = await host.start([inline(simple('good')), spec, inline(simple('other'))]);
    expect(report.plugins.map(({ state }) => state)).toEqual(['started', 'failed', 'started']);
    const problem = report.plugins[1]?.problem;
    expect(problem?.code).toBe(code);
    const text = formatStartReport(report);
    expect(text.replaceAll(/\s+/g, ' ')).toMatch(expected);
    expect(text).toContain('fix: ');
    expect(text).not.toContain('h4sh');
    expect(host.points.contributions(UserDocumentResolver).map(({ plugin }) => plugin)).toEqual(['good', 'other']);
    expect(logger.entries).toContainEqual(
      expect.objectContaining({
        level: 'error',
        message: 'plugin not started',
        fields: expect.objectContaining({ code }),
      }),
    );
  });

  test('a start hook that never ends', async () => {
    const { host, time } = makeHost({ hookDeadlineMs: 500 });
    const hanging = simple('hanging', ({ contribute }) =>
      contribute(UserDocumentResolver, ({ lifecycle }) => {
        lifecycle.onStart(() => new Promise(() => {}));
        return resolver;
      }),
    );
    const starting = host.start([inline(hanging), inline(simple('good'))]);
    await time.advanceAfterWork(500);
    const report = await starting;
    expect(report.plugins).toMatchObject([
      { state: 'failed', problem: { code: 'start_failed', why: expect.stringContaining('0.5 seconds') } },
      { state: 'started' },
    ]);
  });

  test('leaves no trace: what it had registered is undone in reverse order', async () => {
    const undone: string[] = [];
    let stopping: AbortSignal | undefined;
    const { host, logger } = makeHost();
    const bad = simple('bad', ({ contribute }) => {
      contribute(UserDocumentResolver, ({ lifecycle }) => {
        stopping = lifecycle.stopping;
        lifecycle.own({ dispose: () => void undone.push('socket') });
        lifecycle.onStop(async () => {
          undone.push('poller');
          throw new Error('fails too');
        });
        lifecycle.onStart(() => {
          lifecycle.onStop(() => void undone.push('subscription'));
        });
        lifecycle.onStart(throwing('no'));
        return resolver;
      });
    });
    await host.start([inline(bad)]);
    expect(undone).toEqual(['subscription', 'poller', 'socket']);
    expect(stopping?.aborted).toBe(true);
    expect(logger.entries).toContainEqual(expect.objectContaining({ message: 'stop hook failed' }));
    expect(host.points.contributions(UserDocumentResolver)).toEqual([]);
    expect(host.plugins()).toMatchObject([{ id: 'bad', state: 'failed', inFlight: 0 }]);
    const mended = await host.start([inline(simple('bad'))]);
    expect(mended.plugins[0]?.state).toBe('started');
  });

  test('a secret that its constructor throws is not in the report, the log or the listing', async () => {
    const definition = definePlugin<SecretConfig>({
      id: 'leaky',
      config: SecretConfig,
      register({ contribute }) {
        contribute(UserDocumentResolver, ({ config }) => {
          throw new Error(`cannot reach ${config.url}`);
        });
      },
    });
    const { host, logger } = makeHost({ environment: { CRM: 'https://user:h4sh@crm.example' } });
    const report = await host.start([inline(definition, { config: { url: '${CRM}' } })]);
    const everything = JSON.stringify([report, host.plugins()]) + formatStartReport(report) + logger.text();
    expect(everything).toContain('cannot reach ***');
    expect(everything).not.toContain('h4sh');
  });
});

describe('stopping', () => {
  function polite() {
    const events: string[] = [];
    let finish: () => void = () => {};
    const definition = simple('polite', ({ contribute }) => {
      contribute(UserDocumentResolver, ({ lifecycle }) => {
        lifecycle.stopping.addEventListener('abort', () => events.push('stopping'));
        lifecycle.onStop(() => void events.push('first registered'));
        lifecycle.onStop(() => void events.push('last registered'));
        return {
          isValidForTableRecord: () => true,
          getUserDocument: () =>
            new Promise((resolve) => {
              finish = () => {
                events.push('call ended');
                resolve(null);
              };
            }),
        };
      });
    });
    return { events, definition, finish: () => finish() };
  }
  const ask = (host: ReturnType<typeof makeHost>['host']) =>
    host.points.first(
      UserDocumentResolver,
      (each) => each.isValidForTableRecord({} as never),
      (each, context) => each.getUserDocument({} as never, context),
    );

  test('takes the contributions away at once, waits for calls in flight, then stops in reverse order', async () => {
    const { host } = makeHost();
    const { events, definition, finish } = polite();
    await host.start([inline(definition)]);
    const call = ask(host);
    const stopping = host.stop('polite');
    expect(host.points.contributions(UserDocumentResolver)).toEqual([]);
    await new Promise((resolve) => setImmediate(resolve));
    expect(events).toEqual([]);
    expect(host.plugins()).toMatchObject([{ state: 'stopping' }]);
    finish();
    expect((await call).trace).toMatchObject([{ verdict: 'passed' }]);
    expect(await stopping).toEqual({ id: 'polite', abandoned: 0, failedHooks: 0 });
    expect(events).toEqual(['call ended', 'stopping', 'last registered', 'first registered']);
    expect(host.plugins()).toMatchObject([{ state: 'stopped', inFlight: 0 }]);
    expect(await host.stop('polite')).toBeNull();
  });

  test('a call that never ends is abandoned after the deadline', async () => {
    const { host, time } = makeHost({ drainDeadlineMs: 60_000 });
    const { events, definition } = polite();
    await host.start([inline(definition)]);
    void ask(host);
    const stopping = host.stopAll();
    await time.advanceAfterWork(60_000);
    expect(await stopping).toEqual([{ id: 'polite', abandoned: 1, failedHooks: 0 }]);
    expect(events).toEqual(['stopping', 'last registered', 'first registered']);
  });

  test('100 times off and on under load: no failed call, every instance stopped', async () => {
    const { host } = makeHost();
    let alive = 0;
    const toggled = simple('toggled', ({ contribute }) => {
      contribute(UserDocumentResolver, ({ lifecycle }) => {
        let isStopped = false;
        alive += 1;
        lifecycle.onStop(() => {
          isStopped = true;
          alive -= 1;
        });
        return {
          isValidForTableRecord: () => true,
          getUserDocument: async () => {
            await new Promise((resolve) => setImmediate(resolve));
            if (isStopped) throw new Error('called after its stop');
            return null;
          },
        };
      });
    });
    await host.start([inline(toggled)]);
    let isLoaded = true;
    const verdicts = new Set<string>();
    const load = Array.from({ length: 8 }, async () => {
      while (isLoaded) {
        for (const { verdict } of (await ask(host)).trace) verdicts.add(verdict);
        await new Promise((resolve) => setImmediate(resolve));
      }
    });
    for (let round = 0; round < 100; round += 1) {
      expect(await host.stop('toggled')).toEqual({ id: 'toggled', abandoned: 0, failedHooks: 0 });
      await host.start([inline(toggled)]);
    }
    isLoaded = false;
    await Promise.all(load);
    expect([...verdicts]).toEqual(['passed']);
    expect(alive).toBe(1);
    expect(host.plugins()).toHaveLength(1);
  });
});

describe('plugins by path and by name', () => {
  let base = '';
  const kernel = '^0.1.0';
  const contributes = ['user-document-resolver'];
  const goodCode = (id: string) =>
    `import { definePlugin, UserDocumentResolver } from '@hailpoint/kernel';
     export default definePlugin({ id: '${id}', config: { type: 'object', properties: { url: { type: 'string' }, key: { type: 'string', writeOnly: true } } }, register({ contribute }) {
       contribute(UserDocumentResolver, () => ({ isValidForTableRecord: () => true, getUserDocument: () => null }));
     } });`;

  function write(folder: string, hailpoint: unknown, files: Record<string, string> = {}): string {
    const directory = path.join(base, folder);
    mkdirSync(directory, { recursive: true });
    const packageJson =
      typeof hailpoint === 'string'
        ? hailpoint
        : JSON.stringify({ name: folder, version: '2.0.0', type: 'module', hailpoint });
    writeFileSync(path.join(directory, 'package.json'), packageJson);
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(directory, name), content);
    return `./${folder}`;
  }

  beforeAll(() => {
    base = mkdtempSync(path.join(tmpdir(), 'hailpoint-kernel-'));
  });
  afterAll(() => {
    rmSync(base, { recursive: true });
  });

  test('a folder, a lone file and an installed package', async () => {
    write('by-folder', { id: 'by-folder', kernel, contributes }, { 'index.js': goodCode('by-folder') });
    writeFileSync(path.join(base, 'lone.mjs'), goodCode('lone'));
    write(
      'node_modules/crm-plugin',
      { id: 'by-name', kernel, contributes, entry: 'code.js' },
      { 'code.js': goodCode('by-name') },
    );
    const { host } = makeHost({ baseDirectory: base });
    const report = await host.start([
      { package: './by-folder', enabled: true, order: 5 },
      { package: path.join(base, 'lone.mjs'), enabled: true },
      { package: 'crm-plugin', enabled: true, locked: true },
    ]);
    expect(formatStartReport(report)).toMatch(/^Plugins: 3 started/);
    expect(report.plugins.map(({ id }) => id)).toEqual(['by-folder', 'lone', 'by-name']);
    expect(host.plugins()[2]).toMatchObject({
      id: 'by-name',
      version: '2.0.0',
      locked: true,
      contributes,
      enabled: true,
    });
    expect(host.extensionPoints()[0]).toMatchObject({
      id: 'user-document-resolver',
      dispatch: 'first',
      failurePolicy: 'skip',
      contributions: [
        { plugin: 'by-folder', order: 5, circuit: 'closed' },
        { plugin: 'by-name', order: 100 },
        { plugin: 'lone', order: 100 },
      ],
    });
  });

  const broken: readonly [string, () => PluginSpec, string, RegExp][] = [
    [
      'a path with nothing there',
      () => ({ package: './nowhere', enabled: true }),
      'plugin_not_found',
      /Nothing is at .*nowhere/,
    ],
    [
      'a package that is not installed',
      () => ({ package: 'not-installed', enabled: true }),
      'plugin_not_found',
      /npm install not-installed/,
    ],
    [
      'no manifest',
      () => ({ package: write('b1', undefined), enabled: true }),
      'manifest_missing',
      /no field "hailpoint"/,
    ],
    [
      'a package.json that is not JSON',
      () => ({ package: write('b2', '{'), enabled: true }),
      'manifest_invalid',
      /not JSON/,
    ],
    [
      'an unknown manifest field',
      () => ({ package: write('b3', { id: 'b3', kernl: kernel }), enabled: true }),
      'manifest_invalid',
      /Did you mean "kernel"/,
    ],
    [
      'a kernel range that is none',
      () => ({ package: write('b4', { id: 'b4', kernel: 'new', contributes }), enabled: true }),
      'manifest_invalid',
      /range/,
    ],
    [
      'the wrong kernel range',
      () => ({ package: write('b5', { id: 'b5', kernel: '^9.0.0', contributes }), enabled: true }),
      'kernel_range',
      /works with kernel \^9\.0\.0; this is kernel 0\.1\.0/,
    ],
    [
      'an unknown point in the manifest',
      () => ({ package: write('b6', { id: 'b6', kernel, contributes: ['availabilty-policy'] }), enabled: true }),
      'unknown_extension_point',
      /Did you mean "availability-policy"/,
    ],
    [
      'a missing file',
      () => ({ package: write('b7', { id: 'b7', kernel, contributes }), enabled: true }),
      'entry_missing',
      /index\.js does not exist.*Build/s,
    ],
    [
      'TypeScript',
      () => ({ package: write('b8', { id: 'b8', kernel, contributes, entry: 'a.ts' }, { 'a.ts': '' }), enabled: true }),
      'entry_not_javascript',
      /tsc/,
    ],
    [
      'code that throws',
      () => ({
        package: write('b9', { id: 'b9', kernel, contributes }, { 'index.js': 'throw new RangeError("broken")' }),
        enabled: true,
      }),
      'import_failed',
      /RangeError: broken.*restart/s,
    ],
    [
      'no default export',
      () => ({
        package: write('b10', { id: 'b10', kernel, contributes }, { 'index.js': 'export const a = 1' }),
        enabled: true,
      }),
      'not_a_plugin',
      /no default export/,
    ],
    [
      'another id in the code',
      () => ({
        package: write('b11', { id: 'b11', kernel, contributes }, { 'index.js': goodCode('b12') }),
        enabled: true,
      }),
      'id_mismatch',
      /"b11" calls itself "b12"/,
    ],
    [
      'a point that the manifest does not name',
      () => ({
        package: write('b13', { id: 'b13', kernel, contributes: [] }, { 'index.js': goodCode('b13') }),
        enabled: true,
      }),
      'registration',
      /manifest does not name/,
    ],
    [
      'a kernel of its own',
      () => {
        const own = `const brand = Symbol.for('hailpoint:plugin@1'); export default { id: 'b14', [brand]: { version: '0.0.9', url: 'file:///elsewhere/kernel.js' }, register() {} };`;
        return { package: write('b14', { id: 'b14', kernel, contributes }, { 'index.js': own }), enabled: true };
      },
      'kernel_copy',
      /kernel 0\.0\.9 from file:\/\/\/elsewhere\/kernel\.js.*peer dependency/s,
    ],
    [
      'a configuration that its schema refuses, before any code runs',
      () => ({
        package: write(
          'b15',
          { id: 'b15', kernel, contributes, configSchema: 's.json' },
          {
            'index.js': 'globalThis.b15Ran = true;',
            's.json': '{"type":"object","required":["url"],"properties":{"url":{"type":"string"}}}',
          },
        ),
        enabled: true,
        config: { ulr: 'x' },
      }),
      'configuration_invalid',
      /config\.url is missing\..*config\.ulr is not known\. Did you mean "url"\?/s,
    ],
    [
      'a schema that is none',
      () => ({
        package: write(
          'b16',
          { id: 'b16', kernel, contributes, configSchema: 's.json' },
          { 's.json': '{"type":"objekt"}' },
        ),
        enabled: true,
      }),
      'config_schema',
      /not a JSON Schema/,
    ],
  ];

  test.each(broken)('%s', async (_name, spec, code, expected) => {
    const { host } = makeHost({ baseDirectory: base });
    const report = await host.start([spec(), inline(simple('good'))]);
    const problem = report.plugins[0]?.problem;
    expect(report.plugins[0]?.state).toBe('failed');
    expect(problem?.code).toBe(code);
    expect(`${problem?.what} ${problem?.why} ${problem?.fix}`).toMatch(expected);
    expect(report.plugins[1]?.state).toBe('started');
    expect((globalThis as { b15Ran?: true }).b15Ran).toBeUndefined();
  });

  test('C4: one that is off runs no code, and is checked all the same', async () => {
    const code = {
      'index.js': 'globalThis.offRan = true;',
      's.json': '{"type":"object","required":["url"],"properties":{"url":{"type":"string"}}}',
    };
    const off = {
      package: write('off', { id: 'off', kernel, contributes, configSchema: 's.json' }, code),
      enabled: false,
    };
    const { host } = makeHost({ baseDirectory: base });
    expect((await host.start([{ ...off, config: { url: 'x' } }])).plugins).toMatchObject([{ id: 'off', state: 'off' }]);
    const { plugins } = await host.start([off]);
    expect(plugins).toMatchObject([
      { state: 'off', problem: { code: 'configuration_invalid', why: 'config.url is missing.' } },
    ]);
    expect((globalThis as { offRan?: true }).offRan).toBeUndefined();
    expect(host.points.contributions(AvailabilityPolicy)).toEqual([]);
    expect(host.plugins()).toHaveLength(1);
  });

  test('a lone file that is switched off keeps its name', async () => {
    const { host } = makeHost({ baseDirectory: base });
    writeFileSync(path.join(base, 'lone-off.mjs'), goodCode('lone-off'));
    await host.start([{ package: './lone-off.mjs', enabled: true }]);
    await (await host.prepare([{ package: './lone-off.mjs', enabled: false }])).commit();
    expect(host.plugins()).toMatchObject([{ id: 'lone-off', state: 'off' }]);
  });

  test('the report on its conformance is listed without running code, on or off; without one there is null', async () => {
    const rules = [{ rule: 'one', sentence: 'One holds.', passed: false, whyNot: 'It threw. Mend it.' }];
    const report = { contributions: [{ extensionPoint: 'availability-policy', rules }] };
    const shipped = write(
      'reported',
      { id: 'reported', kernel, contributes, conformance: 'conformance.json' },
      { 'index.js': 'globalThis.reportedRan = true;', 'conformance.json': JSON.stringify(report) },
    );
    const { host } = makeHost({ baseDirectory: base });
    await host.start([
      { package: shipped, enabled: false },
      { package: write('silent', { id: 'silent', kernel, contributes }), enabled: false },
    ]);
    expect(host.plugins().map(({ conformance }) => conformance)).toEqual([
      { passed: 0, total: 1, failed: [{ point: 'availability-policy', rule: 'one', why: 'It threw. Mend it.' }] },
      null,
    ]);
    expect((globalThis as { reportedRan?: true }).reportedRan).toBeUndefined();
  });

  test('two lone files of one id: the first of the configuration keeps it', async () => {
    for (const name of ['one', 'two']) writeFileSync(path.join(base, `${name}.mjs`), goodCode('same'));
    const { host } = makeHost({ baseDirectory: base });
    const report = await host.start(['./one.mjs', './two.mjs'].map((each) => ({ package: each, enabled: true })));
    expect(report.plugins).toMatchObject([
      { state: 'started' },
      { state: 'failed', problem: { code: 'duplicate_plugin' } },
    ]);
  });
});
