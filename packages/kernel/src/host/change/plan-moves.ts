import { isDeepStrictEqual } from 'node:util';
import type { HostedPlugin } from '../activation/hosted-plugin.js';
import { RestartRequiredError } from '../errors/activation-errors.js';
import { defaultOrder } from '../order-contributions.js';
import type { PluginSpec } from '../plugin-spec.js';
import type { ChangeAction, PlannedChange } from './planned-change.js';

/** What becomes of one entry of the configuration. */
export type Move =
  /** Nothing changes for it. */
  | { readonly kind: 'keep'; readonly plugin: HostedPlugin }
  /** The same instances go on under another entry. */
  | { readonly kind: 'adopt'; readonly plugin: HostedPlugin; readonly spec: PluginSpec; readonly change: PlannedChange }
  /** Another takes its place; `former` is `null` where there was none. */
  | {
      readonly kind: 'replace';
      readonly former: HostedPlugin | null;
      readonly plugin: HostedPlugin;
      readonly change: PlannedChange;
    }
  /** It is not listed any more. */
  | { readonly kind: 'drop'; readonly plugin: HostedPlugin; readonly change: PlannedChange };

/**
 * Compares what there is with what shall be. Loads and starts nothing.
 * @param retry id of a plugin that is tried again if it had failed, even when its entry is the same
 */
export function planMoves(
  present: readonly HostedPlugin[],
  wanted: readonly PluginSpec[],
  retry: string | null,
  inspect: (spec: PluginSpec) => HostedPlugin,
): readonly Move[] {
  const left = new Set(present);
  const take = (found: HostedPlugin | undefined): HostedPlugin | null => {
    if (found !== undefined) left.delete(found);
    return found ?? null;
  };
  const ofSamePackage = wanted.map((spec) => take([...left].find((each) => each.spec.package === spec.package)));
  const moves = wanted.map((spec, index): Move => {
    const former = ofSamePackage[index] ?? null;
    const isRetried = former !== null && former.id === retry && former.problem !== null;
    if (former !== null && isDeepStrictEqual(former.spec, spec) && !isRetried) return { kind: 'keep', plugin: former };
    if (former !== null && goesOn(former, spec)) return adopt(former, spec);
    const plugin = inspect(spec);
    if (former !== null) plugin.remember(former);
    const moved = former ?? take([...left].find((each) => each.isRunning && each.id === plugin.id));
    if (moved !== null && former === null) {
      plugin.refuse(new RestartRequiredError(plugin.id, moved.spec.package, spec.package));
    }
    // Nothing of what was loaded can be loaded again: another version stays out until the next start.
    if (moved?.definition != null && moved.version !== plugin.version) {
      plugin.refuse(new RestartRequiredError(plugin.id, `version ${moved.version}`, `version ${plugin.version}`));
    }
    const leaves = moved?.spec.enabled === true && !spec.enabled;
    return { kind: 'replace', former: moved, plugin, change: changeOf(plugin, actionOf(moved, spec), leaves) };
  });
  const dropped = [...left].map((plugin): Move => {
    const { isRunning, spec } = plugin;
    return { kind: 'drop', plugin, change: changeOf(plugin, isRunning ? 'stop' : 'update', spec.enabled) };
  });
  return [...moves, ...dropped];
}

function goesOn(running: HostedPlugin, spec: PluginSpec): boolean {
  const isWanted = spec.enabled || spec.listening === true;
  return running.isRunning && isWanted && isDeepStrictEqual(running.spec.config ?? {}, spec.config ?? {});
}

function adopt(plugin: HostedPlugin, spec: PluginSpec): Move {
  const { id, contributes } = plugin;
  const leaves = plugin.spec.enabled && !spec.enabled;
  const change = { id, package: spec.package, action: actionOfAdoption(plugin.spec, spec), leaves, contributes };
  return { kind: 'adopt', plugin, spec, change };
}

function actionOfAdoption(former: PluginSpec, spec: PluginSpec): ChangeAction {
  if (former.enabled !== spec.enabled) return spec.enabled ? 'resume' : 'stop_sending';
  const places = ({ order = defaultOrder, contributionOrders = {} }: PluginSpec) => ({ order, contributionOrders });
  return isDeepStrictEqual(places(former), places(spec)) ? 'update' : 'reorder';
}

function actionOf(former: HostedPlugin | null, spec: PluginSpec): ChangeAction {
  const isWanted = spec.enabled || spec.listening === true;
  if (former?.isRunning !== true) return spec.enabled ? 'start' : 'update';
  if (!isWanted) return 'stop';
  return spec.enabled === former.spec.enabled ? 'reconfigure' : spec.enabled ? 'start' : 'stop_sending';
}

/** As it stands now: a problem may be found later, when its code has looked at the configuration. */
export function changeOf(plugin: HostedPlugin, action: ChangeAction, leaves: boolean): PlannedChange {
  const { id, contributes, problem } = plugin;
  return {
    id,
    package: plugin.spec.package,
    action,
    leaves,
    contributes,
    ...(problem === null ? {} : { problem }),
  };
}
