import { readFile } from 'node:fs/promises';
import { ChannelProvider, type Clock, type JsonSchema, type Logger } from '@hailpoint/kernel';
import {
  type ChangePlan,
  ConfigurationReferenceError,
  maskSecrets,
  type PluginHost,
  type PluginListing,
  type PluginProblem,
  type PreparedChange,
  type StartReport,
  suggestName,
  writtenSecrets,
} from '@hailpoint/kernel/host';
import { newId, type Store, type StoreTransaction } from '@hailpoint/store';
import { recordAudit } from '../audit/record-audit.js';
import { followSenderGroups } from '../consent/follow-sender-groups.js';
import { isId } from '../directory/is-id.js';
import { requireAdmin } from '../directory/require-role.js';
import { PluginChangeBlockedError } from '../errors/plugin-change-blocked-error.js';
import { PluginChangeNotFoundError } from '../errors/plugin-change-not-found-error.js';
import { PluginLockedError } from '../errors/plugin-locked-error.js';
import { PluginNotFoundError } from '../errors/plugin-not-found-error.js';
import { PluginPlanChangedError } from '../errors/plugin-plan-changed-error.js';
import { PluginPlanNeededError } from '../errors/plugin-plan-needed-error.js';
import type { Actor, PluginService } from '../messaging.js';
import type {
  ConfiguredPlugin,
  NodeOverview,
  PluginChange,
  PluginChangeResult,
  PluginDetails,
  PluginFile,
  PluginOverride,
  PluginOverview,
  PluginPlan,
} from '../model/plugin-administration.js';
import { canonicalJson } from '../text/canonical-json.js';
import { digest } from '../text/digest.js';
import { Worker } from '../workers/worker.js';
import { listeningPlugins, noteCarrierPlugins, readCarrierPlugins } from './carrier-plugins.js';
import { type EffectivePlugin, effectivePlugins } from './effective-plugins.js';
import { type NodeState, Nodes } from './nodes.js';
import { consequencesOf } from './plan-words.js';
import { impactOf } from './plugin-impact.js';
import { changedOverride, readPluginOverride } from './plugin-override.js';

export interface PluginAdministrationDependencies {
  readonly store: Store;
  readonly host: PluginHost;
  readonly clock: Clock;
  readonly logger: Logger;
  /** As it is at the start. */
  readonly file: PluginFile;
}

type Overrides = ReadonlyMap<string, PluginOverride>;

/** A configuration file with what is to be done when it holds. */
interface TakenFile {
  readonly file: PluginFile;
  readonly restartFor: readonly string[];
  readonly used: () => void;
}

/** A planned change with all that carrying it out needs. */
interface Draft {
  readonly plugin: PluginListing;
  readonly name: string;
  readonly before: PluginOverride;
  readonly override: PluginOverride;
  readonly overrides: Overrides;
  readonly wanted: readonly EffectivePlugin[];
  readonly plan: PluginPlan;
}

/** Nodes look so often whether they run what they shall, whatever wakes them. Milliseconds. */
const pollMs = 1_000;
const sayEveryMs = 5_000;
/** What could not be carried out may have had a passing reason. Milliseconds. */
const againAfterMs = 30_000;
/** A carrier's plugin that is off ends to listen with so little precision. Milliseconds. */
const listeningEveryMs = 60_000;

/**
 * Keeps the plugins of this node as the file and the administrators want them, and carries out what administrators change: planned, prepared
 * beside what runs, written down for all nodes, swapped in. One thing at a time on each node; between nodes the database decides.
 */
export class PluginAdministration implements PluginService {
  readonly #deps: PluginAdministrationDependencies;
  readonly #nodes: Nodes;
  readonly #worker: Worker;
  readonly #ids = new Map<string, string>();
  #file: PluginFile;
  #effective: readonly EffectivePlugin[] = [];
  #listening: { readonly at: number; readonly ids: ReadonlySet<string> } = { at: 0, ids: new Set() };
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

  constructor(dependencies: PluginAdministrationDependencies) {
    this.#deps = dependencies;
    this.#file = dependencies.file;
    this.#nodes = new Nodes(dependencies.store, dependencies.clock.now());
    const { store, logger } = dependencies;
    this.#worker = new Worker({
      name: 'plugins',
      store,
      logger,
      topic: 'plugins',
      pollMs,
      run: async () => {
        await this.#inTurn(() => this.#follow());
        return false;
      },
    });
  }

  /** Starts what shall run. What cannot is reported, and the rest starts. */
  start(): Promise<StartReport> {
    return this.#inTurn(async () => {
      this.#effective = await this.#wanted(this.#file, await this.#readOverrides(), true);
      this.#wantedSum = wantedDigest(this.#effective);
      const report = await this.#deps.host.start(this.#effective.map(({ spec }) => spec));
      await this.#noteCarriers();
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

  async list(actor: Actor): Promise<readonly PluginOverview[]> {
    requireAdmin(actor, 'see plugins');
    const carriers = await readCarrierPlugins(this.#deps.store);
    return Promise.all(this.#deps.host.plugins().map((listing) => this.#overview(listing, carriers)));
  }

  async get(actor: Actor, id: string): Promise<PluginDetails> {
    requireAdmin(actor, 'see plugins');
    const listing = this.#find(id);
    const carriers = await readCarrierPlugins(this.#deps.store);
    return { ...(await this.#overview(listing, carriers)), schema: await this.#schema(listing) };
  }

  async plan(actor: Actor, id: string, change: PluginChange): Promise<PluginPlan> {
    requireAdmin(actor, 'change plugins');
    return (await this.#inTurn(() => this.#draft(id, change))).plan;
  }

  async change(
    actor: Actor,
    id: string,
    request: PluginChange & { readonly planId?: string },
    operatingSystemUser?: string,
  ): Promise<PluginChangeResult> {
    requireAdmin(actor, 'change plugins');
    const { planId, ...change } = request;
    const by = { userId: actor.userId, ...(operatingSystemUser !== undefined && { operatingSystemUser }) };
    return this.#inTurn(async () => {
      const draft = await this.#draft(id, change);
      const { plan } = draft;
      if (planId !== undefined && planId !== plan.planId) throw new PluginPlanChangedError(plan);
      if (planId === undefined && !plan.blocked && plan.consequences.length > 0) throw new PluginPlanNeededError(plan);
      const specs = draft.wanted.map(({ spec }) => spec);
      const prepared = plan.blocked ? null : await this.#deps.host.prepare(specs, retryOf(id, change));
      if (prepared === null || prepared.plan.blocked) {
        const blocked = prepared === null ? plan : { ...plan, blocked: true, actions: actionsOf(prepared.plan) };
        await this.#auditRefusal(by, blocked);
        throw new PluginChangeBlockedError(blocked);
      }
      const changeId = await this.#write(draft, change, by, prepared);
      if (changeId === null) throw new PluginPlanChangedError((await this.#draft(id, change)).plan);
      await this.#swapIn(prepared, draft.wanted);
      this.#deps.store.wake('plugins', this.#nodes.id);
      const carriers = await readCarrierPlugins(this.#deps.store);
      return { plan, plugin: await this.#overview(this.#find(id), carriers), changeId };
    });
  }

  async schemas(actor: Actor): Promise<readonly { readonly package: string; readonly schema: object }[]> {
    requireAdmin(actor, 'see plugins');
    const read = this.#deps.host.plugins().map(async (listing) => {
      const schema = await this.#schema(listing);
      return schema === null ? [] : [{ package: listing.package, schema }];
    });
    return (await Promise.all(read)).flat();
  }

  async nodes(actor: Actor): Promise<readonly NodeOverview[]> {
    requireAdmin(actor, 'see nodes');
    const { clock } = this.#deps;
    await this.#inTurn(() => this.#say(clock.now()));
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
    return this.#inTurn(() => this.#takeFile({ file, restartFor, used }));
  }

  async #takeFile(taken: TakenFile): Promise<boolean> {
    const { file, restartFor, used } = taken;
    const { host, store, clock } = this.#deps;
    const wanted = await this.#wanted(file, await this.#readOverrides());
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
    return this.#inTurn(async () => {
      this.#fileProblem = `The configuration file was changed, and is not used: ${problem}`;
      this.#refusedFile = null;
      this.#deps.logger.error('configuration file not used', { problem });
      await this.#auditFile('configuration_file.refused', { problem: this.#fileProblem });
      await this.#say(this.#deps.clock.now());
    });
  }

  /** What a change would come to, with the overrides as they are in the database now. */
  async #draft(id: string, change: PluginChange): Promise<Draft> {
    const plugin = this.#find(id);
    const entry = this.#effective.find(({ spec }) => spec.package === plugin.package) as EffectivePlugin;
    if (entry.spec.locked) throw new PluginLockedError(id);
    const overrides = await this.#readOverrides();
    const before = overrides.get(entry.name) ?? {};
    const undone = change.undo === undefined ? null : await this.#overrideBefore(id, change.undo);
    const override = changedOverride(before, change, undone);
    const wanted = await this.#wanted(this.#file, new Map(overrides).set(entry.name, override), true);
    const specs = wanted.map(({ spec }) => spec);
    const planned = await this.#deps.host.plan(specs, retryOf(id, change));
    const { store } = this.#deps;
    const { points } = this.#deps.host;
    const impact = await impactOf(planned, { store, points });
    const actions = [...actionsOf(planned)];
    const schema = await this.#schema(plugin);
    const written = schema === null ? [] : writtenSecrets(override.config ?? {}, schema);
    // One that is off may have a configuration that does not fit yet; a secret must not be written down even then.
    const blocked = planned.blocked || written.length > 0;
    if (written.length > 0 && !actions.some(({ plugin: one, problem }) => one === id && problem !== null)) {
      const found = actions.findIndex((action) => action.plugin === id);
      const action = { ...(actions[found] ?? { plugin: id, package: plugin.package, action: 'update' as const }) };
      const problem = problemOf(new ConfigurationReferenceError(id, written.map(secretProblem)));
      actions.splice(found < 0 ? actions.length : found, found < 0 ? 0 : 1, { ...action, problem });
    }
    const consequences = consequencesOf(planned, impact, points);
    const plan: PluginPlan = {
      planId: digest(
        canonicalJson({
          id,
          before,
          override,
          file: this.#file.digest,
          actions: actions.map(({ problem, ...action }) => ({ ...action, problem: problem?.code ?? null })),
          channels: impact.channels,
          senders: impact.senders.map(({ channel, id: sender }) => [channel, sender]),
          // Whether somebody is concerned, not how many: the numbers change all the time.
          open: impact.openConversations > 0,
          waiting: [impact.queuedMessages > 0, impact.messagesUnderWay > 0, impact.scheduledMessages > 0],
          virtualAgent: impact.virtualAgentConversations > 0,
        }),
      ),
      plugin: id,
      actions,
      blocked,
      restartRequired: actions.some(({ problem }) => problem?.restartRequired === true),
      impact,
      consequences,
      // What is refused may be a secret that was written out.
      override: masked(blocked ? before : override, (config) => maskSecrets(config, schema)),
    };
    return { plugin, name: entry.name, before, override, overrides, wanted, plan };
  }

  /** In one transaction, so that the history has it. `null`: somebody else changed a plugin meanwhile. Discards what was prepared when it writes nothing. */
  async #write(
    draft: Draft,
    change: PluginChange,
    by: { readonly userId: string; readonly operatingSystemUser?: string },
    prepared: PreparedChange,
  ): Promise<string | null> {
    const { store, clock } = this.#deps;
    const { name, before, plan } = draft;
    const changeId = newId();
    try {
      const isFirst = await store.transaction(async (transaction) => {
        const now = clock.now();
        await transaction.execute({ name: 'plugins-turn', text: `SELECT pg_advisory_xact_lock(7420, 1)` }, []);
        const present = await readOverrides(transaction);
        if (canonicalJson([...present].sort()) !== canonicalJson([...draft.overrides].sort())) {
          return false;
        }
        await transaction.query
          .insertInto('configuration_overrides')
          .values({
            kind: 'plugin',
            name,
            value: JSON.stringify(draft.override),
            updated_by: by.userId,
            updated_at: now,
          })
          .onConflict((conflict) =>
            conflict.columns(['kind', 'name']).doUpdateSet({
              value: JSON.stringify(draft.override),
              updated_by: by.userId,
              updated_at: now,
            }),
          )
          .execute();
        await recordAudit(
          transaction,
          {
            ...by,
            id: changeId,
            action: 'plugin.changed',
            subject: plan.plugin,
            detail: { change, before, after: draft.override, ...planDetail(plan) },
          },
          now,
        );
        return true;
      });
      if (isFirst) return changeId;
      await prepared.discard();
      return null;
    } catch (error) {
      await prepared.discard();
      throw error;
    }
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
      await this.#noteCarriers();
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
    const wanted = await this.#wanted(this.#file, await this.#readOverrides());
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

  /** @param look whether it is asked anew who listens, instead of now and then */
  async #wanted(file: PluginFile, overrides: Overrides, look = false): Promise<readonly EffectivePlugin[]> {
    const now = this.#deps.clock.now();
    if (look || Math.abs(now.getTime() - this.#listening.at) >= listeningEveryMs) {
      this.#listening = { at: now.getTime(), ids: await listeningPlugins(this.#deps.store, now) };
    }
    const { host } = this.#deps;
    // One that is on now was on when it is switched off. A lone file says its id only while it is loaded.
    const running = host.points.contributions(ChannelProvider).map(({ plugin }) => plugin);
    const ids = new Map(host.plugins().map(({ package: source, id }) => [source, id]));
    const listens = (plugin: ConfiguredPlugin) => {
      const id = this.#identify(plugin) ?? ids.get(plugin.package) ?? plugin.package;
      return this.#listening.ids.has(id) || running.includes(id);
    };
    return effectivePlugins(file.plugins, overrides, (plugin) => this.#identify(plugin), listens);
  }

  #identify(plugin: ConfiguredPlugin): string | null {
    const known = this.#ids.get(plugin.package);
    if (known !== undefined) return known;
    const id = this.#deps.host.identify(plugin);
    if (id !== null) this.#ids.set(plugin.package, id);
    return id;
  }

  async #noteCarriers(): Promise<void> {
    const { host, store, clock } = this.#deps;
    const on = new Set(host.points.contributions(ChannelProvider).map(({ plugin }) => plugin));
    const off = host.plugins().flatMap(({ id, enabled }) => (enabled || on.has(id) ? [] : [id]));
    const now = clock.now();
    await noteCarrierPlugins(store, { on: [...on], off, now });
    this.#listening = { at: now.getTime(), ids: await listeningPlugins(store, now) };
  }

  #readOverrides(): Promise<Overrides> {
    return readOverrides(this.#deps.store);
  }

  #find(id: string): PluginListing {
    const all = this.#deps.host.plugins();
    const found = all.find((plugin) => plugin.id === id);
    if (!found)
      throw new PluginNotFoundError(
        id,
        suggestName(
          id,
          all.map((plugin) => plugin.id),
        ),
      );
    return found;
  }

  async #overview(listing: PluginListing, carriers: ReadonlyMap<string, Date | null>): Promise<PluginOverview> {
    const entry = this.#effective.find(({ spec }) => spec.package === listing.package);
    const contributions = this.#deps.host.extensionPoints().flatMap((point) => point.contributions);
    const schema = await this.#schema(listing);
    const shown = (config: unknown) => maskSecrets(config, schema) as Readonly<Record<string, unknown>>;
    return {
      ...listing,
      config: shown(entry?.spec.config ?? {}),
      contributionOrders: entry?.spec.contributionOrders ?? {},
      origins: entry?.origins ?? { enabled: { from: 'default' }, order: { from: 'default' }, config: {} },
      override: masked(entry?.override ?? {}, shown),
      degraded: contributions.some(({ plugin, degraded }) => plugin === listing.id && degraded),
      offSince: carriers.get(listing.id)?.toISOString() ?? null,
    };
  }

  async #overrideBefore(id: string, changeId: string): Promise<PluginOverride> {
    const row = isId(changeId)
      ? await this.#deps.store.query
          .selectFrom('audit_entries')
          .select('detail')
          .where('id', '=', changeId)
          .where('subject', '=', id)
          .where('action', '=', 'plugin.changed')
          .executeTakeFirst()
      : undefined;
    if (!row) throw new PluginChangeNotFoundError(id);
    return readPluginOverride((row.detail as { before?: object }).before ?? {});
  }

  /** As its package brings it; `null`: it brings none that can be read. */
  async #schema({ configSchema }: PluginListing): Promise<JsonSchema | null> {
    if (configSchema === null) return null;
    try {
      return JSON.parse(await readFile(configSchema, 'utf8')) as JsonSchema;
    } catch {
      return null;
    }
  }

  #auditRefusal(by: { readonly userId: string }, plan: PluginPlan): Promise<void> {
    const { store, clock } = this.#deps;
    const entry = { ...by, action: 'plugin.change_refused', subject: plan.plugin, detail: planDetail(plan) };
    return recordAudit(store, entry, clock.now());
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

  /** One thing at a time. */
  #inTurn<T>(run: () => Promise<T>): Promise<T> {
    const turn = this.#turn.then(run, run);
    this.#turn = turn.catch(() => {});
    return turn;
  }
}

function retryOf(id: string, change: PluginChange): string | undefined {
  return change.enabled === true ? id : undefined;
}

function actionsOf({ changes }: ChangePlan): PluginPlan['actions'] {
  return changes.map(({ id, package: source, action, problem }) => {
    return { plugin: id, package: source, action, problem: problem ?? null };
  });
}

/** What the audit keeps of a plan: no value of a configuration is in it. */
function planDetail({ actions, impact, restartRequired }: PluginPlan): Record<string, unknown> {
  return {
    actions: actions.map(({ plugin, action, problem }) => ({
      plugin,
      action,
      ...(problem === null ? {} : { problem: problem.code }),
    })),
    impact,
    ...(restartRequired && { restartRequired }),
  };
}

function problemWords({ changes }: ChangePlan): string {
  return changes.flatMap(({ problem }) => (problem ? [`${problem.what} ${problem.why} ${problem.fix}`] : [])).join(' ');
}

function wantedDigest(effective: readonly EffectivePlugin[]): string {
  return digest(canonicalJson(effective.map(({ spec: { definition: _, ...spec } }) => spec)));
}

async function readOverrides(source: Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>): Promise<Overrides> {
  const rows = await source.query
    .selectFrom('configuration_overrides')
    .select(['name', 'value'])
    .where('kind', '=', 'plugin')
    .execute();
  return new Map(rows.map(({ name, value }) => [name, readPluginOverride(value)]));
}

/** An override as it may be shown. */
function masked(override: PluginOverride, shown: (config: unknown) => unknown): PluginOverride {
  return override.config === undefined
    ? override
    : { ...override, config: shown(override.config) as Readonly<Record<string, unknown>> };
}

function secretProblem(path: string): { path: string; message: string } {
  return { path, message: `is a secret and accepts only a reference to the environment, such as \${NAME}` };
}

function problemOf({ code, what, why, fix, restartRequired }: ConfigurationReferenceError): PluginProblem {
  return { code, what, why, fix, restartRequired };
}
