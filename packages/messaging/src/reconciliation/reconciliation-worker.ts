import { ChannelProvider, type Clock, type Logger } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { newId, type Store } from '@hailpoint/store';
import type { TakeChannelEvent } from '../webhooks/take-channel-event.js';
import { Worker } from '../workers/worker.js';
import { CarrierNotAskedError, ComparisonLostError, compareWithCarrier } from './compare-with-carrier.js';
import { comparedProviders } from './compared-providers.js';
import { planReconciliation } from './plan-reconciliations.js';
import { claimReconciliation, endReconciliation, keepFindings } from './reconciliation-lease.js';
import type { ClaimedReconciliation } from './reconciliation-row.js';

export interface ReconciliationDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly take: TakeChannelEvent;
}

const pollMs = 60_000;

/** Once a day, and when asked: compares what each carrier that can list it knows with what we know. One comparison at a time on one node. */
export class ReconciliationWorker {
  readonly #dependencies: ReconciliationDependencies;
  readonly #owner = newId();
  readonly #worker: Worker;

  constructor(dependencies: ReconciliationDependencies) {
    this.#dependencies = dependencies;
    this.#worker = new Worker({ name: 'reconciliation', pollMs, run: () => this.#run(), ...dependencies });
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
    const { store, clock, points } = this.#dependencies;
    const providers = comparedProviders(points);
    if (providers.length === 0) return false;
    for (const provider of providers) await planReconciliation(store, { provider, now: clock.now() });
    const claimed = await claimReconciliation(store, { now: clock.now(), owner: this.#owner, providers });
    if (!claimed) return false;
    await this.#compare(claimed);
    return true;
  }

  async #compare(claimed: ClaimedReconciliation): Promise<void> {
    const { store, points, clock, logger, take } = this.#dependencies;
    const { id, plugin_id, contribution } = claimed;
    const now = () => clock.now();
    const owner = this.#owner;
    const end = (problem: string | null) => endReconciliation(store, { claimed, owner, now: now() }, problem);
    const provider = points
      .listening(ChannelProvider)
      .find((one) => one.plugin === plugin_id && one.contribution === contribution);
    if (!provider) return end('The plugin was switched off.');
    try {
      const { samples: _samples, ...figures } = await compareWithCarrier({
        store,
        points,
        logger,
        provider,
        claimed,
        take,
        now,
        keep: (findings) => keepFindings(store, { id, owner, now: now() }, findings),
      });
      await end(null);
      logger.info('Compared with the carrier', { plugin: plugin_id, ...figures });
    } catch (error) {
      if (error instanceof ComparisonLostError) return;
      const isCarriers = error instanceof CarrierNotAskedError;
      logger.warn('A comparison with a carrier did not come to its end', {
        plugin: plugin_id,
        problem: isCarriers ? error.message : (error as Error).name,
      });
      await end(isCarriers ? error.message : 'What was found could not be stored.');
    }
  }
}
