import type { ReportProblem } from '../problem-reporter.js';
import type { PreparedStatement, WakeTopic } from '../store.js';
import { packWakeMessages } from './wake-message.js';

/** What comes within this time, in milliseconds, travels together. */
const COALESCE_MS = 5;

/**
 * A notification's own transaction. Its commit need not wait for the disk: while it waited it would hold the
 * database-wide lock of NOTIFY, and a wake-up lost in a crash is one that polling makes good.
 */
const NOTIFY: PreparedStatement = {
  name: 'store_notify',
  text: `SELECT set_config('synchronous_commit', 'off', true), pg_notify($1, $2)`,
};

/** The name of a topic's channel in the database. */
export function notifyChannel(topic: WakeTopic): string {
  return `hailpoint_${topic}`;
}

type Execute = (statement: PreparedStatement, values: readonly unknown[]) => Promise<unknown>;

/** Tells the other nodes, coalesced, one round at a time. A failure is reported and forgotten: polling is the truth. */
export class WakeSender {
  private readonly waiting = new Map<WakeTopic, Set<string>>();
  private round: Promise<void> | null = null;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly origin: string,
    private readonly execute: Execute,
    private readonly report: ReportProblem,
  ) {}

  add(topic: WakeTopic, payload: string): void {
    const payloads = this.waiting.get(topic) ?? new Set<string>();
    payloads.add(payload);
    this.waiting.set(topic, payloads);
    this.schedule();
  }

  /** Sends what waits, and comes back when all is sent. */
  async flush(): Promise<void> {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
    while (this.round || this.waiting.size > 0) {
      this.round ??= this.send();
      await this.round;
    }
  }

  private schedule(): void {
    if (this.timer || this.round) return;
    this.timer = setTimeout(() => {
      this.timer = null;
      this.round ??= this.send();
    }, COALESCE_MS);
  }

  private async send(): Promise<void> {
    const batch = [...this.waiting];
    this.waiting.clear();
    try {
      for (const [topic, payloads] of batch) {
        for (const message of packWakeMessages(this.origin, payloads)) {
          await this.execute(NOTIFY, [notifyChannel(topic), message]);
        }
      }
    } catch (problem) {
      this.report('The other nodes could not be woken; they find the work by polling', problem);
    }
    this.round = null;
    if (this.waiting.size > 0) this.schedule();
  }
}
