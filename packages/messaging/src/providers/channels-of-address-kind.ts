import { ChannelProvider } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';

/** Channels that write to addresses of this kind, each once, in the order of their providers. */
export function channelsOfAddressKind(points: Pick<ExtensionPoints, 'instances'>, kind: string): readonly string[] {
  const channels = points
    .instances(ChannelProvider)
    .filter(({ capabilities }) => capabilities.addressKind === kind)
    .map(({ channel }) => channel);
  return [...new Set(channels)];
}
