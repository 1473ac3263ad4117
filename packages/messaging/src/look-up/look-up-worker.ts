import { ChannelProvider, type Clock, type Logger } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import { newId, type Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { Worker } from '../workers/worker.js';
import { claimLookUps } from './claim-look-ups.js';
import { type LookUpDependencies, lookUp } from './look-up.js';
import { expectForgotten, markImpossible } from './open-look-ups.js';

export interface LookUpWorkerDependencies extends LookUpDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly live: LiveEventBus;
  readonly clock: Clock;
  readonly logger: Logger;
}

/** Few, because a carrier that just failed is asked. */
const parallel = 8;
const pollMs = 1_000;
/** What no transaction has noted, such as messages from before look-ups were written down, is found this often. Milliseconds. */
const forgottenEveryMs = 60_000;

/** Finds out what became of attempts whose outcome is unknown: asks the carrier, and writes down what follows. */
export class LookUpWorker {
  readonly #dependencies: LookUpWorkerDependencies;
  readonly #owner = newId();
  readonly #worker: Worker;
  #foundForgottenAt: Date | null = null;

  constructor(dependencies: LookUpWorkerDependencies) {
    this.#dependencies = dependencies;
    this.#worker = new Worker({ name: 'look-up', pollMs, run: () => this.#run(), ...dependencies });
  }

  start(): void {
    this.#worker.start();
  }

  /** Waits for the questions that are under way. */
  stop(): Promise<void> {
    return this.#worker.stop();
  }

  async #run(): Promise<boolean> {
    const { store, live, clock, points, logger } = this.#dependencies;
    const now = clock.now();
    if (this.#foundForgottenAt === null || now.getTime() - this.#foundForgottenAt.getTime() >= forgottenEveryMs) {
      this.#foundForgottenAt = now;
      await expectForgotten(store, now);
    }
    const providers = points.listening(ChannelProvider);
    const able = providers.filter(({ instance }) => instance.lookUp);
    const named = (some: readonly ActiveContribution<ChannelProvider>[]) =>
      some.map(({ plugin, instance }) => ({ plugin, channel: instance.channel }));
    await markImpossible(store, live, named(providers.filter(({ instance }) => !instance.lookUp)), now);
    if (able.length === 0) return false;
    const claimed = await claimLookUps(store, { now, providers: named(able), owner: this.#owner, limit: parallel });
    await Promise.all(
      claimed.map(async (one) => {
        try {
          const settled = await lookUp(this.#dependencies, one, { owner: this.#owner, userId: null });
          logger.info('Message looked up', { message: one.message_id, attempt: one.attempt, next: settled.next });
        } catch (error) {
          // The lease runs out, and it is asked again.
          logger.error('A look-up could not be stored', { message: one.message_id, error: (error as Error).name });
        }
      }),
    );
    return claimed.length === parallel;
  }
}
