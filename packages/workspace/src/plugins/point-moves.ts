import type { PluginStep } from '../api/plugins.js';
import type { Contribution, Plugin } from '../api/types.js';
import { movedOrders } from './moved-orders.js';

const keyOf = ({ plugin, contribution }: Contribution): string => `${plugin} ${contribution}`;

/** What has to be set so that one of them is asked at another place. `null`: the file locks too many of them. */
export function pointMoves(
  contributions: readonly Contribution[],
  plugins: readonly Pick<Plugin, 'id' | 'locked'>[],
  from: number,
  to: number,
): PluginStep[] | null {
  const places = contributions.map((one) => ({
    key: keyOf(one),
    order: one.order,
    tie: [one.plugin, one.contribution],
    locked: plugins.some(({ id, locked }) => id === one.plugin && locked),
  }));
  const orders = movedOrders(places, from, to);
  if (orders === null) return null;
  const byPlugin = new Map<string, Record<string, number>>();
  for (const one of contributions) {
    const order = orders.get(keyOf(one));
    if (order !== undefined) byPlugin.set(one.plugin, { ...byPlugin.get(one.plugin), [one.contribution]: order });
  }
  return [...byPlugin].map(([plugin, contributionOrders]) => ({ plugin, change: { contributionOrders } }));
}
