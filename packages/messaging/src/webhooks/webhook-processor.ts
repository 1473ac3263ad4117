import { type ChannelEvent, ChannelProvider, type Clock, type Logger, PartlyUnreadableError } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import type { PreparedStatement, Store } from '@hailpoint/store';
import { backoffMs } from '../delivery/backoff.js';
import { ProviderOffError } from './provider-off-error.js';
import type { StoredWebhook } from './stored-webhook.js';
import type { TakeChannelEvent } from './take-channel-event.js';
import { WebhookParkedError } from './webhook-parked-error.js';
import { WebhookProblemError } from './webhook-problem-error.js';

/** Takings of an event that wait for its pictures: with the waits of `backoffMs` some seconds. Then agents get the customer's words without. */
const takingsThatWaitForMedia = 3;

export interface WebhookProcessorDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly take: TakeChannelEvent;
}

/** A stored event with what its provider reads in it. */
export interface ReadWebhook {
  readonly stored: StoredWebhook;
  readonly provider: ActiveContribution<ChannelProvider>;
  readonly events: readonly ChannelEvent[];
  /** Whether it holds more, which its provider cannot read. */
  readonly partlyUnreadable: boolean;
}

const doneStatement: PreparedStatement = {
  name: 'webhook-done',
  text: `UPDATE webhook_events SET state = 'processed', lease_until = NULL, problem = NULL, problem_code = NULL, processed_at = $2
          WHERE id = $1 AND state = 'pending' AND attempts = $3`,
};
const putBackStatement: PreparedStatement = {
  name: 'webhook-put-back',
  text: `UPDATE webhook_events SET lease_until = NULL, attempts = attempts - 1 WHERE id = $1 AND state = 'pending' AND attempts = $2`,
};
const failedStatement: PreparedStatement = {
  name: 'webhook-failed',
  text: `UPDATE webhook_events SET state = $2, lease_until = NULL, problem = $3, problem_code = $6, due_at = $4
          WHERE id = $1 AND state = 'pending' AND attempts = $5`,
};

/** Carries out what a stored event says, each receipt and each message exactly once, and marks the event. */
export class WebhookProcessor {
  readonly #dependencies: WebhookProcessorDependencies;

  constructor(dependencies: WebhookProcessorDependencies) {
    this.#dependencies = dependencies;
  }

  /**
   * @throws ProviderOffError
   * @throws WebhookParkedError when the provider cannot read it: reading is pure, so another try would say the same.
   */
  read(stored: StoredWebhook): ReadWebhook {
    const provider = this.#dependencies.points
      .listening(ChannelProvider)
      .find(({ plugin, contribution }) => plugin === stored.plugin_id && contribution === stored.contribution);
    if (!provider) throw new ProviderOffError();
    try {
      const events = provider.instance.parse({ ...stored.request, body: stored.body });
      return { stored, provider, events, partlyUnreadable: false };
    } catch (error) {
      const events = PartlyUnreadableError.eventsIn(error);
      if (events.length === 0) throw new WebhookParkedError('unreadable');
      return { stored, provider, events, partlyUnreadable: true };
    }
  }

  /** Never throws for what is in the event. */
  async process({ stored, provider, events, partlyUnreadable }: ReadWebhook, triesLeft: boolean): Promise<void> {
    const waitsForMedia = triesLeft && stored.attempts <= takingsThatWaitForMedia;
    const failures: unknown[] = partlyUnreadable ? [new WebhookParkedError('unreadable')] : [];
    for (const event of events) {
      try {
        await this.#dependencies.take(provider, event, stored.received_at, waitsForMedia);
      } catch (error) {
        // The others are taken all the same: a STOP may be among them. The whole is taken again, which changes nothing of what went well.
        failures.push(error);
      }
    }
    if (failures.length > 0) return this.setAside(stored, mostHopeful(failures), triesLeft);
    await this.#dependencies.store.execute(doneStatement, [stored.id, this.#dependencies.clock.now(), stored.attempts]);
  }

  /** Was not begun: whoever looks next takes it. */
  async putBack(stored: StoredWebhook): Promise<void> {
    await this.#dependencies.store.execute(putBackStatement, [stored.id, stored.attempts]);
  }

  /** Not processed: tried again later, or parked when no try is left or none can help. */
  async setAside(stored: StoredWebhook, error: unknown, triesLeft: boolean): Promise<void> {
    const { store, clock, logger } = this.#dependencies;
    const park = error instanceof WebhookParkedError || !triesLeft;
    // Only our own errors promise to hold no address and no text.
    const problem = error instanceof WebhookProblemError ? error.message : (error as Error).name;
    const code = error instanceof WebhookProblemError ? error.code : 'failed';
    logger.warn(park ? 'Webhook event parked' : 'Webhook event failed and is tried again', {
      event: stored.id,
      plugin: stored.plugin_id,
      code,
      problem,
    });
    const dueAt = new Date(clock.now().getTime() + backoffMs(stored.attempts, undefined));
    const state = park ? 'parked' : 'pending';
    await store.execute(failedStatement, [stored.id, state, problem, dueAt, stored.attempts, code]);
  }
}

/** One that another try may mend, if there is one: what waits for a person can wait for that too. */
function mostHopeful(failures: readonly unknown[]): unknown {
  return failures.find((failure) => !(failure instanceof WebhookParkedError)) ?? failures[0];
}
