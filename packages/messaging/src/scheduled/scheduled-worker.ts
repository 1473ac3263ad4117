import type { Logger } from '@hailpoint/kernel';
import { newId } from '@hailpoint/store';
import type { SendDependencies } from '../send/send-dependencies.js';
import { Worker } from '../workers/worker.js';
import { claimScheduled, releaseAbandoned } from './claim-scheduled.js';
import { fireScheduled } from './fire-scheduled.js';

/** Sends that run at the same time on one node. */
const parallelSends = 8;
/** Longer than all that plugins may take for one send, thrice. */
const leaseMs = 60_000;
const pollMs = 1_000;

/** Sends scheduled messages when their moment has come. Nothing wakes it: moments are to the second, and it looks every second. */
export class ScheduledWorker {
  readonly #dependencies: SendDependencies & { readonly logger: Logger };
  readonly #owner = newId();
  readonly #worker: Worker;

  constructor(dependencies: SendDependencies & { readonly logger: Logger }) {
    this.#dependencies = dependencies;
    this.#worker = new Worker({ name: 'scheduled', pollMs, run: () => this.look(), ...dependencies });
  }

  start(): void {
    this.#worker.start();
  }

  /** Takes nothing new and waits for what is under way. */
  stop(): Promise<void> {
    return this.#worker.stop();
  }

  /** One look. Answers whether there may be more. */
  async look(): Promise<boolean> {
    const { store, clock } = this.#dependencies;
    const now = clock.now();
    // The embedded database has one process, and we are it.
    await releaseAbandoned(store, now, store.kind === 'embedded' ? this.#owner : undefined);
    const claimed = await claimScheduled(store, { now, owner: this.#owner, leaseMs, limit: parallelSends });
    await Promise.all(claimed.map((one) => fireScheduled(this.#dependencies, one, this.#owner)));
    return claimed.length > 0;
  }
}
