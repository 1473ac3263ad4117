import { ChannelProvider } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { ComparedProvider } from './plan-reconciliations.js';

/** Providers that are on, or still listen, and can list what their carrier knows. */
export function comparedProviders(points: Pick<ExtensionPoints, 'listening'>): readonly ComparedProvider[] {
  return points
    .listening(ChannelProvider)
    .filter(({ instance }) => instance.listHistory)
    .map(({ plugin, contribution, instance }) => ({ plugin, contribution, channel: instance.channel }));
}
