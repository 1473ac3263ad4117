import type { PluginReport, PluginState, StartReport } from './start-report.js';

const states: readonly PluginState[] = ['started', 'off', 'failed', 'stopping', 'stopped'];

/** The report as lines for a terminal: one per plugin, and under a broken one what, why and how to fix it. */
export function formatStartReport(report: StartReport): string {
  const counts = states
    .map((state) => [state, report.plugins.filter((plugin) => plugin.state === state).length] as const)
    .filter(([, count]) => count > 0)
    .map(([state, count]) => `${count} ${state}`);
  const head = `Plugins: ${counts.join(', ') || 'none'} (${Math.round(report.durationMs)} ms)`;
  const width = Math.max(0, ...report.plugins.map(({ id }) => id.length));
  return [head, ...report.plugins.flatMap((plugin) => lines(plugin, width))].join('\n');
}

function lines(plugin: PluginReport, width: number): readonly string[] {
  const name = plugin.id === plugin.package ? '' : plugin.package;
  const line = `  ${plugin.state.padEnd(8)} ${plugin.id.padEnd(width)}  ${name}`;
  const contributions = plugin.contributions.map(({ point, name: contribution, order }) => {
    return `           ${point}: ${contribution} (order ${order})`;
  });
  const { problem } = plugin;
  if (problem === undefined) return [line.trimEnd(), ...contributions];
  return [
    line.trimEnd(),
    ...contributions,
    `           ${problem.code}: ${problem.what}`,
    `           why: ${problem.why}`,
    `           fix: ${problem.fix}`,
  ];
}
