import type { PluginListing } from '@hailpoint/kernel/host';
import type { Command } from '../command.js';
import { table } from '../table.js';

export const plugins: Command = {
  name: 'plugins',
  needs: 'plugins',
  async run(hailpoint) {
    const contributions = hailpoint.host.extensionPoints().flatMap((point) => point.contributions);
    const failing = new Set(contributions.filter((each) => each.degraded).map(({ plugin }) => plugin));
    const listing = hailpoint.host.plugins().map((plugin) => ({ ...plugin, degraded: failing.has(plugin.id) }));
    const text = table(
      ['PLUGIN', 'STATE', 'ORDER', 'CONFORMANCE', 'CONTRIBUTES'],
      listing.map(({ id, package: name, state, order, conformance, contributes, degraded, held }) => [
        id ?? name,
        degraded || held !== null ? `${state}, degraded` : state,
        String(order),
        conformance === null ? 'no report' : `${conformance.passed} of ${conformance.total}`,
        contributes.join(', '),
      ]),
    );
    return { text: [text, ...problems(listing), ...holds(listing)].join('\n'), json: listing };
  },
};

function problems(listing: readonly PluginListing[]): string[] {
  return listing.flatMap(({ id, package: name, problem }) =>
    problem ? [`\n${id ?? name}: ${problem.what}\n  Why: ${problem.why}\n  Fix: ${problem.fix}`] : [],
  );
}

function holds(listing: readonly PluginListing[]): string[] {
  return listing.flatMap(({ id, held }) =>
    held ? [`\n${id}: ${held.what}\n  Since: ${held.since.toISOString()}\n  Fix: ${held.fix}`] : [],
  );
}
