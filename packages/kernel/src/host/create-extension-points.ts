import type { Clock } from '../services/clock.js';
import type { Logger } from '../services/logger.js';
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
}

/** A contribution as the admin sees it. */
export interface ContributionState {
  readonly plugin: string;
  readonly contribution: string;
  readonly order: number;
  readonly circuit: CircuitState;
}

/** What the host may do with extension points; callers get {@link ExtensionPoints} only. */
export interface ExtensionPointsControl {
  readonly points: ExtensionPoints;
  /** Makes the contributions of all these plugins visible at the same moment. */
  activate(plugins: readonly BuiltPlugin[]): void;
  /** Takes all contributions of these plugins away at the same moment. Calls that captured them before go on. */
  deactivate(plugins: readonly string[]): void;
  state(point: PointFacts): readonly ContributionState[];
}

export function createExtensionPoints(options: ExtensionPointsOptions): ExtensionPointsControl {
  const { clock, logger, timers = systemTimers, circuitBreaker } = options;
  const table = new SnapshotTable();

  function slotsOf({ plugin, calls = new PluginCalls(), contributions }: BuiltPlugin): Slot[] {
    return contributions.map(({ point, name, order, instance }) => {
      const scoped = scopedLogger(logger, { plugin, contribution: name, point: point.id });
      const breaker = new CircuitBreaker(clock, circuitBreaker);
      return new Slot(point, plugin, name, order, instance, breaker, calls, scoped);
    });
  }

  return {
    points: new Dispatcher(table, timers, logger),
    activate: (plugins) => table.swap(new Set(), plugins.flatMap(slotsOf)),
    deactivate: (plugins) => table.swap(new Set(plugins), []),
    state: (point) =>
      table.slots(point).map(({ plugin, contribution, order, breaker }) => {
        return { plugin, contribution, order, circuit: breaker.state };
      }),
  };
}
