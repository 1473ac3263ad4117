import pg from 'pg';
import type { ReportProblem } from '../problem-reporter.js';
import type { WakeTopic } from '../store.js';
import type { PostgresqlLocation } from '../store-options.js';
import { unpackWakeMessage } from './wake-message.js';
import { notifyChannel } from './wake-sender.js';

const TOPICS: readonly WakeTopic[] = ['outbox', 'webhooks', 'turns', 'plugins', 'live'];
const FIRST_BACKOFF_MS = 100;
const MOST_BACKOFF_MS = 10_000;
/** How often the line is tried, in milliseconds: a network may drop an idle connection without a word. */
const HEARTBEAT_MS = 30_000;

export interface WakeReceiverOptions {
  readonly location: PostgresqlLocation;
  /** Messages of this origin are our own: this process was told when they were sent. */
  readonly origin: string;
  readonly hear: (topic: WakeTopic, payload: string) => void;
  readonly report: ReportProblem;
}

/** The one connection, outside the pool, that hears the other nodes. It comes back by itself when it is lost. */
export class WakeReceiver {
  private client: pg.Client | null = null;
  private timer: NodeJS.Timeout | null = null;
  private backoff = FIRST_BACKOFF_MS;
  private stopped = false;
  private connecting: Promise<void> | null = null;

  constructor(private readonly options: WakeReceiverOptions) {}

  /** Comes back when it hears. */
  async start(): Promise<void> {
    await this.connect();
  }

  async stop(): Promise<void> {
    this.stopped = true;
    if (this.timer) clearTimeout(this.timer);
    await this.connecting?.catch(() => {});
    const client = this.client;
    this.client = null;
    await client?.end().catch(() => {});
  }

  /** The process id of its session in the database server; null while it is lost. */
  get sessionId(): number | null {
    return (this.client as { processID?: number | null } | null)?.processID ?? null;
  }

  private async connect(): Promise<void> {
    const { location } = this.options;
    const client = new pg.Client({
      connectionString: location.url,
      application_name: `${location.applicationName ?? 'hailpoint'} wake-ups`,
      connectionTimeoutMillis: 10_000,
      query_timeout: 10_000,
      keepAlive: true,
    });
    client.on('notification', ({ channel, payload }) => this.hear(channel, payload ?? ''));
    client.on('error', (problem) => this.lost(client, problem));
    client.on('end', () => this.lost(client, new Error('the connection ended')));
    try {
      await client.connect();
      await client.query(TOPICS.map((topic) => `LISTEN ${notifyChannel(topic)}`).join('; '));
    } catch (problem) {
      client.end().catch(() => {});
      throw problem;
    }
    this.client = client;
    this.backoff = FIRST_BACKOFF_MS;
    this.beat(client);
  }

  private hear(channel: string, text: string): void {
    const topic = TOPICS.find((each) => notifyChannel(each) === channel);
    const message = unpackWakeMessage(text);
    if (!topic || !message || message.origin === this.options.origin) return;
    for (const payload of message.payloads) this.options.hear(topic, payload);
  }

  private lost(client: pg.Client, problem: Error): void {
    if (this.client !== client) return;
    this.client = null;
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    client.end().catch(() => {});
    if (this.stopped) return;
    this.options.report('The connection that hears wake-ups was lost; connecting again', problem);
    this.connectLater();
  }

  private connectLater(): void {
    const wait = this.backoff * (0.5 + Math.random() / 2);
    this.backoff = Math.min(this.backoff * 2, MOST_BACKOFF_MS);
    this.timer = setTimeout(() => {
      this.timer = null;
      this.connecting = this.connectAgain();
    }, wait);
  }

  private async connectAgain(): Promise<void> {
    try {
      await this.connect();
    } catch (problem) {
      this.options.report('The connection that hears wake-ups could not be made', problem);
      if (!this.stopped) this.connectLater();
      return;
    }
    // What was told while nobody heard: look at everything.
    if (!this.stopped) for (const topic of TOPICS) this.options.hear(topic, '');
  }

  private beat(client: pg.Client): void {
    this.timer = setTimeout(async () => {
      try {
        await client.query('SELECT 1');
        if (this.client === client && !this.stopped) this.beat(client);
      } catch (problem) {
        this.lost(client, problem as Error);
      }
    }, HEARTBEAT_MS);
    this.timer.unref();
  }
}
