import type { FieldChecks } from '../fields/field-checks.js';
import type { InteractionType, RelatedRecord } from '../model/interaction.js';

/** What an agent may open. Conversations come about by composing or by a customer's message. */
export const postedTypes: readonly InteractionType[] = ['phone', 'chat', 'email', 'walk_in', 'other'];

/** The states between which an agent moves an open interaction. */
export const openStates = ['new', 'work_in_progress', 'on_hold', 'wrap_up'] as const;

export function checkShortDescription(checks: FieldChecks, value: unknown): string | null {
  return checks.text('/shortDescription', 'The short description', value, 500);
}

/** The record elsewhere that an interaction is about, with only the members that it has. */
export function checkRelatedRecord(
  checks: FieldChecks,
  record: RelatedRecord | null | undefined,
): RelatedRecord | null {
  if (record === undefined || record === null) return null;
  const label = checks.text('/relatedRecord/label', 'The label of the related record', record.label, 200);
  const url = checks.text('/relatedRecord/url', 'The address of the related record', record.url, 2_000);
  // A link that runs a script would run it as the agent who clicks it.
  if (url !== null && !isWebAddress(url)) {
    checks.add(
      '/relatedRecord/url',
      'invalid_url',
      'The address of the related record begins with https:// or http://.',
    );
  }
  return {
    table: checks.requiredText('/relatedRecord/table', 'The table of the related record', record.table, 100),
    id: checks.requiredText('/relatedRecord/id', 'The id of the related record', record.id, 200),
    ...(label !== null && { label }),
    ...(url !== null && { url }),
  };
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}
