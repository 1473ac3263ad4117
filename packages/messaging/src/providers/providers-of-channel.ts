import { ChannelProvider } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';

/** Switched-on providers of a channel, in their order. */
export function providersOfChannel(
  points: Pick<ExtensionPoints, 'contributions'>,
  channel: string,
): readonly ActiveContribution<ChannelProvider>[] {
  return points.contributions(ChannelProvider).filter((provider) => provider.instance.channel === channel);
}
