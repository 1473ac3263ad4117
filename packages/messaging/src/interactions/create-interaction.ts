import { newId, type StoreTransaction } from '@hailpoint/store';
import { MessagingTypeError } from '../errors/messaging-type-error.js';
import { FieldChecks } from '../fields/field-checks.js';
import type { InteractionDraft } from '../model/interaction.js';
import { checkRelatedRecord, checkShortDescription, postedTypes } from './interaction-fields.js';
import { nextNumber } from './next-number.js';
import { checkReferences } from './references.js';
import { refreshSearchText } from './refresh-search-text.js';

/** Opens an interaction; answers its id and number. */
export async function createInteraction(
  transaction: StoreTransaction,
  draft: InteractionDraft,
  at: Date,
): Promise<{ id: string; number: string }> {
  if ((draft.type as string) === 'messaging') throw new MessagingTypeError();
  const checks = new FieldChecks();
  if (!postedTypes.includes(draft.type)) {
    checks.add('/type', 'invalid_type', `The type must be one of ${postedTypes.join(', ')}.`);
  }
  const shortDescription = checkShortDescription(checks, draft.shortDescription);
  const relatedRecord = checkRelatedRecord(checks, draft.relatedRecord);
  checks.done();
  const { consumer = null, contact = null, openedFor = null, assignedTo = null } = draft;
  await checkReferences(transaction, { consumer, contact, openedFor, assignedTo });
  const id = newId();
  const number = await nextNumber(transaction);
  await transaction.query
    .insertInto('interactions')
    .values({
      id,
      number,
      type: draft.type,
      state: 'new',
      short_description: shortDescription,
      consumer_id: consumer,
      contact_id: contact,
      opened_for_id: openedFor,
      assigned_to_id: assignedTo,
      related_record: relatedRecord && JSON.stringify(relatedRecord),
      channel: null,
      plugin_id: null,
      sender_id: null,
      match_key: null,
      recipient_id: null,
      profile_id: null,
      source_interaction_id: null,
      context_interaction_id: null,
      close_reason: null,
      opened_at: at,
      updated_at: at,
    })
    .execute();
  await refreshSearchText(transaction, [id]);
  return { id, number };
}
