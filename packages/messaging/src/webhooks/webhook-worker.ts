import type { ChannelEvent, Clock, Logger, WebhookRequest } from '@hailpoint/kernel';
import { ChannelProvider } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { backoffMs } from '../delivery/backoff.js';
import { Worker } from '../workers/worker.js';
import { ProviderOffError } from './provider-off-error.js';
import type { TakeChannelEvent } from './take-channel-event.js';
import { WebhookParkedError } from './webhook-parked-error.js';

export interface WebhookWorkerDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly take: TakeChannelEvent;
}

interface StoredWebhook {
  readonly id: string;
  readonly plugin_id: string;
  readonly contribution: string;
  readonly request: Omit<WebhookRequest, 'body'>;
  readonly body: Uint8Array;
  readonly attempts: number;
  readonly received_at: Date;
}

/** Few, because they share a lease and are processed one after another. */
const batch = 5;
/** After a node has died, its events wait so long. A slow node that loses a lease loses nothing: events are taken once, and only the holder marks them. */
const leaseMs = 30_000;
const pollMs = 1_000;
/** With the waits of `backoffMs`, some hours: longer than a carrier's media or a plugin is usually away. Then it waits for a person. */
const attemptsBeforeParking = 60;

/** Finds out what stored callbacks mean: receipts and inbound messages, each taken exactly once. */
export class WebhookWorker {
  readonly #dependencies: WebhookWorkerDependencies;
  readonly #worker: Worker;

  constructor(dependencies: WebhookWorkerDependencies) {
    this.#dependencies = dependencies;
    this.#worker = new Worker({ name: 'webhooks', topic: 'webhooks', pollMs, run: () => this.#run(), ...dependencies });
  }

  start(): void {
    this.#worker.start();
  }

  /** Looks before the next poll. */
  wake(): void {
    this.#worker.wake();
  }

  stop(): Promise<void> {
    return this.#worker.stop();
  }

  async #run(): Promise<boolean> {
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    const events = await store.execute<StoredWebhook>(
      {
        name: 'webhook-claim',
        text: `WITH due AS (
                 SELECT id FROM webhook_events
                  WHERE state = 'pending' AND due_at <= $1 AND (lease_until IS NULL OR lease_until < $1)
                  ORDER BY due_at, id LIMIT ${batch} FOR UPDATE SKIP LOCKED
               ), claimed AS (
                 UPDATE webhook_events e SET lease_until = $2, attempts = e.attempts + 1 FROM due WHERE e.id = due.id RETURNING e.*
               )
               SELECT id, plugin_id, contribution, request, body, attempts, received_at FROM claimed ORDER BY id`,
      },
      [now, new Date(now.getTime() + leaseMs)],
    );
    for (const event of events) await this.#process(event);
    return events.length === batch;
  }

  async #process(event: StoredWebhook): Promise<void> {
    const { store, clock, logger, take } = this.#dependencies;
    try {
      const provider = this.#providerOf(event);
      for (const channelEvent of this.#parse(provider, event)) await take(provider, channelEvent, event.received_at);
      await store.execute(
        {
          name: 'webhook-done',
          text: `UPDATE webhook_events SET state = 'processed', lease_until = NULL, problem = NULL, processed_at = $2
                  WHERE id = $1 AND state = 'pending' AND attempts = $3`,
        },
        [event.id, clock.now(), event.attempts],
      );
    } catch (error) {
      const { name, message } = error as Error;
      const park = error instanceof WebhookParkedError || event.attempts >= attemptsBeforeParking;
      // Only our own errors promise to hold no address and no text.
      const problem = error instanceof WebhookParkedError ? message : name;
      logger.warn(park ? 'Webhook event parked' : 'Webhook event failed and is tried again', {
        event: event.id,
        plugin: event.plugin_id,
        problem,
      });
      await store.execute(
        {
          name: 'webhook-failed',
          text: `UPDATE webhook_events SET state = $2, lease_until = NULL, problem = $3, due_at = $4
                  WHERE id = $1 AND state = 'pending' AND attempts = $5`,
        },
        [
          event.id,
          park ? 'parked' : 'pending',
          problem,
          new Date(clock.now().getTime() + backoffMs(event.attempts, undefined)),
          event.attempts,
        ],
      );
    }
  }

  #providerOf(event: StoredWebhook): ActiveContribution<ChannelProvider> {
    const providers = this.#dependencies.points.contributions(ChannelProvider);
    const provider = providers.find(
      ({ plugin, contribution }) => plugin === event.plugin_id && contribution === event.contribution,
    );
    // Tried again for hours: a plugin that is switched on again takes up what came before.
    if (!provider) throw new ProviderOffError();
    return provider;
  }

  #parse(provider: ActiveContribution<ChannelProvider>, { request, body }: StoredWebhook): readonly ChannelEvent[] {
    return provider.instance.parse({ ...request, body });
  }
}
