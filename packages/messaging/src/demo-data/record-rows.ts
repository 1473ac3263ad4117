import type { Schema } from '@hailpoint/store';
import type { Insertable } from 'kysely';
import { matchKey } from '../address/match-key.js';
import { channelName } from '../channels/channel-name.js';
import { isClosed } from '../interactions/is-closed.js';
import type { DemoConversation, DemoInteraction } from './demo-data.js';
import type { ImportedPeople } from './import-users.js';

type Row = Insertable<Schema['interactions']>;

interface Times {
  readonly opened: Date;
  readonly minutesAgo: (minutes: number) => Date;
}

export function rowOfInteraction(
  identity: { readonly id: string; readonly number: string },
  one: DemoInteraction,
  people: ImportedPeople,
  { opened, minutesAgo }: Times,
): Row {
  const id = (key: string | undefined) => (key === undefined ? null : people.get(key)!.id);
  const closedAt = isClosed(one.state)
    ? minutesAgo(one.closedMinutesAgo ?? one.updatedMinutesAgo ?? one.openedMinutesAgo)
    : null;
  const updatedAt = one.updatedMinutesAgo === undefined ? (closedAt ?? opened) : minutesAgo(one.updatedMinutesAgo);
  return {
    ...identity,
    type: one.type,
    state: one.state,
    short_description: one.shortDescription ?? null,
    consumer_id: id(one.consumer),
    contact_id: id(one.contact),
    opened_for_id: id(one.openedFor),
    assigned_to_id: id(one.assignedTo),
    related_record: one.relatedRecord ? JSON.stringify(one.relatedRecord) : null,
    channel: null,
    plugin_id: null,
    sender_id: null,
    match_key: null,
    recipient_id: null,
    profile_id: null,
    source_interaction_id: null,
    context_interaction_id: null,
    close_reason: closedAt ? (one.closeReason ?? 'agent_ended') : null,
    closed_at: closedAt,
    waiting_for: null,
    waiting_since: null,
    opened_at: opened,
    updated_at: updatedAt,
  };
}

export function rowOfConversation(
  identity: { readonly id: string; readonly number: string },
  one: DemoConversation,
  people: ImportedPeople,
  { opened, minutesAgo }: Times,
  { profileId, sourceId }: { readonly profileId: string; readonly sourceId: string | null },
): Row {
  const { channel, recipientId, messages = [] } = one;
  const state = one.state ?? 'work_in_progress';
  const person = one.user === undefined ? null : people.get(one.user)!;
  const last = (direction?: 'inbound' | 'outbound') => {
    const message = messages.findLast((each) => direction === undefined || each.direction === direction);
    return message ? minutesAgo(message.minutesAgo) : null;
  };
  const lastMessageAt = last() ?? opened;
  const lastOf = messages.at(-1);
  const closedAt = !isClosed(state)
    ? null
    : one.closedMinutesAgo === undefined
      ? lastMessageAt
      : minutesAgo(one.closedMinutesAgo);
  const kind = person?.fields.kind;
  return {
    ...identity,
    type: 'messaging',
    state,
    short_description:
      one.shortDescription ?? `${channelName(channel)} conversation with ${person?.fields.name ?? 'a guest'}`,
    consumer_id: kind === 'consumer' ? person!.id : null,
    contact_id: kind === 'contact' ? person!.id : null,
    opened_for_id: person?.id ?? null,
    assigned_to_id: one.assignedTo === undefined ? null : people.get(one.assignedTo)!.id,
    related_record: null,
    channel,
    plugin_id: one.plugin,
    sender_id: one.sender,
    match_key: matchKey(channel, recipientId),
    recipient_id: recipientId,
    profile_id: profileId,
    virtual_agent: one.virtualAgent ?? false,
    source_interaction_id: sourceId,
    context_interaction_id: null,
    waiting_for: lastOf === undefined ? null : lastOf.direction === 'inbound' ? 'agent' : 'customer',
    waiting_since: lastOf === undefined ? null : minutesAgo(lastOf.minutesAgo),
    last_inbound_at: last('inbound'),
    last_outbound_at: last('outbound'),
    close_reason: closedAt ? (one.closeReason ?? 'agent_ended') : null,
    closed_at: closedAt,
    opened_at: opened,
    updated_at: closedAt ?? lastMessageAt,
  };
}
