import { newId, type StoreTransaction } from '@hailpoint/store';
import type { InteractionRow } from '../interactions/interaction-view.js';
import type { CarriedPlan } from '../preflight/plan-preview.js';
import { searchText } from '../search/search-words.js';
import type { SendInProgress } from './carry-out.js';
import { personReferences } from './person-references.js';
import { createConversationStatement } from './send-statements.js';
import { storedPreflight } from './stored-preflight.js';

/** Writes a new conversation with its first message. `withProfile`: and the profile that it belongs to. */
export async function createConversation(
  transaction: Pick<StoreTransaction, 'execute'>,
  send: SendInProgress,
  plan: Extract<CarriedPlan, { readonly action: 'create' }>,
  withProfile: boolean,
): Promise<InteractionRow> {
  const { gathered, facts, user, profileId, messageId, at } = send;
  const { agent, source, channel, recipient, sender, body, text } = gathered;
  const id = newId();
  const description = user ? `${channel.name} with ${user.name}` : `${channel.name} with a guest`;
  const { consumer, contact } = personReferences(user);
  const context = facts.conversations.find((one) => one.id === plan.contextFrom) ?? null;
  const [row] = await transaction.execute<{ number: string }>(createConversationStatement, [
    id,
    profileId,
    channel.channel,
    recipient.matchKey,
    recipient.recipientId,
    user?.id ?? null,
    at,
    withProfile,
    description,
    consumer,
    contact,
    agent.id,
    sender.plugin,
    sender.id,
    source.id,
    context?.id ?? null,
    searchText([...new Set([description, user?.name, agent.name])]),
    messageId,
    body,
    text.encoding,
    text.segments,
    new Date(at.getTime() + sender.maximumAgeMs),
    storedPreflight(send),
    sender.group,
    gathered.template && JSON.stringify(gathered.template),
    gathered.openUntil,
  ]);
  if (!row) throw new Error('The new conversation was not written.');
  return {
    id,
    number: row.number,
    type: 'messaging',
    state: 'work_in_progress',
    short_description: description,
    related_record: null,
    channel: channel.channel,
    sender_id: sender.id,
    recipient_id: recipient.recipientId,
    virtual_agent: false,
    last_inbound_at: null,
    last_outbound_at: at,
    close_reason: null,
    closed_at: null,
    version: 1,
    opened_at: at,
    updated_at: at,
    consumer_id: consumer,
    consumer_name: user?.name ?? null,
    contact_id: contact,
    contact_name: user?.name ?? null,
    opened_for_id: user?.id ?? null,
    opened_for_name: user?.name ?? null,
    assigned_to_id: agent.id,
    assigned_to_name: agent.name,
    profile_user_id: user?.id ?? null,
    source_number: source.number,
    source_type: source.type,
    context_number: context?.number ?? null,
    va_collected: null,
    va_stopped: null,
    va_reason: null,
    va_stopped_at: null,
    closed_by: null,
    live_group: [agent],
  };
}
