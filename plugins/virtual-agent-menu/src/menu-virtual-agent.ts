import {
  injectable,
  type VirtualAgent,
  type VirtualAgentAnswer,
  type VirtualAgentSender,
  type VirtualAgentTurn,
} from '@hailpoint/kernel';
import { takeTurn } from './take-turn.js';
import { VirtualAgentMenuConfig } from './virtual-agent-menu-config.js';

/** Answers customers by a menu. Knows nothing but its configuration and the state of the conversation. */
@injectable()
export class MenuVirtualAgent implements VirtualAgent {
  constructor(private readonly config: VirtualAgentMenuConfig) {}

  isValidForChannel(channel: string, sender: VirtualAgentSender): boolean {
    const { channels, senders } = this.config;
    if (!channels.includes(channel)) return false;
    return senders === undefined || senders.includes(sender.id) || senders.includes(sender.address);
  }

  respond({ message, state }: VirtualAgentTurn): VirtualAgentAnswer {
    return takeTurn(this.config, state, message.body);
  }
}
