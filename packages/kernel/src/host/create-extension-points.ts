import type { Clock } from '../services/clock.js';
import type { Logger } from '../services/logger.js';
import { type CallFigures, CallRecord } from './dispatch/call-record.js';
import { CircuitBreaker, type CircuitBreakerOptions, type CircuitState } from './dispatch/circuit-breaker.js';
import { Dispatcher } from './dispatch/dispatcher.js';
import { PluginCalls } from './dispatch/plugin-calls.js';
import { type PointFacts, Slot } from './dispatch/slot.js';
import { SnapshotTable } from './dispatch/snapshot-table.js';
import type { ExtensionPoints } from './extension-points.js';
import { scopedLogger } from './services/scoped-logger.js';
import { systemTimers, type Timers } from './timers.js';

export interface ExtensionPointsOptions {
  readonly clock: Clock;
  readonly logger: Logger;
  /** Default: the system's. */
  readonly timers?: Timers;
  readonly circuitBreaker?: CircuitBreakerOptions;
}

/** A built contribution, ready to be asked. */
export interface BuiltContribution {
  readonly point: PointFacts;
  readonly name: string;
  readonly order: number;
  readonly instance: object;
}

export interface BuiltPlugin {
  readonly plugin: string;
  /** Counts what is in flight in it, for who wants to wait for that. */
  readonly calls?: PluginCalls;
  readonly contributions: readonly BuiltContribution[];
  /** Switched off: only points that listen when off may still find it. */
  readonly listening?: boolean;
}

/** A contribution as the admin sees it. */
export interface ContributionState {
  readonly plugin: string;
  readonly contribution: string;
  readonly order: number;
  readonly circuit: CircuitState;
  /** Its last call went wrong, or it is not called at all for a while. A call that goes well ends it. */
  readonly degraded: boolean;
  readonly calls: CallFigures;
}

interface Guards {
  readonly breaker: CircuitBreaker;
  readonly record: CallRecord;
}

/** What the host may do with extension points; callers get {@link ExtensionPoints} only. */
export interface ExtensionPointsControl {
  readonly points: ExtensionPoints;
  /**
   * Takes all contributions of the plugins in `leaving` away and makes those in `joining` visible, all at the same moment. Calls that
   * captured the former ones go on. An instance that was there before keeps its circuit breaker and its figures.
   */
  swap(leaving: readonly string[], joining: readonly BuiltPlugin[]): void;
  /** Makes the contributions of all these plugins visible at the same moment. */
  activate(plugins: readonly BuiltPlugin[]): void;
  /** Takes all contributions of these plugins away at the same moment. Calls that captured them before go on. */
  deactivate(plugins: readonly string[]): void;
  state(point: PointFacts): readonly ContributionState[];
}

export function createExtensionPoints(options: ExtensionPointsOptions): ExtensionPointsControl {
  const { clock, logger, timers = systemTimers, circuitBreaker } = options;
  const table = new SnapshotTable();
  // Per instance and point; goes when the instance goes.
  const guards = new WeakMap<object, Map<symbol, Guards>>();

  function guardsOf(instance: object, point: PointFacts): Guards {
    const ofInstance = guards.get(instance) ?? new Map<symbol, Guards>();
    guards.set(instance, ofInstance);
    const found = ofInstance.get(point.key) ?? {
      breaker: new CircuitBreaker(clock, circuitBreaker),
      record: new CallRecord(),
    };
    ofInstance.set(point.key, found);
    return found;
  }

  function slotsOf({ plugin, calls = new PluginCalls(), contributions }: BuiltPlugin): Slot[] {
    return contributions.map(({ point, name, order, instance }) => {
      const scoped = scopedLogger(logger, { plugin, contribution: name, point: point.id });
      const { breaker, record } = guardsOf(instance, point);
      return new Slot(point, plugin, name, order, instance, breaker, record, calls, scoped);
    });
  }

  function swap(leaving: readonly string[], joining: readonly BuiltPlugin[]): void {
    const active = joining.filter(({ listening }) => listening !== true).flatMap(slotsOf);
    const listening = joining.filter(({ listening }) => listening === true).flatMap(slotsOf);
    table.swap(new Set(leaving), active, listening);
  }

  return {
    points: new Dispatcher(table, timers, logger, clock),
    swap,
    activate: (plugins) => swap([], plugins),
    deactivate: (plugins) => swap(plugins, []),
    state: (point) =>
      table.slots(point).map(({ plugin, contribution, order, breaker, record }) => {
        const degraded = breaker.state !== 'closed' || breaker.failuresInARow > 0;
        return { plugin, contribution, order, circuit: breaker.state, degraded, calls: record.figures };
      }),
  };
}
