import type { CloseReason, CollectedValue, VirtualAgentStop } from '@hailpoint/kernel';
import type { InteractionState, InteractionType, RelatedRecord, Store, StoreTransaction } from '@hailpoint/store';
import { sql } from 'kysely';
import type { FollowUpNote } from '../history/history-entry.js';
import type { Actor } from '../messaging.js';
import type { ConversationDetails, Interaction, PersonSummary, VirtualAgentReport } from '../model/interaction.js';
import { composeOffer } from './compose-offer.js';

/** What the view needs that is not in the database. */
export interface InteractionViewContext {
  /** Address and name of a sender; `null` when no provider lists it (any more). */
  findSender(channel: string, senderId: string): { readonly address: string; readonly name: string } | null;
  /** Whether any provider that is switched on has a sender. */
  anySender(): boolean;
  /** For whom the view is made. Absent: the offer to compose says nothing about roles. */
  readonly actor?: Pick<Actor, 'roles'>;
}

/**
 * Interactions as the API shows them, in the order asked for; what does not exist is left out. One statement, whatever the number of
 * interactions.
 */
export async function loadInteractions(
  reader: Pick<Store, 'query'> | Pick<StoreTransaction, 'query'>,
  which: { readonly ids: readonly string[] } | { readonly numbers: readonly string[] },
  context: InteractionViewContext,
): Promise<Interaction[]> {
  const asked = 'ids' in which ? which.ids : which.numbers;
  if (asked.length === 0) return [];
  const chosen = 'ids' in which ? sql`i.id = any(${[...asked]}::uuid[])` : sql`i.number = any(${[...asked]}::text[])`;
  const { rows } = await sql<InteractionRow>`
    SELECT i.id, i.number, i.type, i.state, i.short_description, i.related_record, i.channel, i.sender_id, i.recipient_id,
      i.virtual_agent, i.last_inbound_at, i.last_outbound_at, i.close_reason, i.closed_at, i.version, i.opened_at, i.updated_at,
      i.consumer_id, consumer.name AS consumer_name, i.contact_id, contact.name AS contact_name,
      i.opened_for_id, opened_for.name AS opened_for_name, i.assigned_to_id, assigned_to.name AS assigned_to_name,
      profile.user_id AS profile_user_id,
      source.number AS source_number, source.type AS source_type, earlier.number AS context_number,
      session.collected AS va_collected, session.stopped AS va_stopped, session.reason AS va_reason, session.stopped_at AS va_stopped_at,
      CASE WHEN i.closed_at IS NOT NULL THEN (
        SELECT json_build_object('person', CASE WHEN u.id IS NOT NULL THEN json_build_object('id', u.id, 'name', u.name) END,
                                 'followUp', h.detail -> 'followUp')
          FROM history_entries h LEFT JOIN users u ON u.id = h.user_id
         WHERE h.interaction_id = i.id AND h.kind = 'closed' ORDER BY h.id DESC LIMIT 1) END AS closed_by,
      (SELECT json_agg(json_build_object('id', u.id, 'name', u.name) ORDER BY l.added_at, u.id)
         FROM live_group_profiles l JOIN users u ON u.id = l.user_id WHERE l.interaction_id = i.id) AS live_group
    FROM interactions i
      LEFT JOIN users consumer ON consumer.id = i.consumer_id
      LEFT JOIN users contact ON contact.id = i.contact_id
      LEFT JOIN users opened_for ON opened_for.id = i.opened_for_id
      LEFT JOIN users assigned_to ON assigned_to.id = i.assigned_to_id
      LEFT JOIN channel_user_profiles profile ON profile.id = i.profile_id
      LEFT JOIN interactions source ON source.id = i.source_interaction_id
      LEFT JOIN interactions earlier ON earlier.id = i.context_interaction_id
      LEFT JOIN virtual_agent_sessions session ON session.interaction_id = i.id
    WHERE ${chosen}`.execute(reader.query);
  const found = new Map(rows.map((row) => ['ids' in which ? row.id : row.number, row]));
  return asked.flatMap((key) => {
    const row = found.get(key);
    return row ? [toInteraction(row, context)] : [];
  });
}

/** An interaction with the names that its view shows. */
export interface InteractionRow {
  id: string;
  number: string;
  type: InteractionType;
  state: InteractionState;
  short_description: string | null;
  related_record: RelatedRecord | null;
  channel: string | null;
  sender_id: string | null;
  recipient_id: string | null;
  virtual_agent: boolean;
  last_inbound_at: Date | null;
  last_outbound_at: Date | null;
  close_reason: CloseReason | null;
  closed_at: Date | null;
  version: number;
  opened_at: Date;
  updated_at: Date;
  consumer_id: string | null;
  consumer_name: string | null;
  contact_id: string | null;
  contact_name: string | null;
  opened_for_id: string | null;
  opened_for_name: string | null;
  assigned_to_id: string | null;
  assigned_to_name: string | null;
  profile_user_id: string | null;
  source_number: string | null;
  source_type: InteractionType | null;
  context_number: string | null;
  /** Of the virtual agent's session; `null`: there is none. */
  va_collected: CollectedValue[] | null;
  va_stopped: VirtualAgentStop | null;
  va_reason: string | null;
  va_stopped_at: Date | null;
  closed_by: { person: PersonSummary | null; followUp: FollowUpNote | null } | null;
  live_group: PersonSummary[] | null;
}

export function toInteraction(row: InteractionRow, context: InteractionViewContext): Interaction {
  return {
    id: row.id,
    number: row.number,
    type: row.type,
    state: row.state,
    shortDescription: row.short_description,
    consumer: person(row.consumer_id, row.consumer_name),
    contact: person(row.contact_id, row.contact_name),
    openedFor: person(row.opened_for_id, row.opened_for_name),
    assignedTo: person(row.assigned_to_id, row.assigned_to_name),
    relatedRecord: row.related_record,
    conversation: conversation(row, context),
    virtualAgent: row.virtual_agent,
    virtualAgentReport: report(row),
    liveGroup: row.live_group ?? [],
    closeReason: row.close_reason,
    closedBy: row.closed_by,
    version: row.version,
    openedAt: row.opened_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    closedAt: row.closed_at?.toISOString() ?? null,
    compose: composeOffer(row, context),
  };
}

function report({ va_collected, va_stopped, va_reason, va_stopped_at }: InteractionRow): VirtualAgentReport | null {
  if (va_collected === null) return null;
  return {
    collected: va_collected,
    stopped:
      va_stopped !== null && va_stopped_at !== null
        ? { why: va_stopped, reason: va_reason, at: va_stopped_at.toISOString() }
        : null,
  };
}

function conversation(row: InteractionRow, context: InteractionViewContext): ConversationDetails | null {
  if (row.type !== 'messaging') return null;
  const { channel, sender_id: senderId, recipient_id: recipientId } = row;
  if (channel === null || senderId === null || recipientId === null) return null; // The schema forbids it.
  const sender = context.findSender(channel, senderId);
  return {
    channel,
    senderId,
    // A sender that no provider lists any more is still shown: by default its id is its address.
    senderAddress: sender?.address ?? senderId,
    senderName: sender?.name ?? senderId,
    recipientId,
    guest: row.profile_user_id === null,
    source:
      row.source_number !== null && row.source_type !== null
        ? { number: row.source_number, type: row.source_type }
        : null,
    context: row.context_number !== null ? { number: row.context_number } : null,
    lastInboundAt: row.last_inbound_at?.toISOString() ?? null,
    lastOutboundAt: row.last_outbound_at?.toISOString() ?? null,
  };
}

function person(id: string | null, name: string | null): PersonSummary | null {
  return id !== null ? { id, name: name ?? '' } : null;
}
