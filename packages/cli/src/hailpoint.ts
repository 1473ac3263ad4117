import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from '@hailpoint/kernel';
import { createPluginHost, type PluginHost, type StartReport, SystemClock } from '@hailpoint/kernel/host';
import {
  createHostServices,
  createMessaging,
  followSenderGroups,
  importDemoData,
  type Messaging,
  type MessagingSettings,
  PluginAdministration,
  type PluginService,
  updateMatchKeys,
} from '@hailpoint/messaging';
import { createLogger, createServer, type HailpointServer } from '@hailpoint/server';
import { type Configuration, pluginFile, watchConfiguration } from '@hailpoint/server/configuration';
import { openStore, type Store } from '@hailpoint/store';
import { ensureAdmin } from './ensure-admin.js';
import { handsetUrlOf } from './handset-url.js';
import { readDemoData } from './read-demo-data.js';
import { storeLocation } from './store-location.js';

export interface OpenOptions {
  /** Loads what is switched on. Without it only the database is opened. */
  readonly plugins: boolean;
  /** Answers HTTP and runs the workers. */
  readonly serve: boolean;
  readonly environment: NodeJS.ProcessEnv;
}

/** The whole house, put together. */
export interface Hailpoint {
  readonly configuration: Configuration;
  readonly store: Store;
  readonly host: PluginHost;
  readonly report: StartReport | null;
  readonly messaging: Messaging;
  readonly plugins: PluginService;
  readonly server: HailpointServer | null;
  readonly logger: Logger;
  /** Where a browser reaches it, without a trailing slash. */
  baseUrl(): string;
  /** Where the simulated carrier shows its handsets; `null` while it is off. */
  handsetUrl(): string | null;
  /** Takes nothing new, finishes what is under way, closes everything in reverse order. */
  close(): Promise<void>;
}

const workspaceDirectory = join(
  dirname(fileURLToPath(import.meta.resolve('@hailpoint/workspace/package.json'))),
  'dist',
);

/** Opens database, plugins, domain and server, in this order; whatever was opened is closed again when a later step fails. */
export async function openHailpoint(configuration: Configuration, options: OpenOptions): Promise<Hailpoint> {
  const closers: (() => Promise<unknown>)[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const logger = createLogger({ level: configuration.logLevel });
    const clock = new SystemClock();
    const store = await openStore({ ...storeLocation(configuration.database), logger });
    closers.push(() => store.close());
    await updateMatchKeys({ store, logger, at: clock.now() });

    let server: HailpointServer | null = null;
    let { channels } = configuration;
    const localUrl = () => server?.url ?? configuredUrl(configuration);
    const settings: MessagingSettings = {
      ...(configuration.defaultCountry === null ? {} : { defaultCountry: configuration.defaultCountry }),
      ...(configuration.server.publicUrl === null ? {} : { publicUrl: configuration.server.publicUrl }),
      localUrl,
      // Of the file as it is now.
      get channels() {
        return channels;
      },
      ...(configuration.followUps === null ? {} : { followUps: configuration.followUps }),
      workers: options.serve,
    };
    const hostServices = createHostServices(store, settings, clock);
    const host = createPluginHost({
      services: { logger, clock, ...hostServices },
      baseDirectory: dirname(configuration.file),
      environment: options.environment,
    });
    closers.push(() => host.stopAll());
    const plugins = new PluginAdministration({ store, host, clock, logger, file: pluginFile(configuration) });
    const report = options.plugins ? await plugins.start() : null;

    const messaging = createMessaging({ store, points: host.points, clock, logger, settings });
    closers.push(() => messaging.stop());
    if (configuration.demoData === null) await ensureAdmin(store, clock.now());
    if (options.plugins && configuration.demoData !== null) {
      await importDemoData({ store, points: host.points, clock }, readDemoData(configuration.demoData));
    }

    const handsetUrl = await handsetUrlOf(hostServices, host);
    if (options.serve) {
      closers.push(() => plugins.stop());
      server = await createServer({
        messaging,
        plugins,
        host,
        configuration,
        logger,
        isReady: async () => {
          await store.ping();
          return true;
        },
        ...(existsSync(workspaceDirectory) ? { workspaceDirectory } : {}),
        handsetUrl,
      });
      closers.push(() => server?.close() ?? Promise.resolve());
      await followSenderGroups(store, host.points);
      await server.listen();
      messaging.start();
      plugins.follow();
      const unwatch = watchConfiguration(
        configuration,
        { environment: options.environment },
        {
          async changed(present, restartFor) {
            await plugins.useFile(pluginFile(present), restartFor, () => {
              channels = present.channels;
            });
          },
          refused: (problem) => plugins.refuseFile(problem),
          failed: (error) => logger.error('configuration file could not be followed', { error: (error as Error).name }),
        },
      );
      closers.push(async () => unwatch());
    }
    return {
      configuration,
      store,
      host,
      report,
      messaging,
      plugins,
      server,
      logger,
      handsetUrl,
      baseUrl: () => configuration.server.publicUrl ?? localUrl(),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Before the server listens, and in commands that run without one. */
function configuredUrl({ server }: Configuration): string {
  return `http://${server.host === '0.0.0.0' || server.host === '::' ? 'localhost' : server.host}:${server.port}`;
}
