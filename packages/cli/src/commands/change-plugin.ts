import { setTimeout as wait } from 'node:timers/promises';
import type { NodeOverview, PluginChange, PluginPlan } from '@hailpoint/messaging';
import type { Command, CommandOutput } from '../command.js';
import { CommandError } from '../command-error.js';
import { exitCodes } from '../exit-codes.js';
import { actingUser } from './acting-user.js';

/** Nodes hear of a change at once, and look every second. Milliseconds. */
const nodesFollowWithinMs = 5_000;
const lookEveryMs = 100;

const actionWords: Readonly<Record<PluginPlan['actions'][number]['action'], string>> = {
  start: 'starts',
  stop: 'stops, when what it began is finished',
  stop_sending: 'stops sending, and still takes what its carrier brings',
  resume: 'is used again',
  reconfigure: 'starts anew with the new settings; the old one finishes what it began',
  reorder: 'takes another place',
  update: 'is noted; nothing that runs changes',
};

/** A command that shows the plan of a change, and carries it out: at once when nobody will notice, else with `--yes`. */
function changePlugin(name: string, change: PluginChange): Command {
  return {
    name,
    needs: 'plugins',
    async run(hailpoint, args, caller): Promise<CommandOutput> {
      const id = String(args['id']);
      const actor = await actingUser(hailpoint, String(args['as'] ?? 'admin'));
      const plan = await hailpoint.plugins.plan(actor, id, change);
      const words = describe(plan);
      if (args['plan']) return { text: words, json: plan };
      if (!plan.blocked && plan.consequences.length > 0 && !args['yes']) {
        throw new CommandError(`${words}\nNothing was changed. Add --yes to carry it out.`, exitCodes.refused, {
          code: 'plugin_plan_needed',
          plan,
        });
      }
      const request = { ...change, planId: plan.planId };
      const result = await hailpoint.plugins.change(actor, id, request, caller.operatingSystemUser);
      // In a process of its own plugins run as this machine lets them, and say nothing of the servers.
      const runs = (node: NodeOverview) => node.settled && (hailpoint.server === null || node.samePlugins);
      const nodes = await untilRun(() => hailpoint.plugins.nodes(actor), runs);
      return { text: `${words}\n${outcome(nodes, nodes.filter(runs).length, plan)}`, json: { ...result, nodes } };
    },
  };
}

export const pluginChanges: readonly Command[] = [
  changePlugin('plugins enable', { enabled: true }),
  changePlugin('plugins disable', { enabled: false }),
  changePlugin('plugins reset', { reset: true }),
];

function describe(plan: PluginPlan): string {
  if (plan.actions.length === 0) return `${plan.plugin}: it is so already; nothing that runs changes.`;
  return [
    ...plan.actions.flatMap(({ plugin, action, problem }) => [
      `${plugin} ${actionWords[action]}.`,
      ...(problem ? [`  Problem: ${problem.what}`, `  Why: ${problem.why}`, `  Fix: ${problem.fix}`] : []),
    ]),
    ...plan.consequences.map((sentence) => `  - ${sentence}`),
  ].join('\n');
}

function outcome(nodes: readonly NodeOverview[], running: number, { plugin }: PluginPlan): string {
  const undo = `Undo it on its page, or take everything set here back: npx hailpoint plugins reset ${plugin}`;
  if (nodes.length === 0) return `Done. No server runs; the next start takes it.\n${undo}`;
  const problems = nodes.flatMap((node) => node.problems.map((problem) => `  ${node.name}: ${problem}`));
  return [`Done: ${running} of ${nodes.length} nodes run it.`, ...problems, undo].join('\n');
}

async function untilRun(
  look: () => Promise<readonly NodeOverview[]>,
  runs: (node: NodeOverview) => boolean,
): Promise<readonly NodeOverview[]> {
  for (let waited = 0; ; waited += lookEveryMs) {
    const nodes = await look();
    if (waited >= nodesFollowWithinMs || nodes.every(runs)) return nodes;
    await wait(lookEveryMs);
  }
}
