import type { ChannelProvider, Sender } from '@hailpoint/kernel';
import type { PacedSender } from './lock-buckets.js';
import { paceOf } from './pace.js';

/** The senders of these providers that have a pace, each once: an id that two list belongs to the first. */
export function pacedSenders(
  providers: readonly Pick<ChannelProvider, 'channel' | 'senders'>[],
): readonly PacedSender[] {
  const senders = new Map<string, PacedSender | null>();
  for (const provider of providers) {
    for (const sender of sendersOf(provider)) {
      const key = `${provider.channel} ${sender.id}`;
      const pace = paceOf(sender);
      if (!senders.has(key)) senders.set(key, pace && { channel: provider.channel, id: sender.id, pace });
    }
  }
  return [...senders.values()].filter((sender) => sender !== null);
}

/** A provider that cannot name its senders has none. */
function sendersOf(provider: Pick<ChannelProvider, 'senders'>): readonly Sender[] {
  try {
    const senders: unknown = provider.senders();
    return Array.isArray(senders) ? senders.filter(Boolean) : [];
  } catch {
    return [];
  }
}
