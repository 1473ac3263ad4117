import type { Clock, Logger } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { whenItMayGo } from '../preflight/when-it-may-go.js';
import { Worker } from '../workers/worker.js';
import { carryOutFollowUp } from './carry-out-follow-up.js';
import { type DueFollowUp, findDueFollowUps } from './due-follow-ups.js';
import type { FollowUpRule } from './follow-up-rule.js';

export interface FollowUpDependencies {
  readonly store: Store;
  readonly points: ExtensionPoints;
  readonly live: LiveEventBus;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly rules: readonly FollowUpRule[];
  /** ISO 3166-1 alpha-2. */
  readonly defaultCountry?: string | undefined;
}

const batch = 50;
/** How exact a follow-up is. */
const pollMs = 1_000;

/** Carries out follow-ups when they are due. Any node may; what was due while none ran is carried out at the next start. */
export class FollowUpWorker {
  readonly #dependencies: FollowUpDependencies;
  readonly #worker: Worker;
  /** Prompts that may not go out now, by rule and conversation, and when to ask again. */
  readonly #held = new Map<string, { readonly id: string; readonly rule: string; readonly until: Date }>();

  constructor(dependencies: FollowUpDependencies) {
    this.#dependencies = dependencies;
    this.#worker = new Worker({ name: 'follow-ups', pollMs, run: () => this.run(), ...dependencies });
  }

  start(): void {
    if (this.#dependencies.rules.length > 0) this.#worker.start();
  }

  stop(): Promise<void> {
    return this.#worker.stop();
  }

  /** One look at every rule. `true`: there may be more. */
  async run(): Promise<boolean> {
    const { store, clock, rules } = this.#dependencies;
    let more = false;
    for (const rule of rules) {
      const now = clock.now();
      for (const [key, { until }] of this.#held) if (until <= now) this.#held.delete(key);
      const except = [...this.#held.values()].filter((held) => held.rule === rule.name).map(({ id }) => id);
      const due = await findDueFollowUps(store, rule, now, batch, except);
      for (const one of due) await this.#carryOut(rule, one);
      more ||= due.length === batch;
    }
    return more;
  }

  async #carryOut(rule: FollowUpRule, one: DueFollowUp): Promise<void> {
    const { points, store, clock, logger, defaultCountry } = this.#dependencies;
    const now = clock.now();
    if (rule.action.kind === 'prompt_requester') {
      const until = (await whenItMayGo(store, points, one, defaultCountry, now))?.until ?? null;
      if (until !== null) {
        this.#held.set(`${one.id} ${rule.name}`, { id: one.id, rule: rule.name, until });
        return;
      }
    }
    const done = await carryOutFollowUp(this.#dependencies, rule, one, now);
    if (done) logger.info('Follow-up carried out', { interaction: one.id, rule: rule.name, action: rule.action.kind });
  }
}
