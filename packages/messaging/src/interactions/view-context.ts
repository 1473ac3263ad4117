import type { ExtensionPoints } from '@hailpoint/kernel/host';
import type { Actor } from '../messaging.js';
import { findSender } from '../providers/find-sender.js';
import { anySender } from '../providers/list-senders.js';
import type { InteractionViewContext } from './interaction-view.js';

/** What views need of the providers that are switched on now. Made per request; providers are asked once each. */
export function viewContext(
  points: Pick<ExtensionPoints, 'contributions'>,
  actor?: Pick<Actor, 'roles'>,
): InteractionViewContext {
  let any: boolean | undefined;
  return {
    findSender(channel, senderId) {
      const found = findSender(points, channel, senderId);
      return found && { address: found.sender.address, name: found.sender.name };
    },
    anySender() {
      any ??= anySender(points);
      return any;
    },
    ...(actor && { actor }),
  };
}
