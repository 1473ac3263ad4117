import type { PluginListing } from '@hailpoint/kernel/host';
import type { Command } from '../command.js';
import { table } from '../table.js';
import { operator } from './operator.js';

export const plugins: Command = {
  name: 'plugins',
  needs: 'plugins',
  async run({ plugins }, _args, caller) {
    const listing = await plugins.list(operator(caller, 'admin'));
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
