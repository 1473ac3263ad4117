import type { PreparedStatement } from '@hailpoint/store';
import { matchKey } from '../address/match-key.js';
import { readKeyword } from '../consent/keywords/read-keyword.js';
import { Slots } from '../workers/slots.js';
import { Worker } from '../workers/worker.js';
import { type StoredWebhook, storedWebhookColumns, webhookLeaseMs } from './stored-webhook.js';
import { type ReadWebhook, WebhookProcessor, type WebhookProcessorDependencies } from './webhook-processor.js';

/** Events that a node processes at the same time. */
const atTheSameTime = 8;
/** Of these, events that bring pictures: however slowly those come, receipts, texts and keywords go on beside them. */
const withPictures = 4;
/** Events that a node has taken at most: those that wait for their turn use no slot, and the next ones may be anybody's. */
const takenAtMost = 500;
const pollMs = 1_000;
/** Milliseconds between renewals of the leases of what has been taken. */
const renewEveryMs = webhookLeaseMs / 3;
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

const renewStatement: PreparedStatement = {
  name: 'webhook-renew',
  text: `UPDATE webhook_events e SET lease_until = $1 FROM unnest($2::uuid[], $3::integer[]) AS taken (id, attempts)
          WHERE e.id = taken.id AND e.attempts = taken.attempts AND e.state = 'pending' AND e.lease_until IS NOT NULL`,
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
  readonly #running = new Map<string, { readonly attempts: number; readonly run: Promise<void> }>();
  /** The last event of each customer that is under way. */
  readonly #lastOf = new Map<string, Promise<void>>();
  readonly #slots = new Slots(atTheSameTime);
  readonly #pictureSlots = new Slots(withPictures);
  #renewedAt = new Date(0);
  #stopping = false;

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

  /** What is being processed is finished; what waits for its turn is put back. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await this.#worker.stop();
    await Promise.all([...this.#running.values()].map(({ run }) => run));
  }

  /** Takes what there is room for; whatever ends makes room, and has it look again. What only waits for its turn leaves room for others. */
  async #run(): Promise<boolean> {
    const { store, clock } = this.#dependencies;
    await this.#renew(clock.now());
    const room = Math.min(this.#slots.free, takenAtMost - this.#running.size);
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
    return claimed.length === room && this.#slots.free > 0;
  }

  /** What waits for its turn, or for a picture, is not for other nodes. */
  async #renew(now: Date): Promise<void> {
    if (this.#running.size === 0 || Math.abs(now.getTime() - this.#renewedAt.getTime()) < renewEveryMs) return;
    this.#renewedAt = now;
    await this.#dependencies.store.execute(renewStatement, [
      new Date(now.getTime() + webhookLeaseMs),
      [...this.#running.keys()],
      [...this.#running.values()].map(({ attempts }) => attempts),
    ]);
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
    this.#running.set(stored.id, { attempts: stored.attempts, run });
    void run.finally(() => {
      this.#running.delete(stored.id);
      if (this.#slots.free >= atTheSameTime / 2) this.#worker.wake();
    });
  }

  #startInTurn(stored: StoredWebhook, triesLeft: boolean): Promise<void> {
    let read: ReadWebhook;
    try {
      read = this.#processor.read(stored);
    } catch (error) {
      return this.#slots.use(() => this.#processor.setAside(stored, error, triesLeft));
    }
    const customers = customersOf(read);
    const earlier = customers.flatMap((customer) => this.#lastOf.get(customer) ?? []);
    const run =
      earlier.length === 0
        ? this.#inSlot(read, triesLeft)
        : Promise.allSettled(earlier).then(() => this.#inSlot(read, triesLeft));
    for (const customer of customers) this.#lastOf.set(customer, run);
    const leave = () => {
      for (const customer of customers) if (this.#lastOf.get(customer) === run) this.#lastOf.delete(customer);
    };
    run.then(leave, leave);
    return run;
  }

  #inSlot(read: ReadWebhook, triesLeft: boolean): Promise<void> {
    const process = () =>
      this.#slots.use(() =>
        this.#stopping ? this.#processor.putBack(read.stored) : this.#processor.process(read, triesLeft),
      );
    return mayBeSlow(read) ? this.#pictureSlots.use(process) : process();
  }
}

/** Whether it waits for pictures. A keyword has consequences at once, so what comes with it makes it no slower than others. */
function mayBeSlow({ events }: ReadWebhook): boolean {
  return events.some(
    (event) =>
      event.kind === 'message' && event.media.length > 0 && (event.consentKeyword ?? readKeyword(event.body)) === null,
  );
}

/** Whose messages it brings. */
function customersOf({ provider, events }: ReadWebhook): readonly string[] {
  const { channel } = provider.instance;
  const written = events.filter((event) => event.kind === 'message');
  return [...new Set(written.map(({ from }) => `${channel} ${matchKey(channel, from)}`))];
}
