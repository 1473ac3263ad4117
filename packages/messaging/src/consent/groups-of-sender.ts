import { ChannelProvider, type Sender } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { matchKey } from '../address/match-key.js';
import { sendersOf } from '../providers/list-senders.js';
import { senderGroup } from './sender-group.js';

/**
 * Every group that a provider of the channel lists the sender in, by its id or its address, its own first. More than one when the configurations
 * of two plugins disagree: what the customer says to the number then counts in each, whichever plugin it came in through. Plugins that are
 * switched off and still listen to their carrier count too.
 */
export function groupsOfSender(
  points: Pick<ExtensionPoints, 'listening'>,
  channel: string,
  sender: Pick<Sender, 'id' | 'address' | 'group'>,
): readonly string[] {
  const key = matchKey(channel, sender.address);
  const listed = points
    .listening(ChannelProvider)
    .filter(({ instance }) => instance.channel === channel)
    .flatMap(sendersOf)
    .filter(({ id, address }) => id === sender.id || matchKey(channel, address) === key);
  return [...new Set([sender, ...listed].map(senderGroup))];
}
