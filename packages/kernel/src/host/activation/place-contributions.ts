import type { BuiltContribution } from '../create-extension-points.js';
import { ConfigurationInvalidError } from '../errors/configuration-errors.js';
import { suggestName } from '../nearest-name.js';
import { defaultOrder } from '../order-contributions.js';
import type { PluginSpec } from '../plugin-spec.js';

/**
 * Gives every contribution its number: its own, else the plugin's, else the default.
 * @throws ConfigurationInvalidError when the configuration orders a contribution that the plugin does not have
 */
export function placeContributions(
  plugin: string,
  spec: PluginSpec,
  instances: readonly Omit<BuiltContribution, 'order'>[],
): readonly BuiltContribution[] {
  const orders = spec.contributionOrders ?? {};
  const names = instances.flatMap(({ name, point }) => [name, `${point.id}/${name}`]);
  const unknown = Object.keys(orders).filter((key) => !names.includes(key));
  if (unknown.length > 0) {
    const problems = unknown.map((key) => {
      return { path: `contributionOrders.${key}`, message: `is not a contribution of it. ${suggestName(key, names)}` };
    });
    throw new ConfigurationInvalidError(plugin, problems);
  }
  return instances.map(({ point, name, instance }) => {
    const order = orders[`${point.id}/${name}`] ?? orders[name] ?? spec.order ?? defaultOrder;
    return { point, name, order, instance };
  });
}
