import { ChannelProvider } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';

/** Channels that write to addresses of this kind, each once, in the order of their providers. */
export function channelsOfAddressKind(points: Pick<ExtensionPoints, 'contributions'>, kind: string): readonly string[] {
  const channels = points
    .contributions(ChannelProvider)
    .filter(({ instance }) => instance.capabilities.addressKind === kind)
    .map(({ instance }) => instance.channel);
  return [...new Set(channels)];
}
