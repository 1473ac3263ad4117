import type { ExtensionPoint } from '../contracts/extension-point.js';
import type { Clock } from '../services/clock.js';
import type { Directory } from '../services/directory.js';
import type { HttpClient } from '../services/http-client.js';
import type { Logger } from '../services/logger.js';
import type { PublicUrls } from '../services/public-urls.js';
import type { Storage } from '../services/storage.js';
import type { ImportModule } from './activation/import-definition.js';
import type { ChangePlan } from './change/planned-change.js';
import type { Environment } from './configuration/expand-environment.js';
import type { ContributionState } from './create-extension-points.js';
import type { CircuitBreakerOptions } from './dispatch/circuit-breaker.js';
import type { ExtensionPoints } from './extension-points.js';
import type { HeldInstances } from './lifecycle/instance-watch.js';
import type { ConformanceSummary } from './manifest/read-conformance.js';
import type { PluginSpec } from './plugin-spec.js';
import type { PluginReport, StartReport } from './report/start-report.js';
import type { Timers } from './timers.js';

/** What the host hands on to plugins. */
export interface PluginServices {
  readonly logger: Logger;
  /** Default: the machine's. */
  readonly clock?: Clock;
  /** Default: on node:http, closed by {@link PluginHost.stopAll}. */
  readonly http?: HttpClient;
  readonly directory: Directory;
  /** Each plugin gets a namespace of its own. */
  storage(plugin: string): Storage;
  publicUrls(plugin: string): PublicUrls;
}

export interface PluginHostOptions {
  readonly services: PluginServices;
  /** Folder of the configuration file: where names of packages and relative paths start. */
  readonly baseDirectory: string;
  /** What `${NAME}` in a plugin's configuration reads. Default: the process's. */
  readonly environment?: Environment;
  /** Default: this package's. */
  readonly kernelVersion?: string;
  /** Default: those of this kernel. */
  readonly knownPoints?: readonly ExtensionPoint[];
  readonly circuitBreaker?: CircuitBreakerOptions;
  /** Milliseconds that one start or stop hook may take. Default 30 000. */
  readonly hookDeadlineMs?: number;
  /** Milliseconds that a stop waits for calls in flight. Default 30 000. */
  readonly drainDeadlineMs?: number;
  readonly timers?: Timers;
  /** Default: `import()`, with `@hailpoint/kernel` mapped to the host's copy. */
  readonly importModule?: ImportModule;
}

/** A plugin as the admin sees it. */
export interface PluginListing extends PluginReport {
  readonly version: string | null;
  readonly description: string | null;
  readonly enabled: boolean;
  readonly locked: boolean;
  /** Its number for all contributions. */
  readonly order: number;
  /** Points that its manifest names, whether it runs or not. */
  readonly contributes: readonly string[];
  /** Absolute path of the schema of its configuration. */
  readonly configSchema: string | null;
  /** What its package's own report says; `null`: it ships none. */
  readonly conformance: ConformanceSummary | null;
  /** Calls in flight. */
  readonly inFlight: number;
  /** Instances of it that have stopped in this process, and that its code still holds; `null`: none that is known. */
  readonly held: HeldInstances | null;
}

export interface ExtensionPointListing {
  readonly id: string;
  readonly version: number;
  readonly dispatch: ExtensionPoint['dispatch'];
  readonly failurePolicy: ExtensionPoint['failurePolicy'];
  readonly deadlineMs: number;
  /** In their order. */
  readonly contributions: readonly ContributionState[];
}

export interface StopReport {
  readonly id: string;
  /** Calls that had not ended when the deadline for draining passed. 0: all ended. */
  readonly abandoned: number;
  /** Stop hooks that threw or were late; the log names them. */
  readonly failedHooks: number;
}

/** A change whose new instances have started, and that nobody sees yet. Until it is committed or discarded no other one is prepared. */
export interface PreparedChange {
  /** `blocked`: there is nothing to commit; what had started has stopped again. */
  readonly plan: ChangePlan;
  /**
   * Swaps it in, before it returns. The promise ends when the instances that were replaced have finished what they began, and stopped.
   * @throws ChangeNotReadyError
   */
  commit(): Promise<readonly StopReport[]>;
  /** Stops what was started for it. */
  discard(): Promise<void>;
}

/** Loads, builds, starts, shows, switches and stops plugins. */
export interface PluginHost {
  /** What the domain calls. */
  readonly points: ExtensionPoints;
  /**
   * Starts what is enabled and checks what is not. Never throws for a plugin: what is broken is reported and the rest start. All
   * contributions become visible at the same moment. Called again, it adds plugins, or starts one anew that has stopped or failed.
   */
  start(specs: readonly PluginSpec[]): Promise<StartReport>;
  /** The id of the plugin in a package, by its manifest. `null`: it has none, or cannot be read. Runs no code. */
  identify(spec: Pick<PluginSpec, 'package' | 'definition'>): string | null;
  /** What would happen if the configuration were this. Runs no plugin's code but the checks of configurations whose plugin is loaded. */
  plan(specs: readonly PluginSpec[], retry?: string): Promise<ChangePlan>;
  /**
   * Builds and starts what a change of the configuration needs, beside what runs. A plugin that shall run and cannot blocks the whole
   * change, and the running state stays; one that had failed before and is not part of the change does not.
   * @param retry id of a plugin that failed, and is tried again with the same entry
   */
  prepare(specs: readonly PluginSpec[], retry?: string): Promise<PreparedChange>;
  /**
   * Takes the plugin's contributions away, waits for its calls in flight, then runs its stop hooks in reverse order.
   * @returns `null` when no plugin of this id runs
   */
  stop(id: string): Promise<StopReport | null>;
  /** Takes all contributions away at the same moment, and stops every plugin. */
  stopAll(): Promise<readonly StopReport[]>;
  plugins(): readonly PluginListing[];
  extensionPoints(): readonly ExtensionPointListing[];
}
