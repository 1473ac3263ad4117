import type { ReplyOptions } from '../model/compose-options.js';
import { askAboutText, textAllowed } from '../preflight/ask-about-text.js';
import type { GatherDependencies } from '../preflight/gather-dependencies.js';
import type { Conversation } from '../preflight/gather-reply.js';
import { readCustomer } from '../preflight/read-customer.js';
import { readHistory } from '../preflight/recipient-history.js';
import { composeTemplates } from '../providers/compose-templates.js';
import { findSender } from '../providers/find-sender.js';

/** What the reply form shows of a conversation: whether free text may go, how long, and what may go in its place. */
export async function replyOptions(
  dependencies: GatherDependencies,
  conversation: Conversation,
): Promise<ReplyOptions> {
  const { points, store } = dependencies;
  const { channel, senderId, recipientId, matchKey } = conversation;
  const sender = findSender(points, channel, senderId);
  if (sender?.sender.id !== senderId) {
    // Why nothing can be sent at all is the preflight's to say.
    return { interaction: conversation.number, ...textAllowed, templates: [] };
  }
  const { lastInbound } = await readHistory(store, channel, matchKey);
  const text = await askAboutText(dependencies, sender, {
    channel,
    recipientId,
    person: await readCustomer(store, conversation),
    lastInboundAt: lastInbound.find((one) => one.senderId === senderId)?.at ?? null,
  });
  return { interaction: conversation.number, ...text, templates: composeTemplates([sender]) };
}
