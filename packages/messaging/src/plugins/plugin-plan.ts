import type { JsonSchema } from '@hailpoint/kernel';
import {
  type ChangePlan,
  ConfigurationReferenceError,
  type ExtensionPoints,
  type PluginListing,
  writtenSecrets,
} from '@hailpoint/kernel/host';
import type { PluginImpact, PluginOverride, PluginPlan, PluginPlanAction } from '../model/plugin-administration.js';
import { canonicalJson } from '../text/canonical-json.js';
import { digest } from '../text/digest.js';
import { consequencesOf } from './plan-words.js';
import { shownOverride } from './plugin-overview.js';

export interface PlannedPluginChange {
  readonly plugin: PluginListing;
  readonly before: PluginOverride;
  readonly override: PluginOverride;
  /** Of the configuration file that it stands over. */
  readonly fileDigest: string;
  readonly planned: ChangePlan;
  readonly impact: PluginImpact;
  readonly schema: JsonSchema | null;
}

/** What a change would do, as the administrator sees it. */
export function pluginPlan(change: PlannedPluginChange, points: Pick<ExtensionPoints, 'contributions'>): PluginPlan {
  const { plugin, before, override, planned, impact, schema } = change;
  const refusal = secretRefusal(change);
  const actions = refusal === null ? planActions(planned) : withRefusal(planActions(planned), refusal);
  const blocked = planned.blocked || refusal !== null;
  return {
    planId: planId(change, actions),
    plugin: plugin.id,
    actions,
    blocked,
    restartRequired: actions.some(({ problem }) => problem?.restartRequired === true),
    impact,
    consequences: consequencesOf(planned, impact, points),
    // What is refused may be a secret that was written out.
    override: shownOverride(blocked ? before : override, schema),
  };
}

export function planActions({ changes }: ChangePlan): readonly PluginPlanAction[] {
  return changes.map(({ id, package: source, action, problem }) => {
    return { plugin: id, package: source, action, problem: problem ?? null };
  });
}

/** What the audit keeps of a plan: no value of a configuration is in it. */
export function planDetail({ actions, impact, restartRequired }: PluginPlan): Record<string, unknown> {
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

/** Everything that makes a plan the plan it is. Never times, wording, or how many are concerned: the numbers change all the time. */
function planId(change: PlannedPluginChange, actions: readonly PluginPlanAction[]): string {
  const { plugin, before, override, fileDigest, impact } = change;
  return digest(
    canonicalJson({
      id: plugin.id,
      before,
      override,
      file: fileDigest,
      actions: actions.map(({ problem, ...action }) => ({ ...action, problem: problem?.code ?? null })),
      channels: impact.channels,
      senders: impact.senders.map(({ channel, id: sender }) => [channel, sender]),
      open: impact.openConversations > 0,
      waiting: [impact.queuedMessages > 0, impact.messagesUnderWay > 0, impact.scheduledMessages > 0],
      virtualAgent: impact.virtualAgentConversations > 0,
    }),
  );
}

/** One that is off may have a configuration that does not fit yet; a secret must not be written down even then. */
function secretRefusal({ plugin, override, schema }: PlannedPluginChange): PluginPlanAction | null {
  const paths = schema === null ? [] : writtenSecrets(override.config ?? {}, schema);
  if (paths.length === 0) return null;
  const message = `is a secret and accepts only a reference to the environment, such as \${NAME}`;
  const error = new ConfigurationReferenceError(
    plugin.id,
    paths.map((path) => ({ path, message })),
  );
  const { code, what, why, fix, restartRequired } = error;
  const problem = { code, what, why, fix, restartRequired };
  return { plugin: plugin.id, package: plugin.package, action: 'update', problem };
}

function withRefusal(actions: readonly PluginPlanAction[], refusal: PluginPlanAction): readonly PluginPlanAction[] {
  const own = actions.find(({ plugin }) => plugin === refusal.plugin);
  if (own === undefined) return [...actions, refusal];
  return actions.map((action) => (action === own ? { ...own, problem: own.problem ?? refusal.problem } : action));
}
