import type { PreparedStatement } from '@hailpoint/store';
import { matchKey } from '../address/match-key.js';
import { Worker } from '../workers/worker.js';
import { type StoredWebhook, storedWebhookColumns, webhookLeaseMs } from './stored-webhook.js';
import { type ReadWebhook, WebhookProcessor, type WebhookProcessorDependencies } from './webhook-processor.js';

/** Events that a node processes at the same time: a picture that comes slowly holds up nobody else's message. */
const atTheSameTime = 8;
const pollMs = 1_000;
/** With the waits of `backoffMs`, some hours: longer than a carrier's media or a plugin is usually away. Then it waits for a person. */
const attemptsBeforeParking = 60;

const claimStatement: PreparedStatement = {
  name: 'webhook-claim',
  text: `WITH due AS (
           SELECT id FROM webhook_events
            WHERE state = 'pending' AND due_at <= $1 AND (lease_until IS NULL OR lease_until < $1)
              AND id <> ALL ($4::uuid[])
            ORDER BY due_at, id LIMIT $3 FOR UPDATE SKIP LOCKED
         ), claimed AS (
           UPDATE webhook_events e SET lease_until = $2, attempts = e.attempts + 1 FROM due WHERE e.id = due.id RETURNING e.*
         )
         SELECT ${storedWebhookColumns} FROM claimed ORDER BY id`,
};

/**
 * Finds out what stored callbacks mean: receipts and inbound messages, each taken exactly once, several at the same time. On one node a
 * customer's messages are taken in the order in which they arrived; one that has to be tried again comes after those that went well, and
 * between nodes no order is promised. Receipts need none: their projection is the same in any order.
 */
export class WebhookWorker {
  readonly #dependencies: WebhookProcessorDependencies;
  readonly #processor: WebhookProcessor;
  readonly #worker: Worker;
  /** By event: what is slow is not taken a second time by its own node. */
  readonly #running = new Map<string, Promise<void>>();
  /** The last event of each customer that is under way. */
  readonly #lastOf = new Map<string, Promise<void>>();

  constructor(dependencies: WebhookProcessorDependencies) {
    this.#dependencies = dependencies;
    this.#processor = new WebhookProcessor(dependencies);
    this.#worker = new Worker({ name: 'webhooks', topic: 'webhooks', pollMs, run: () => this.#run(), ...dependencies });
  }

  start(): void {
    this.#worker.start();
  }

  /** Looks before the next poll. */
  wake(): void {
    this.#worker.wake();
  }

  async stop(): Promise<void> {
    await this.#worker.stop();
    await Promise.all(this.#running.values());
  }

  /** Starts what there is room for; whatever ends makes room, and has it look again. */
  async #run(): Promise<boolean> {
    const { store, clock } = this.#dependencies;
    const room = atTheSameTime - this.#running.size;
    if (room <= 0) return false;
    const now = clock.now();
    const leaseUntil = new Date(now.getTime() + webhookLeaseMs);
    const claimed = await store.execute<StoredWebhook>(claimStatement, [
      now,
      leaseUntil,
      room,
      [...this.#running.keys()],
    ]);
    for (const stored of claimed) this.#begin(stored);
    return false;
  }

  #begin(stored: StoredWebhook): void {
    const triesLeft = stored.attempts < attemptsBeforeParking;
    const run = this.#startInTurn(stored, triesLeft).catch((error: unknown) => {
      // The store did not answer: the lease ends, and the event is taken again.
      this.#dependencies.logger.error('A webhook event could not be marked', {
        event: stored.id,
        error: (error as Error).name,
      });
    });
    this.#running.set(stored.id, run);
    void run.finally(() => {
      this.#running.delete(stored.id);
      if (this.#running.size <= atTheSameTime / 2) this.#worker.wake();
    });
  }

  #startInTurn(stored: StoredWebhook, triesLeft: boolean): Promise<void> {
    let read: ReadWebhook;
    try {
      read = this.#processor.read(stored);
    } catch (error) {
      return this.#processor.setAside(stored, error, triesLeft);
    }
    const customers = customersOf(read);
    const earlier = customers.flatMap((customer) => this.#lastOf.get(customer) ?? []);
    const run = Promise.allSettled(earlier).then(() => this.#processor.process(read, triesLeft));
    for (const customer of customers) this.#lastOf.set(customer, run);
    const leave = () => {
      for (const customer of customers) if (this.#lastOf.get(customer) === run) this.#lastOf.delete(customer);
    };
    run.then(leave, leave);
    return run;
  }
}

/** Whose messages it brings. */
function customersOf({ provider, events }: ReadWebhook): readonly string[] {
  const { channel } = provider.instance;
  const written = events.filter((event) => event.kind === 'message');
  return [...new Set(written.map(({ from }) => `${channel} ${matchKey(channel, from)}`))];
}
