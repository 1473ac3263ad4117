import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { newId, type StoreTransaction } from '@hailpoint/store';
import { matchKey } from '../address/match-key.js';
import type { Preflight } from '../model/preflight.js';
import { findSender } from '../providers/find-sender.js';
import { usableZone } from '../scheduled/read-zone.js';
import { measureText } from '../text/segments.js';
import type { DemoScheduled } from './demo-data.js';
import type { ImportedPeople } from './import-users.js';
import { minutesBefore } from './minutes-before.js';

/** Imports messages that wait for their moment, or were not sent at it. They are sent for real. */
export async function importScheduled(
  transaction: StoreTransaction,
  points: Pick<ExtensionPoints, 'contributions'>,
  scheduled: readonly DemoScheduled[],
  people: ImportedPeople,
  idOf: ReadonlyMap<string, string>,
  at: Date,
): Promise<void> {
  for (const one of scheduled) {
    const { channel, sender, recipientId, body, cause } = one;
    const agent = people.get(one.agent)!;
    const interactionId = idOf.get(one.interaction)!;
    const sendAt = minutesBefore(at, cause ? one.minutes : -one.minutes);
    const person = people.get(one.user)!;
    const zone = usableZone(person.fields.timeZone);
    await transaction.query
      .insertInto('scheduled_messages')
      .values({
        id: newId(),
        interaction_id: interactionId,
        agent_id: agent.id,
        state: cause ? 'needs_attention' : 'scheduled',
        channel,
        to_kind: 'recipient_id',
        to_value: recipientId,
        sender_id: sender,
        recipient_id: recipientId,
        match_key: matchKey(channel, recipientId),
        body,
        send_at: sendAt,
        due_at: cause ? null : sendAt,
        zone,
        recipient_zone: zone,
        preflight: JSON.stringify(preflightOf(points, one, person, agent)),
        cause_code: cause?.code ?? null,
        cause_reason: cause?.reason ?? null,
        created_at: minutesBefore(sendAt, 60) < at ? minutesBefore(sendAt, 60) : at,
        updated_at: cause ? sendAt : at,
      })
      .execute();
    if (!cause) continue;
    await transaction.query
      .insertInto('notifications')
      .values({
        id: newId(),
        user_id: agent.id,
        kind: 'scheduled_needs_attention',
        interaction_id: interactionId,
        body: `The message that you scheduled for ${person.fields.name} was not sent and needs your attention.`,
        created_at: sendAt,
      })
      .execute();
  }
}

type Person = NonNullable<ReturnType<ImportedPeople['get']>>;

/** What the agent would have been shown: a new conversation. Anything else at its moment, and it is not sent. */
function preflightOf(
  points: Pick<ExtensionPoints, 'contributions'>,
  { channel, sender, recipientId, body }: DemoScheduled,
  person: Person,
  agent: Person,
): Preflight {
  const found = findSender(points, channel, sender);
  const text = found?.provider.instance.capabilities.text ?? { maxLength: 0, encoding: 'unicode' as const };
  const explanation = 'The number of the person’s record, as it stands there.';
  return {
    planId: '',
    sendable: true,
    channel,
    person: {
      source: 'hailpoint',
      id: person.id,
      name: person.fields.name,
      userId: person.id,
      explanation: 'The person of the record.',
    },
    recipient: {
      recipientId,
      manual: false,
      label: null,
      derivation: { rule: 'as_written', sources: [], explanation },
      explanation,
    },
    sender: {
      id: sender,
      address: found?.sender.address ?? sender,
      name: found?.sender.name ?? sender,
      plugin: found?.plugin ?? '',
      explanation: 'Chosen by you',
    },
    plan: {
      row: '2',
      workflow: 'created',
      explanation: 'A new conversation starts, assigned to you.',
      appendsTo: null,
      creates: true,
      closes: [],
      profile: { action: 'created', previousUser: null, canceledMessages: 0 },
      assignment: 'to_agent',
      assignedTo: { id: agent.id, name: agent.fields.name },
      joinsLiveGroup: true,
    },
    consent: null,
    warnings: [],
    confirmations: [],
    blockers: [],
    text: { ...measureText(body, text.encoding), maxLength: text.maxLength },
    attachments: [],
    verdicts: [],
  };
}
