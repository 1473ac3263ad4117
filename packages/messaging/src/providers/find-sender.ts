import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { matchKey } from '../address/match-key.js';
import type { ChannelSender } from './channel-sender.js';
import { listSenders } from './list-senders.js';

/** A sender by its id, else by its address in any way of writing it. `null`: no provider that is switched on lists it. */
export function findSender(
  points: Pick<ExtensionPoints, 'contributions'>,
  channel: string,
  senderIdOrAddress: string,
): ChannelSender | null {
  const senders = listSenders(points, channel);
  const byId = senders.find(({ sender }) => sender.id === senderIdOrAddress);
  if (byId) return byId;
  const key = matchKey(channel, senderIdOrAddress);
  return senders.find(({ sender }) => matchKey(channel, sender.address) === key) ?? null;
}
