import { VirtualAgent, type VirtualAgentSender } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';

/** Whether a virtual agent that is switched on takes what customers start on this sender. Never inside a transaction: it asks plugins. */
export function takesConversations(
  points: Pick<ExtensionPoints, 'instances'>,
  channel: string,
  sender: VirtualAgentSender,
): boolean {
  return points.instances(VirtualAgent).some((instance) => {
    try {
      return instance.isValidForChannel(channel, sender) === true;
    } catch {
      // The customer's message comes first; the dispatch of a turn is where a broken one is reported.
      return false;
    }
  });
}
