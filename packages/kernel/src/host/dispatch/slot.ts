import type { ExtensionPoint } from '../../contracts/extension-point.js';
import type { Logger } from '../../services/logger.js';
import type { ActiveContribution, ContributionHealth } from '../extension-points.js';
import type { CallRecord } from './call-record.js';
import type { CircuitBreaker } from './circuit-breaker.js';
import type { PluginCalls } from './plugin-calls.js';

/** A point without the type of its contributions, which no guard needs. */
export type PointFacts = Omit<ExtensionPoint, 'requires' | 'fault'>;

/** A contribution in a snapshot, with what guards its calls. Never changes: another order makes another slot. */
export class Slot<C extends object = object> implements ActiveContribution<C> {
  constructor(
    readonly point: PointFacts,
    readonly plugin: string,
    readonly contribution: string,
    readonly order: number,
    readonly instance: C,
    readonly breaker: CircuitBreaker,
    readonly record: CallRecord,
    readonly calls: PluginCalls,
    /** Carries plugin, contribution and point. */
    readonly logger: Logger,
  ) {
    Object.freeze(this);
  }

  get health(): ContributionHealth {
    const { state, isResting, failuresInARow } = this.breaker;
    return {
      circuit: state === 'open' && !isResting ? 'half_open' : state,
      failuresInARow,
      lastFailureAt: this.record.figures.lastFailure?.at ?? null,
    };
  }
}
