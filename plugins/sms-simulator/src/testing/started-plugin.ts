import { type CallContext, Lifecycle, Logger, PublicUrls, Storage } from '@hailpoint/kernel';
import { SimulatedCarrier } from '../simulated-carrier.js';
import { SimulatorSmsProvider } from '../simulator-sms-provider.js';
import { SmsSimulatorConfig } from '../sms-simulator-config.js';
import { LoopbackHttpClient } from './loopback-http-client.js';
import { WebhookServer } from './webhook-server.js';

class TestLifecycle extends Lifecycle {
  readonly starts: (() => void | Promise<void>)[] = [];
  readonly stops: (() => void | Promise<void>)[] = [];
  readonly stopping = new AbortController().signal;
  onStart(start: () => void | Promise<void>): void {
    this.starts.push(start);
  }
  onStop(stop: () => void | Promise<void>): void {
    this.stops.unshift(stop);
  }
  own(): void {}
}

class TestStorage extends Storage {
  readonly values = new Map<string, unknown>();
  async get<T>(key: string): Promise<T | undefined> {
    return this.values.get(key) as T | undefined;
  }
  async set(key: string, value: unknown): Promise<void> {
    this.values.set(key, value);
  }
  async delete(key: string): Promise<void> {
    this.values.delete(key);
  }
  async keys(): Promise<string[]> {
    return [...this.values.keys()];
  }
}

class TestLogger extends Logger {
  readonly lines: string[] = [];
  debug(message: string): void {
    this.lines.push(message);
  }
  info(message: string): void {
    this.lines.push(message);
  }
  warn(message: string): void {
    this.lines.push(message);
  }
  error(message: string): void {
    this.lines.push(message);
  }
}

class TestPublicUrls extends PublicUrls {
  readonly isPublic = false;
  constructor(readonly base: string) {
    super();
  }
  webhook(path: string): string {
    return this.base + path;
  }
}

export interface StartedPlugin {
  readonly provider: SimulatorSmsProvider;
  readonly carrier: SimulatedCarrier;
  readonly webhooks: WebhookServer;
  readonly storage: TestStorage;
  readonly logger: TestLogger;
  readonly context: CallContext;
  stop(): Promise<void>;
}

/** The plugin's classes on small host services, started, with a server for their callbacks. */
export async function startPlugin(config: Partial<SmsSimulatorConfig> = {}): Promise<StartedPlugin> {
  const senders = [{ address: '+12025550100', name: 'Support' }];
  const settings = Object.assign(new SmsSimulatorConfig(), { senders, handsetPort: 0 }, config);
  const webhooks = await WebhookServer.start();
  const [http, storage, logger, lifecycle] = [
    new LoopbackHttpClient(),
    new TestStorage(),
    new TestLogger(),
    new TestLifecycle(),
  ];
  const publicUrls = new TestPublicUrls(webhooks.url);
  const carrier = new SimulatedCarrier(settings, http, publicUrls, storage, logger, lifecycle);
  const provider = new SimulatorSmsProvider(settings, carrier, http);
  webhooks.provider = provider;
  try {
    for (const start of lifecycle.starts) await start();
  } catch (error) {
    await webhooks.close();
    throw error;
  }
  return {
    provider,
    carrier,
    webhooks,
    storage,
    logger,
    context: { signal: new AbortController().signal, logger },
    async stop() {
      for (const stop of lifecycle.stops) await stop();
      await webhooks.close();
    },
  };
}
