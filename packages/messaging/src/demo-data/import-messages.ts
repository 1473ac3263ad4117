import type { Schema, StoreTransaction } from '@hailpoint/store';
import type { Insertable } from 'kysely';
import { matchKey } from '../address/match-key.js';
import { defaultSenderGroup } from '../consent/sender-group.js';
import { measureText } from '../text/segments.js';
import type { DemoConversation, DemoMessage } from './demo-data.js';
import { idAt } from './id-at.js';
import { importOptOuts } from './import-opt-outs.js';
import { importUnknown } from './import-unknown.js';
import type { ImportedPeople } from './import-users.js';
import { minutesBefore } from './minutes-before.js';

/** Imports the threads; answers how many messages. */
export async function importMessages(
  transaction: StoreTransaction,
  threads: readonly { readonly id: string; readonly conversation: DemoConversation }[],
  people: ImportedPeople,
  at: Date,
): Promise<number> {
  const rows = threads.flatMap(({ id, conversation }) =>
    (conversation.messages ?? []).map((message) => toRow(id, conversation, message, people, at)),
  );
  // The database numbers them as they come, so every thread keeps its order.
  if (rows.length > 0) await transaction.query.insertInto('messages').values(rows).execute();
  await importUnknown(transaction, rows, at);
  await importOptOuts(
    transaction,
    rows
      .filter(({ direction }) => direction === 'inbound')
      .map((row) => ({
        id: row.id,
        interactionId: row.interaction_id,
        channel: row.channel,
        plugin: row.plugin_id,
        matchKey: row.match_key,
        recipientId: row.recipient_id,
        body: row.body,
        at: new Date(row.created_at),
      })),
  );
  return rows.length;
}

function toRow(
  interactionId: string,
  { channel, plugin, sender, recipientId }: DemoConversation,
  message: DemoMessage,
  people: ImportedPeople,
  at: Date,
): Insertable<Schema['messages']> {
  const created = minutesBefore(at, message.minutesAgo);
  const outbound = message.direction === 'outbound';
  const measure = outbound ? measureText(message.body, channel === 'sms' ? 'sms' : 'unicode') : null;
  const author = outbound ? people.get(message.author!) : undefined;
  const state = outbound ? (message.state ?? 'delivered') : 'received';
  return {
    id: idAt(created),
    interaction_id: interactionId,
    direction: message.direction,
    author_kind: authorKind(message),
    author_id: author?.id ?? null,
    channel,
    plugin_id: plugin,
    sender_id: sender,
    match_key: matchKey(channel, recipientId),
    recipient_id: recipientId,
    body: message.body,
    encoding: measure?.encoding ?? null,
    segments: measure?.segments ?? null,
    state,
    cause_code: message.cause?.code ?? null,
    cause_reason: message.cause?.reason ?? null,
    state_at: created,
    carrier_message_id: null,
    attempts: outbound && state !== 'canceled' ? 1 : 0,
    lease_owner: null,
    preflight: null,
    created_at: created,
    // The file does not know the senders' configuration, and nothing that it imports is still to be sent.
    sender_group: defaultSenderGroup,
  };
}

function authorKind(message: DemoMessage): 'agent' | 'customer' | 'virtual_agent' | 'system' {
  if (message.direction === 'inbound') return 'customer';
  if (message.author === 'virtual_agent' || message.author === 'system') return message.author;
  return 'agent';
}
