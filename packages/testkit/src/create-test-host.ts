import type { ExtensionPoint, HttpClient, PluginDefinition } from '@hailpoint/kernel';
import {
  createPluginHost,
  type ExtensionPoints,
  ManualTime,
  MemoryLogger,
  type PluginHost,
  type PluginSpec,
  type StartReport,
} from '@hailpoint/kernel/host';
import { FakeHttpClient } from './fake-http-client.js';
import { MemoryDirectory } from './memory-directory.js';
import { MemoryStorage } from './memory-storage.js';
import { TestHostError } from './test-host-error.js';
import { TestPublicUrls } from './test-public-urls.js';

/** A plugin under test, as the configuration file would list it. */
export interface TestPlugin extends Partial<Omit<PluginSpec, 'definition'>> {
  readonly definition: PluginDefinition;
}

export interface TestHostOptions {
  /** Definitions, or definitions with order, configuration and so on. */
  readonly plugins: readonly (PluginDefinition | TestPlugin)[];
  /** By plugin id; as written in a configuration file. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** What `${NAME}` reads. Default: nothing is set. */
  readonly environment?: Readonly<Record<string, string>>;
  /** What takes the place of a fake. */
  readonly services?: {
    readonly http?: HttpClient;
    readonly directory?: MemoryDirectory;
    readonly time?: ManualTime;
    readonly publicUrls?: (plugin: string) => TestPublicUrls;
  };
  /** For tests of a plugin that must not start: the report is then in the result. Default false: it is thrown. */
  readonly allowFailures?: boolean;
}

/** A host that runs plugins in process, with everything around them held by the test. */
export interface TestHost {
  readonly points: ExtensionPoints;
  readonly report: StartReport;
  /** Clock and timers. Nothing is late, and no circuit closes, until the test moves it. */
  readonly time: ManualTime;
  readonly logger: MemoryLogger;
  readonly directory: MemoryDirectory;
  /** The storage of one plugin; survives a stop and a new start. */
  storage(plugin: string): MemoryStorage;
  /** The one contribution to the point, or the one of the plugin that is named. For calling it directly, without guards. */
  contribution<C extends object>(point: ExtensionPoint<C>, plugin?: string): C;
  readonly host: PluginHost;
  /** Stops all plugins, their hooks included. */
  stop(): Promise<void>;
}

/**
 * Starts plugins the way an installation does: configuration checked, classes built, hooks run, contributions ordered and guarded.
 * @throws TestHostError when a plugin does not start
 */
export async function createTestHost(options: TestHostOptions): Promise<TestHost> {
  const { services = {} } = options;
  const time = services.time ?? new ManualTime();
  const logger = new MemoryLogger();
  const directory = services.directory ?? new MemoryDirectory();
  const storages = new Map<string, MemoryStorage>();
  const storage = (plugin: string): MemoryStorage => {
    const own = storages.get(plugin) ?? new MemoryStorage();
    storages.set(plugin, own);
    return own;
  };
  const host = createPluginHost({
    services: {
      logger,
      clock: time,
      http: services.http ?? new FakeHttpClient(refuseRequests),
      directory,
      storage,
      publicUrls: services.publicUrls ?? ((plugin) => new TestPublicUrls(plugin)),
    },
    baseDirectory: process.cwd(),
    environment: options.environment ?? {},
    timers: time,
  });
  const report = await host.start(options.plugins.map((plugin) => toSpec(plugin, options.config ?? {})));
  const hasFailed = report.plugins.some(({ state }) => state === 'failed');
  if (hasFailed && options.allowFailures !== true) {
    await host.stopAll();
    throw new TestHostError(report);
  }
  return {
    points: host.points,
    report,
    time,
    logger,
    directory,
    storage,
    contribution: (point, plugin) => onlyContribution(host.points, point, plugin),
    host,
    stop: async () => {
      await host.stopAll();
    },
  };
}

function toSpec(plugin: PluginDefinition | TestPlugin, config: Readonly<Record<string, unknown>>): PluginSpec {
  const spec = 'definition' in plugin ? plugin : { definition: plugin };
  const { id } = spec.definition;
  return { package: id, enabled: true, config: config[id], ...spec };
}

function onlyContribution<C extends object>(points: ExtensionPoints, point: ExtensionPoint<C>, plugin?: string): C {
  const found = points.contributions(point).filter((each) => plugin === undefined || each.plugin === plugin);
  const [only] = found;
  if (only !== undefined && found.length === 1) return only.instance;
  const from = plugin === undefined ? '' : ` of the plugin "${plugin}"`;
  throw new RangeError(`There are ${found.length} contributions${from} to "${point.id}"; one was expected.`);
}

function refuseRequests(): never {
  throw new Error('The test host has no network. Pass services: { http: new FakeHttpClient(...) }.');
}
