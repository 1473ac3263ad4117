import { type PluginHost, type PluginListing, type StartReport, suggestName } from '@hailpoint/kernel/host';
import { recordAudit } from '../audit/record-audit.js';
import { requireAdmin } from '../directory/require-role.js';
import { PluginChangeBlockedError } from '../errors/plugin-change-blocked-error.js';
import { PluginLockedError } from '../errors/plugin-locked-error.js';
import { PluginNotFoundError } from '../errors/plugin-not-found-error.js';
import { PluginPlanChangedError } from '../errors/plugin-plan-changed-error.js';
import { PluginPlanNeededError } from '../errors/plugin-plan-needed-error.js';
import type { Actor, PluginService } from '../messaging.js';
import type {
  NodeOverview,
  PluginChange,
  PluginChangeResult,
  PluginDetails,
  PluginFile,
  PluginOverview,
  PluginPlan,
} from '../model/plugin-administration.js';
import { readCarrierPlugins } from './carrier-plugins.js';
import type { EffectivePlugin } from './effective-plugins.js';
import { NodePlugins, type NodePluginsDependencies } from './node-plugins.js';
import { impactOf } from './plugin-impact.js';
import { changedOverride } from './plugin-override.js';
import { type OverrideToWrite, overrideBefore, readPluginOverrides, writePluginOverride } from './plugin-overrides.js';
import { pluginOverview, readPluginSchema } from './plugin-overview.js';
import { planActions, planDetail, pluginPlan } from './plugin-plan.js';

export type PluginAdministrationDependencies = NodePluginsDependencies;

/** A planned change with all that carrying it out needs. */
interface Draft extends Pick<OverrideToWrite, 'name' | 'override' | 'overrides'> {
  readonly before: OverrideToWrite['override'];
  readonly wanted: readonly EffectivePlugin[];
  readonly plan: PluginPlan;
}

/** Carries out what administrators change: planned, prepared beside what runs, written down for all nodes, swapped in. Between nodes the database decides. */
export class PluginAdministration implements PluginService {
  readonly #deps: PluginAdministrationDependencies;
  readonly #node: NodePlugins;
  readonly #host: PluginHost;

  constructor(dependencies: PluginAdministrationDependencies) {
    this.#deps = dependencies;
    this.#host = dependencies.host;
    this.#node = new NodePlugins(dependencies);
  }

  /** Starts what shall run. What cannot is reported, and the rest starts. */
  start(): Promise<StartReport> {
    return this.#node.start();
  }

  /** From now on this node is seen by others, and follows what they change. */
  follow(): void {
    this.#node.follow();
  }

  stop(): Promise<void> {
    return this.#node.stop();
  }

  /** As {@link NodePlugins.useFile}. */
  useFile(file: PluginFile, restartFor: readonly string[], used?: () => void): Promise<boolean> {
    return this.#node.useFile(file, restartFor, used);
  }

  /** As {@link NodePlugins.refuseFile}. */
  refuseFile(problem: string): Promise<void> {
    return this.#node.refuseFile(problem);
  }

  async list(actor: Actor): Promise<readonly PluginOverview[]> {
    requireAdmin(actor, 'see plugins');
    const carriers = await readCarrierPlugins(this.#deps.store);
    return Promise.all(this.#host.plugins().map((listing) => this.#overview(listing, carriers)));
  }

  async get(actor: Actor, id: string): Promise<PluginDetails> {
    requireAdmin(actor, 'see plugins');
    const listing = this.#find(id);
    const overview = await this.#overview(listing, await readCarrierPlugins(this.#deps.store));
    return { ...overview, schema: await readPluginSchema(listing) };
  }

  async plan(actor: Actor, id: string, change: PluginChange): Promise<PluginPlan> {
    requireAdmin(actor, 'change plugins');
    return (await this.#node.inTurn(() => this.#draft(id, change))).plan;
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
    return this.#node.inTurn(async () => {
      const draft = await this.#draft(id, change);
      const { plan } = draft;
      if (planId !== undefined && planId !== plan.planId) throw new PluginPlanChangedError(plan);
      if (planId === undefined && !plan.blocked && plan.consequences.length > 0) throw new PluginPlanNeededError(plan);
      const changeId = await this.#carryOut(draft, change, by);
      const carriers = await readCarrierPlugins(this.#deps.store);
      return { plan, plugin: await this.#overview(this.#find(id), carriers), changeId };
    });
  }

  async schemas(actor: Actor): Promise<readonly { readonly package: string; readonly schema: object }[]> {
    requireAdmin(actor, 'see plugins');
    const read = this.#host.plugins().map(async (listing) => {
      const schema = await readPluginSchema(listing);
      return schema === null ? [] : [{ package: listing.package, schema }];
    });
    return (await Promise.all(read)).flat();
  }

  async nodes(actor: Actor): Promise<readonly NodeOverview[]> {
    requireAdmin(actor, 'see nodes');
    return this.#node.list();
  }

  /** What a change would come to, with the overrides as they are in the database now. */
  async #draft(id: string, change: PluginChange): Promise<Draft> {
    const { store } = this.#deps;
    const { points } = this.#host;
    const plugin = this.#find(id);
    const entry = this.#node.effective(plugin.package) as EffectivePlugin;
    const { name } = entry;
    if (entry.spec.locked) throw new PluginLockedError(id);
    const overrides = await readPluginOverrides(store);
    const before = overrides.get(name) ?? {};
    const undone = change.undo === undefined ? null : await overrideBefore(store, id, change.undo);
    const override = changedOverride(before, change, undone);
    const wanted = await this.#node.wanted(new Map(overrides).set(name, override), true);
    const specs = wanted.map(({ spec }) => spec);
    const planned = await this.#host.plan(specs, retryOf(id, change));
    const impact = await impactOf(planned, { store, points });
    const schema = await readPluginSchema(plugin);
    const { digest: fileDigest } = this.#node.file;
    const plan = pluginPlan({ plugin, before, override, fileDigest, planned, impact, schema }, points);
    return { name, before, override, overrides, wanted, plan };
  }

  /** Answers the id of the entry in the history. @throws PluginChangeBlockedError, PluginPlanChangedError */
  async #carryOut(
    draft: Draft,
    change: PluginChange,
    by: { readonly userId: string; readonly operatingSystemUser?: string },
  ): Promise<string> {
    const { store, clock } = this.#deps;
    const { plan, before, override, wanted } = draft;
    const { plugin: id } = plan;
    const specs = wanted.map(({ spec }) => spec);
    const prepared = plan.blocked ? null : await this.#host.prepare(specs, retryOf(id, change));
    if (prepared === null || prepared.plan.blocked) {
      const blocked = prepared === null ? plan : { ...plan, blocked: true, actions: planActions(prepared.plan) };
      const refusal = { ...by, action: 'plugin.change_refused', subject: id, detail: planDetail(blocked) };
      await recordAudit(store, refusal, clock.now());
      throw new PluginChangeBlockedError(blocked);
    }
    let changeId: string | null = null;
    try {
      const entry = { ...by, subject: id, detail: { change, before, after: override, ...planDetail(plan) } };
      changeId = await writePluginOverride(store, { ...draft, entry, now: clock.now() });
    } finally {
      if (changeId === null) await prepared.discard();
    }
    if (changeId === null) throw new PluginPlanChangedError((await this.#draft(id, change)).plan);
    await this.#node.carryOut(prepared, wanted);
    return changeId;
  }

  #overview(listing: PluginListing, carriers: ReadonlyMap<string, Date | null>): Promise<PluginOverview> {
    return pluginOverview(this.#host, listing, this.#node.effective(listing.package), carriers);
  }

  #find(id: string): PluginListing {
    const all = this.#host.plugins();
    const found = all.find((plugin) => plugin.id === id);
    if (found) return found;
    const ids = all.map((plugin) => plugin.id);
    throw new PluginNotFoundError(id, suggestName(id, ids));
  }
}

/** Switching on what failed is trying again. */
function retryOf(id: string, change: PluginChange): string | undefined {
  return change.enabled === true ? id : undefined;
}
