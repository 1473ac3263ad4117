import type { StoreTransaction } from '@hailpoint/store';
import { MessagingFieldsError } from '../errors/messaging-fields-error.js';
import { StaleVersionError } from '../errors/stale-version-error.js';
import { UseTakeOverError } from '../errors/use-take-over-error.js';
import { FieldChecks } from '../fields/field-checks.js';
import type { HistoryEvent } from '../history/history-entry.js';
import { recordHistory } from '../history/record-history.js';
import type { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import type { InteractionPatch } from '../model/interaction.js';
import { notify } from '../notifications/notify.js';
import { checkRelatedRecord, checkShortDescription, openStates } from './interaction-fields.js';
import { type LockedInteraction, lockInteraction } from './lock-interaction.js';
import { checkReferences, type References } from './references.js';
import { refreshSearchText } from './refresh-search-text.js';

const messagingFields = new Set(['shortDescription', 'state', 'assignedTo']);

/** Changes an open interaction; answers its id, and whether anything is different now. What is as it was raises no version. */
export async function updateInteraction(
  transaction: StoreTransaction,
  live: LiveEventBus,
  actor: Actor,
  number: string,
  version: number,
  patch: InteractionPatch,
  at: Date,
): Promise<{ id: string; changed: boolean }> {
  const before = await lockInteraction(transaction, number);
  if (before.version !== version) throw new StaleVersionError(number, version, before.version);
  const given = Object.entries(patch).flatMap(([field, value]) => (value === undefined ? [] : [field]));
  if (before.type === 'messaging') {
    const fixed = given.filter((field) => !messagingFields.has(field));
    if (fixed.length > 0) throw new MessagingFieldsError(fixed);
    if (before.virtual_agent && patch.assignedTo) throw new UseTakeOverError(number);
  }
  const changes = await checkedChanges(transaction, before, patch);
  if (Object.keys(changes).length === 0) return { id: before.id, changed: false };
  await transaction.query
    .updateTable('interactions')
    .set({ ...changes, version: before.version + 1, updated_at: at })
    .where('id', '=', before.id)
    .execute();
  for (const event of changeEvents(before, changes)) {
    await recordHistory(transaction, { interactionId: before.id, userId: actor.userId, at }, event);
  }
  await refreshSearchText(transaction, [before.id]);
  if (before.type === 'messaging' && changes.assigned_to_id !== undefined) {
    await handOver(transaction, live, actor, before, changes.assigned_to_id, at);
  }
  return { id: before.id, changed: true };
}

interface Changes {
  short_description?: string | null;
  state?: (typeof openStates)[number];
  consumer_id?: string | null;
  contact_id?: string | null;
  opened_for_id?: string | null;
  assigned_to_id?: string | null;
  related_record?: string | null;
}

/** Only what is different from before. */
async function checkedChanges(
  transaction: StoreTransaction,
  before: LockedInteraction,
  patch: InteractionPatch,
): Promise<Changes> {
  const checks = new FieldChecks();
  const changes: Changes = {};
  if (patch.shortDescription !== undefined) {
    const text = checkShortDescription(checks, patch.shortDescription);
    if (text !== before.short_description) changes.short_description = text;
  }
  if (patch.state !== undefined) {
    if (!openStates.includes(patch.state)) {
      checks.add(
        '/state',
        'invalid_state',
        `The state must be one of ${openStates.join(', ')}. To end an interaction, close it.`,
      );
    } else if (patch.state !== before.state) changes.state = patch.state;
  }
  if (patch.relatedRecord !== undefined) {
    const record = checkRelatedRecord(checks, patch.relatedRecord);
    const former = before.related_record;
    const same =
      record?.table === former?.table &&
      record?.id === former?.id &&
      record?.label === former?.label &&
      record?.url === former?.url;
    if (!same) changes.related_record = record && JSON.stringify(record);
  }
  checks.done();
  const people: References = pick(before, patch);
  await checkReferences(transaction, people);
  if (people.consumer !== undefined) changes.consumer_id = people.consumer;
  if (people.contact !== undefined) changes.contact_id = people.contact;
  if (people.openedFor !== undefined) changes.opened_for_id = people.openedFor;
  if (people.assignedTo !== undefined) changes.assigned_to_id = people.assignedTo;
  return changes;
}

const edited = {
  short_description: 'shortDescription',
  consumer_id: 'consumer',
  contact_id: 'contact',
  opened_for_id: 'openedFor',
  related_record: 'relatedRecord',
} as const;

/** What the history keeps of a change: who has it and its state in full, of all else only the names of the fields. */
function changeEvents(before: LockedInteraction, changes: Changes): readonly HistoryEvent[] {
  const { assigned_to_id: to, state } = changes;
  const fields = Object.entries(edited).flatMap(([column, field]) => (column in changes ? [field] : []));
  return [
    ...(to === undefined ? [] : [{ kind: 'assigned', detail: { from: before.assigned_to_id, to } } as const]),
    ...(state === undefined ? [] : [{ kind: 'state_changed', detail: { from: before.state, to: state } } as const]),
    ...(fields.length === 0 ? [] : [{ kind: 'edited', detail: { fields } } as const]),
  ];
}

/** References that become others. One that stays is not judged again: an assignee may have left meanwhile. */
function pick(before: LockedInteraction, patch: InteractionPatch): References {
  const changed = (given: string | null | undefined, former: string | null) => given !== undefined && given !== former;
  return {
    ...(changed(patch.consumer, before.consumer_id) && { consumer: patch.consumer }),
    ...(changed(patch.contact, before.contact_id) && { contact: patch.contact }),
    ...(changed(patch.openedFor, before.opened_for_id) && { openedFor: patch.openedFor }),
    ...(changed(patch.assignedTo, before.assigned_to_id) && { assignedTo: patch.assignedTo }),
  };
}

/** Who gets a conversation takes part in it; who had it is told. */
async function handOver(
  transaction: StoreTransaction,
  live: LiveEventBus,
  actor: Actor,
  before: LockedInteraction,
  assignedTo: string | null,
  at: Date,
): Promise<void> {
  if (assignedTo !== null) {
    await transaction.query
      .insertInto('live_group_profiles')
      .values({ interaction_id: before.id, user_id: assignedTo, added_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
  const formerly = before.assigned_to_id;
  if (formerly === null || formerly === actor.userId) return;
  const assignee =
    assignedTo === null
      ? null
      : await transaction.query.selectFrom('users').select('name').where('id', '=', assignedTo).executeTakeFirst();
  await notify(transaction, live, {
    userId: formerly,
    kind: 'conversation_taken',
    interactionId: before.id,
    body: assignee
      ? `${actor.name} assigned ${before.number} to ${assignedTo === actor.userId ? 'themselves' : assignee.name}.`
      : `${actor.name} took your assignment off ${before.number}.`,
    at,
  });
}
