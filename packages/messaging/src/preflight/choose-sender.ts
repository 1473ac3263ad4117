import type { ChannelSender } from '../providers/channel-sender.js';
import type { RecipientHistory } from './recipient-history.js';

export interface ChosenSender {
  readonly sender: ChannelSender;
  /** Why this one, for the agent. */
  readonly explanation: string;
}

/**
 * The sender when the agent names none: that of a running conversation with this recipient, else the last one used with them, else the
 * first. `null`: the channel has none.
 */
export function defaultSender(senders: readonly ChannelSender[], history: RecipientHistory): ChosenSender | null {
  const [first, ...others] = senders;
  if (!first) return null;
  if (others.length === 0) return { sender: first, explanation: 'The only sender of this channel' };
  for (const { senderId, running } of history.senders) {
    const sender = senders.find((one) => one.sender.id === senderId);
    if (!sender) continue;
    const explanation = running
      ? 'The sender of the running conversation with this recipient'
      : 'The last sender that was used with this recipient';
    return { sender, explanation };
  }
  return { sender: first, explanation: 'The first sender of this channel' };
}
