import type { StoreTransaction } from '@hailpoint/store';
import type { InteractionRow } from '../interactions/interaction-view.js';
import type { PersonSummary } from '../model/interaction.js';
import type { CarriedPlan } from '../preflight/plan-preview.js';
import { searchText } from '../search/search-words.js';
import type { SendInProgress } from './carry-out.js';
import { appendMessageStatement } from './send-statements.js';
import { storedPreflight } from './stored-preflight.js';

/** Writes a message into a running conversation. */
export async function appendMessage(
  transaction: Pick<StoreTransaction, 'execute'>,
  send: SendInProgress,
  plan: Extract<CarriedPlan, { readonly action: 'append' }>,
): Promise<InteractionRow> {
  const { gathered, facts, preview, user, profileId, messageId, at } = send;
  const { agent, recipient, sender, body, text } = gathered;
  const [row] = await transaction.execute<Omit<InteractionRow, 'live_group' | 'profile_user_id'>>(
    appendMessageStatement,
    [
      plan.conversation,
      at,
      agent.id,
      plan.assign,
      searchText([agent.name]),
      profileId,
      messageId,
      sender.plugin,
      recipient.recipientId,
      body,
      text.encoding,
      text.segments,
      new Date(at.getTime() + sender.maximumAgeMs),
      storedPreflight(send),
      gathered.replyIn === null ? gathered.source.id : null,
      sender.group,
      gathered.template && JSON.stringify(gathered.template),
      gathered.openUntil,
    ],
  );
  if (!row) throw new Error('The conversation to append to is gone.');
  const before: readonly PersonSummary[] =
    facts.conversations.find(({ id }) => id === plan.conversation)?.liveGroup ?? [];
  return {
    ...row,
    profile_user_id: user?.id ?? null,
    live_group: preview.joinsLiveGroup ? [...before, agent] : [...before],
  };
}
