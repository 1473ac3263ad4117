import { ChannelProvider, type Sender } from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import type { ChannelSender } from './channel-sender.js';
import { providersOfChannel } from './providers-of-channel.js';

/** The senders of a channel, in the order of their providers. A sender id that two providers list belongs to the first. */
export function listSenders(points: Pick<ExtensionPoints, 'contributions'>, channel: string): readonly ChannelSender[] {
  const senders = new Map<string, ChannelSender>();
  for (const provider of providersOfChannel(points, channel)) {
    for (const sender of sendersOf(provider)) {
      if (!senders.has(sender.id)) senders.set(sender.id, { channel, sender, plugin: provider.plugin, provider });
    }
  }
  return [...senders.values()];
}

/** Whether any provider that is switched on has a sender. */
export function anySender(points: Pick<ExtensionPoints, 'contributions'>): boolean {
  return points.contributions(ChannelProvider).some((provider) => sendersOf(provider).length > 0);
}

/** A provider that cannot name its senders has none: the others of the channel go on. */
export function sendersOf(provider: ActiveContribution<ChannelProvider>): readonly Sender[] {
  try {
    const senders: unknown = provider.instance.senders();
    return Array.isArray(senders) ? senders.filter(isSender) : [];
  } catch {
    return [];
  }
}

function isSender(value: unknown): value is Sender {
  const { id, address, name } = (value ?? {}) as Partial<Sender>;
  return [id, address, name].every((part) => typeof part === 'string' && part !== '');
}
