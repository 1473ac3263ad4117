import type { Clock, Logger } from '@hailpoint/kernel';
import type { ChangePlan, PluginHost, PreparedChange, StartReport } from '@hailpoint/kernel/host';
import type { Store } from '@hailpoint/store';
import { recordAudit } from '../audit/record-audit.js';
import { followSenderGroups } from '../consent/follow-sender-groups.js';
import type { NodeOverview, PluginFile } from '../model/plugin-administration.js';
import { canonicalJson } from '../text/canonical-json.js';
import { digest } from '../text/digest.js';
import { Worker } from '../workers/worker.js';
import type { EffectivePlugin } from './effective-plugins.js';
import { type NodeState, Nodes } from './nodes.js';
import { type PluginOverrides, readPluginOverrides } from './plugin-overrides.js';
import { WantedPlugins } from './wanted-plugins.js';

export interface NodePluginsDependencies {
  readonly store: Store;
  readonly host: PluginHost;
  readonly clock: Clock;
  readonly logger: Logger;
  /** As it is at the start. */
  readonly file: PluginFile;
}

/** A configuration file with what is to be done when it holds. */
interface TakenFile {
  readonly file: PluginFile;
  readonly restartFor: readonly string[];
  readonly used: () => void;
}

/** Nodes look so often whether they run what they shall, whatever wakes them. Milliseconds. */
const pollMs = 1_000;
const sayEveryMs = 5_000;
/** What could not be carried out may have had a passing reason. Milliseconds. */
const againAfterMs = 30_000;
/** Keeps the plugins of this node as its file and the administrators want them, and tells the other nodes what it runs. One thing at a time. */
export class NodePlugins {
  readonly #deps: NodePluginsDependencies;
  readonly #nodes: Nodes;
  readonly #worker: Worker;
  readonly #wanted: WantedPlugins;
  #file: PluginFile;
  #effective: readonly EffectivePlugin[] = [];
  #fileProblem: string | null = null;
  #restartFor: readonly string[] = [];
  #refusedFile: { readonly taken: TakenFile; readonly at: number } | null = null;
  /** Of what the database and the file want; it runs when the two are the same. */
  #wantedSum = '';
  #retriedAt = 0;
  /** The database did not take what has to follow a swap. */
  #owesSwap = false;
  #refused: { readonly digest: string; readonly at: number; readonly problem: string } | null = null;
  #said = { state: '', at: 0 };
  #following = false;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(dependencies: NodePluginsDependencies) {
    this.#deps = dependencies;
    this.#file = dependencies.file;
    this.#wanted = new WantedPlugins(dependencies);
    this.#nodes = new Nodes(dependencies.store, dependencies.clock.now());
    const { store, logger } = dependencies;
    this.#worker = new Worker({
      name: 'plugins',
      store,
      logger,
      topic: 'plugins',
      pollMs,
      run: async () => {
        await this.inTurn(() => this.#follow());
        return false;
      },
    });
  }

  get file(): PluginFile {
    return this.#file;
  }

  /** What is wanted of the plugin in a package, as it runs here. */
  effective(source: string): EffectivePlugin | undefined {
    return this.#effective.find(({ spec }) => spec.package === source);
  }

  /** Starts what shall run. What cannot is reported, and the rest starts. */
  start(): Promise<StartReport> {
    return this.inTurn(async () => {
      this.#effective = await this.#wanted.of(this.#file, await readPluginOverrides(this.#deps.store), true);
      this.#wantedSum = wantedDigest(this.#effective);
      const report = await this.#deps.host.start(this.#effective.map(({ spec }) => spec));
      await this.#wanted.noteCarriers();
      return report;
    });
  }

  /** From now on this node is seen by others, and follows what they change. */
  follow(): void {
    this.#following = true;
    this.#worker.start();
  }

  async stop(): Promise<void> {
    const wasFollowing = this.#following;
    this.#following = false;
    await this.#worker.stop();
    await this.#turn.catch(() => {});
    if (wasFollowing) await this.#nodes.leave();
  }

  /** The processes of this installation, compared with this one. */
  async list(): Promise<readonly NodeOverview[]> {
    const { clock } = this.#deps;
    await this.inTurn(() => this.#say(clock.now()));
    return this.#nodes.list(this.#state(), clock.now());
  }

  /**
   * Takes what the configuration file says now. What cannot be carried out leaves everything as it was, and is shown.
   *
   * @param restartFor names of other values that changed, and wait for a restart
   * @param used called once it holds, at once or later
   * @returns whether it is used
   */
  useFile(file: PluginFile, restartFor: readonly string[], used: () => void = () => {}): Promise<boolean> {
    return this.inTurn(() => this.#takeFile({ file, restartFor, used }));
  }

  async #takeFile(taken: TakenFile): Promise<boolean> {
    const { file, restartFor, used } = taken;
    const { host, store, clock } = this.#deps;
    const wanted = await this.#wanted.of(file, await readPluginOverrides(this.#deps.store));
    const prepared = await host.prepare(wanted.map(({ spec }) => spec));
    if (prepared.plan.blocked) {
      const problem = `The configuration file was changed, and is not used: ${problemWords(prepared.plan)}`;
      const isNews = problem !== this.#fileProblem;
      this.#fileProblem = problem;
      // What kept a plugin from starting may pass.
      this.#refusedFile = { taken, at: clock.now().getTime() };
      if (isNews) await this.#auditFile('configuration_file.refused', { problem });
    } else {
      this.#file = file;
      this.#fileProblem = null;
      this.#refusedFile = null;
      this.#restartFor = restartFor;
      used();
      await this.#swapIn(prepared, wanted);
      const actions = prepared.plan.changes.map(({ id, action }) => `${id}: ${action}`);
      await this.#auditFile('configuration_file.used', { actions, ...(restartFor.length > 0 && { restartFor }) });
    }
    await this.#say(clock.now());
    store.wake('plugins', this.#nodes.id);
    return !prepared.plan.blocked;
  }

  /** The file cannot be used: it is not right in itself. Everything stays as it was, and the reason is shown. */
  refuseFile(problem: string): Promise<void> {
    return this.inTurn(async () => {
      this.#fileProblem = `The configuration file was changed, and is not used: ${problem}`;
      this.#refusedFile = null;
      this.#deps.logger.error('configuration file not used', { problem });
      await this.#auditFile('configuration_file.refused', { problem: this.#fileProblem });
      await this.#say(this.#deps.clock.now());
    });
  }

  /** What the plugins shall be with these overrides. @param look whether it is asked anew who listens, instead of now and then */
  async wanted(overrides: PluginOverrides, look = false): Promise<readonly EffectivePlugin[]> {
    return this.#wanted.of(this.#file, overrides, look);
  }

  /** Carries a prepared change out here, and has the other nodes look. */
  async carryOut(prepared: PreparedChange, wanted: readonly EffectivePlugin[]): Promise<void> {
    await this.#swapIn(prepared, wanted);
    this.#deps.store.wake('plugins', this.#nodes.id);
  }

  /** One thing at a time. */
  inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run, run);
    this.#turn = turn.catch(() => {});
    return turn;
  }

  async #swapIn(prepared: PreparedChange, wanted: readonly EffectivePlugin[]): Promise<void> {
    const { logger } = this.#deps;
    this.#effective = wanted;
    this.#refused = null;
    prepared.commit().then(
      (stopped) => {
        for (const { id, abandoned } of stopped) logger.info('plugin left', { plugin: id, abandoned });
      },
      (error: unknown) => logger.error('a plugin could not be stopped', { error: (error as Error).name }),
    );
    this.#wantedSum = wantedDigest(wanted);
    await this.#afterSwap();
  }

  /** What is done is done: a database that is away now is told by the next look. */
  async #afterSwap(): Promise<void> {
    const { host, logger, store } = this.#deps;
    this.#owesSwap = true;
    try {
      // A sender may be in another group now: a STOP to that one binds what waits, too.
      await followSenderGroups(store, host.points);
      await this.#wanted.noteCarriers();
      this.#owesSwap = false;
    } catch (error) {
      logger.error('what follows a change of plugins could not be written down yet', { error: (error as Error).name });
    }
  }

  /** Looks at what the database wants, and brings this node there. */
  async #follow(): Promise<void> {
    const { host, clock, logger } = this.#deps;
    if (this.#owesSwap) await this.#afterSwap();
    const now = clock.now();
    const isDue = (at: number) => now.getTime() - at >= againAfterMs;
    if (this.#refusedFile !== null && isDue(this.#refusedFile.at)) await this.#takeFile(this.#refusedFile.taken);
    const wanted = await this.#wanted.of(this.#file, await readPluginOverrides(this.#deps.store));
    const sum = wantedDigest(wanted);
    this.#wantedSum = sum;
    const isChanged = sum !== wantedDigest(this.#effective);
    if (!isChanged) this.#refused = null;
    // What could not start because of something that passes.
    const failed = host.plugins().find(({ enabled, state, problem }) => {
      return enabled && state === 'failed' && problem?.code === 'start_failed';
    });
    const isRetry = !isChanged && failed !== undefined && isDue(this.#retriedAt);
    if (isRetry || (isChanged && (this.#refused?.digest !== sum || isDue(this.#refused.at)))) {
      if (isRetry) this.#retriedAt = now.getTime();
      const prepared = await host.prepare(
        wanted.map(({ spec }) => spec),
        isRetry ? failed.id : undefined,
      );
      if (!prepared.plan.blocked) {
        await this.#swapIn(prepared, wanted);
        logger.info('plugins changed', { actions: prepared.plan.changes.map(({ id, action }) => `${id}: ${action}`) });
      } else if (isChanged) {
        const problem = `A change could not be carried out on this node: ${problemWords(prepared.plan)}`;
        this.#refused = { digest: sum, at: now.getTime(), problem };
        logger.error('plugin change not carried out', { problem });
      }
    }
    await this.#say(now);
  }

  async #say(now: Date): Promise<void> {
    if (!this.#following) return;
    const state = this.#state();
    const text = canonicalJson(state);
    if (text === this.#said.state && now.getTime() - this.#said.at < sayEveryMs) return;
    await this.#nodes.say(state, now);
    this.#said = { state: text, at: now.getTime() };
  }

  #state(): NodeState {
    const problems = [
      ...(this.#fileProblem === null ? [] : [this.#fileProblem]),
      ...(this.#refused === null ? [] : [this.#refused.problem]),
      ...(this.#restartFor.length === 0
        ? []
        : [
            `Changed in the configuration file, and waiting for a restart of this node: ${this.#restartFor.join(', ')}.`,
          ]),
    ];
    const running = this.#deps.host.plugins().map(({ id, state, order }) => ({ id, state, order }));
    const effective = wantedDigest(this.#effective);
    return {
      fileDigest: this.#file.digest,
      wantedDigest: this.#wantedSum,
      runningDigest: digest(canonicalJson({ running, effective })),
      settled: effective === this.#wantedSum,
      problems,
    };
  }

  /** Of this node's file. One that is not written down is in the log; the file holds all the same. */
  async #auditFile(action: string, detail: Record<string, unknown>): Promise<void> {
    const { store, clock, logger } = this.#deps;
    const entry = { userId: null, action, subject: 'hailpoint.yaml', detail: { ...detail, node: this.#nodes.name } };
    try {
      await recordAudit(store, entry, clock.now());
    } catch (error) {
      logger.error('audit entry not written', { action, error: (error as Error).name });
    }
  }
}

function problemWords({ changes }: ChangePlan): string {
  return changes.flatMap(({ problem }) => (problem ? [`${problem.what} ${problem.why} ${problem.fix}`] : [])).join(' ');
}

function wantedDigest(effective: readonly EffectivePlugin[]): string {
  return digest(canonicalJson(effective.map(({ spec: { definition: _, ...spec } }) => spec)));
}
