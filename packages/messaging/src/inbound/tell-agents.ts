import type { StoreTransaction } from '@hailpoint/store';
import type { LiveEventBus } from '../live/live-event-bus.js';
import { activeAgents } from '../notifications/active-agents.js';
import { notify } from '../notifications/notify.js';
import type { CustomerMatch } from './match-customer.js';

export interface InboundNews {
  readonly id: string;
  readonly number: string;
  readonly assignedTo: string | null;
  readonly liveGroup: readonly string[];
  readonly messageId: string;
  readonly match: CustomerMatch;
  readonly at: Date;
}

/** Tells whoever has the conversation that a reply arrived, and asks agents where the number does not say who wrote. */
export async function tellAgents(transaction: StoreTransaction, live: LiveEventBus, news: InboundNews): Promise<void> {
  const about = { interactionId: news.id, messageId: news.messageId, at: news.at };
  const concerned = new Set([...(news.assignedTo ? [news.assignedTo] : []), ...news.liveGroup]);
  for (const userId of concerned) {
    await notify(transaction, live, {
      ...about,
      userId,
      kind: 'reply_received',
      body: `The customer wrote in ${news.number}.`,
    });
  }
  const question = unclear(news);
  if (question === null) return;
  const asked = concerned.size > 0 ? [...concerned] : await activeAgents(transaction);
  for (const userId of asked) {
    await notify(transaction, live, { ...about, userId, kind: 'recipient_unclear', body: question });
  }
}

function unclear({ match, number }: InboundNews): string | null {
  if (match.rule === 'a_several') {
    return `The number that writes in ${number} stands on ${match.candidates.length} people. Ask who it is, and say so in the conversation.`;
  }
  if (match.rule === 'd')
    return `The number that writes in ${number} is bound to one person and stands on another. Ask who it is, and say so in the conversation.`;
  return null;
}
