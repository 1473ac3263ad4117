import type { HostServices, PluginDefinition } from '../../plugin/define-plugin.js';
import type { PublicUrls } from '../../services/public-urls.js';
import type { Storage } from '../../services/storage.js';
import { readConfiguration } from '../configuration/read-configuration.js';
import type { BuiltContribution, BuiltPlugin } from '../create-extension-points.js';
import { describeError } from '../dispatch/describe-error.js';
import { PluginCalls } from '../dispatch/plugin-calls.js';
import { ImportFailedError, UnexpectedPluginError } from '../errors/activation-errors.js';
import { PluginError } from '../errors/plugin-error.js';
import type { InstanceWatch } from '../lifecycle/instance-watch.js';
import { PluginLifecycle } from '../lifecycle/plugin-lifecycle.js';
import { DeadlineError, withDeadline } from '../lifecycle/with-deadline.js';
import { defaultOrder } from '../order-contributions.js';
import type { PluginListing, StopReport } from '../plugin-host.js';
import type { PluginSpec } from '../plugin-spec.js';
import { problemOf } from '../report/redact.js';
import type { PluginProblem, PluginReport, PluginState } from '../report/start-report.js';
import { ownServices } from '../services/own-services.js';
import type { Timers } from '../timers.js';
import { checkDefinition, type ImportModule, importDefinition } from './import-definition.js';
import { type Inspection, type InspectionFacts, inspectPlugin } from './inspect-plugin.js';
import { placeContributions } from './place-contributions.js';
import { type PreparedPlugin, preparePlugin } from './prepare-plugin.js';

/** What every plugin of a host shares. */
export interface HostFacts extends InspectionFacts, Pick<HostServices, 'logger' | 'clock' | 'http' | 'directory'> {
  readonly timers: Timers;
  readonly hookDeadlineMs: number;
  readonly drainDeadlineMs: number;
  readonly importModule: ImportModule;
  /** Told of every instance that has stopped. */
  readonly instances: InstanceWatch;
  storage(plugin: string): Storage;
  publicUrls(plugin: string): PublicUrls;
}

/** One entry of the configuration and what has become of it: inspected, loaded, prepared, active, stopped. */
export class HostedPlugin {
  /** Whether it is the one plugin of its id; the host decides. */
  ownsId = false;
  readonly #facts: HostFacts;
  readonly #inspection: Inspection;
  readonly #calls = new PluginCalls();
  #spec: PluginSpec;
  #state: PluginState;
  #problem: PluginProblem | null = null;
  #definition: PluginDefinition | null = null;
  #prepared: PreparedPlugin | null = null;
  #secrets: readonly string[] = [];
  #durationMs = 0;
  #stopping: Promise<StopReport> | null = null;

  constructor(spec: PluginSpec, facts: HostFacts) {
    this.#facts = facts;
    this.#spec = spec;
    this.#state = spec.enabled ? 'failed' : 'off';
    this.#inspection = inspectPlugin(spec, facts);
    if (this.#inspection.problem !== null) this.refuse(this.#inspection.problem);
  }

  get spec(): PluginSpec {
    return this.#spec;
  }

  /** Whether its code is to run, if only to listen. */
  get isWanted(): boolean {
    return this.spec.enabled || this.spec.listening === true;
  }

  /** Of its package; `null`: it has none. */
  get version(): string | null {
    return this.#inspection.manifest?.version ?? null;
  }

  /** Something of it was started, and would have to be stopped. */
  get isPrepared(): boolean {
    return this.#prepared !== null;
  }

  /** Its code, once it was loaded. */
  get definition(): PluginDefinition | null {
    return this.#definition;
  }

  /** A lone file says its id only in its code: what was loaded for its entry before says it. */
  remember(former: HostedPlugin): void {
    this.#definition ??= former.definition;
  }

  get problem(): PluginProblem | null {
    return this.#problem;
  }

  /** Points that its manifest names; without a manifest those it contributes to at present. */
  get contributes(): readonly string[] {
    const contributed = (this.#prepared?.contributions ?? []).map(({ point }) => point.id);
    return this.#inspection.manifest?.contributes ?? [...new Set(contributed)];
  }

  /** The plugin's; what the configuration calls it while that is not known. */
  get id(): string {
    return this.#ownId ?? this.spec.package;
  }

  get knowsId(): boolean {
    return this.#ownId !== undefined;
  }

  get #ownId(): string | undefined {
    return this.#inspection.manifest?.id ?? this.spec.definition?.id ?? this.#definition?.id;
  }

  get isRunning(): boolean {
    return this.#state === 'started' || this.#state === 'listening' || this.#state === 'stopping';
  }

  /** Keeps it from starting. */
  refuse(error: unknown): void {
    if (this.#problem !== null) return;
    const known = error instanceof PluginError ? error : new UnexpectedPluginError(this.id, error);
    this.#problem = problemOf(known, this.#secrets);
    const { code, what, why, fix } = this.#problem;
    const level = this.isWanted ? 'error' : 'warn';
    this.#facts.logger[level](this.isWanted ? 'plugin not started' : 'plugin could not be started', {
      plugin: this.id,
      package: this.spec.package,
      code,
      what,
      why,
      fix,
    });
  }

  /** Imports its code, if it is switched on and nothing speaks against it. */
  load(): Promise<void> {
    return this.#step(async () => {
      const { manifest } = this.#inspection;
      const { definition } = this.spec;
      this.#definition =
        definition !== undefined
          ? checkDefinition(this.id, null, definition)
          : await this.#within(() =>
              importDefinition(this.id, manifest?.id ?? null, manifest?.entry ?? '', this.#facts.importModule),
            );
    });
  }

  /** As {@link prepare}, without building anything: checks the configuration by code that is loaded already. */
  check(definition: PluginDefinition | null): Promise<void> {
    // What its schema says of a wrong value, its class says in better words.
    if (this.isWanted && definition !== null && this.#problem?.code === 'configuration_invalid') this.#problem = null;
    return this.#step(async () => {
      const source = { plugin: this.id, raw: this.spec.config, environment: this.#facts.environment };
      if (definition !== null)
        await this.#within(async () => void (await readConfiguration(source, definition.config)));
    });
  }

  /** Builds and starts it. Nothing is visible yet. */
  prepare(): Promise<void> {
    return this.#step(async () => {
      const definition = this.#definition as PluginDefinition;
      const { logger, clock, http, directory, timers, environment, knownPoints, hookDeadlineMs } = this.#facts;
      const { id } = definition;
      const storage = this.#facts.storage(id);
      const publicUrls = this.#facts.publicUrls(id);
      this.#prepared = await preparePlugin({
        spec: this.spec,
        definition,
        manifest: this.#inspection.manifest,
        environment,
        knownPoints,
        lifecycle: new PluginLifecycle(timers, hookDeadlineMs),
        services: ownServices(id, { logger, clock, http, directory, storage, publicUrls }),
        onSecrets: (secrets) => {
          this.#secrets = secrets;
        },
        onUndone: (errors, own) => {
          this.#warnOfHooks(errors);
          this.#facts.instances.stopped(id, own);
        },
      });
    });
  }

  /** What becomes visible, or `null` when it did not get that far. */
  activate(): BuiltPlugin | null {
    if (this.#prepared === null) return null;
    const { contributions } = this.#prepared;
    const ms = Math.round(this.#durationMs);
    this.#facts.logger.info('plugin started', { plugin: this.id, contributions: contributions.length, ms });
    return this.#visible(contributions);
  }

  /**
   * What its contributions' places would be.
   * @throws ConfigurationInvalidError
   */
  placed(spec: PluginSpec): readonly BuiltContribution[] {
    return placeContributions(this.id, spec, this.#prepared?.contributions ?? []);
  }

  /** Goes on with the same instances under another entry of the same configuration: at other places, switched on, or only listening. */
  adopt(spec: PluginSpec): BuiltPlugin {
    const contributions = this.placed(spec);
    this.#spec = spec;
    if (this.#prepared !== null) this.#prepared = { ...this.#prepared, contributions };
    return this.#visible(contributions);
  }

  #visible(contributions: readonly BuiltContribution[]): BuiltPlugin {
    this.#state = this.spec.enabled ? 'started' : 'listening';
    return { plugin: this.id, calls: this.#calls, contributions, listening: !this.spec.enabled };
  }

  /** Its contributions must have been taken away before. */
  stop(): Promise<StopReport> {
    this.#stopping ??= this.#drainAndUndo();
    return this.#stopping;
  }

  report(): PluginReport {
    const contributions = (this.#prepared?.contributions ?? []).map(({ point, name, order }) => {
      return { point: point.id, name, order };
    });
    return {
      id: this.id,
      package: this.spec.package,
      state: this.#state,
      durationMs: this.#durationMs,
      contributions,
      ...(this.#problem === null ? {} : { problem: this.#problem }),
    };
  }

  listing(): PluginListing {
    const { manifest } = this.#inspection;
    return {
      ...this.report(),
      version: manifest?.version ?? null,
      description: manifest?.description ?? null,
      enabled: this.spec.enabled,
      locked: this.spec.locked ?? false,
      order: this.spec.order ?? defaultOrder,
      contributes: this.contributes,
      configSchema: manifest?.configSchema ?? null,
      conformance: this.#inspection.conformance,
      inFlight: this.#calls.inFlight,
      held: this.#facts.instances.heldOf(this.id),
    };
  }

  async #step(run: () => Promise<void>): Promise<void> {
    if (!this.isWanted || this.#problem !== null) return;
    const started = performance.now();
    try {
      await run();
    } catch (error) {
      this.refuse(error);
    } finally {
      this.#durationMs += performance.now() - started;
    }
  }

  /** Its code can wait for ever, and everybody else would wait for it. */
  async #within<T>(run: () => Promise<T>): Promise<T> {
    const { hookDeadlineMs, timers } = this.#facts;
    try {
      return await withDeadline(run, hookDeadlineMs, timers);
    } catch (error) {
      if (!(error instanceof DeadlineError)) throw error;
      throw new ImportFailedError(this.id, `It did not end within ${hookDeadlineMs / 1_000} seconds.`, error);
    }
  }

  async #drainAndUndo(): Promise<StopReport> {
    this.#state = 'stopping';
    const { drainDeadlineMs, timers, logger } = this.#facts;
    try {
      await withDeadline(() => this.#drained(), drainDeadlineMs, timers);
    } catch (error) {
      if (!(error instanceof DeadlineError)) throw error;
    }
    const abandoned = this.#calls.inFlight;
    this.#calls.close();
    if (abandoned > 0) logger.warn('plugin stopped with calls in flight', { plugin: this.id, abandoned });
    const errors = (await this.#prepared?.lifecycle.undo()) ?? [];
    this.#warnOfHooks(errors);
    this.#prepared?.container.dispose();
    if (this.#prepared !== null) this.#facts.instances.stopped(this.id, this.#prepared.own);
    this.#prepared = null;
    this.#state = 'stopped';
    logger.info('plugin stopped', { plugin: this.id, abandoned });
    return { id: this.id, abandoned, failedHooks: errors.length };
  }

  /** Ends in the same turn in which nothing is in flight any more, so that nothing can come in between. */
  async #drained(): Promise<void> {
    while (this.#calls.inFlight > 0) await this.#calls.idle();
    this.#calls.close();
  }

  #warnOfHooks(errors: readonly unknown[]): void {
    for (const error of errors) {
      this.#facts.logger.warn('stop hook failed', { plugin: this.id, ...describeError(error) });
    }
  }
}
