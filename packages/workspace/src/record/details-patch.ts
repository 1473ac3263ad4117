import type { InteractionDraft, InteractionPatch, OpenState, RelatedRecord } from '../api/types.js';
import type { DetailsField, DetailsValues } from './details-values.js';

const people = ['consumer', 'contact', 'openedFor', 'assignedTo'] as const;

/** Only what changed: a field that is not named stays as it is. */
export function detailsPatch(values: DetailsValues, changed: readonly DetailsField[]): InteractionPatch {
  const patch: InteractionPatch = {};
  if (changed.includes('shortDescription')) patch.shortDescription = values.shortDescription.trim() || null;
  if (changed.includes('state')) patch.state = values.state as OpenState;
  for (const field of people) {
    if (changed.includes(field)) patch[field] = values[field]?.id ?? null;
  }
  if (changed.some((field) => field.startsWith('related'))) patch.relatedRecord = relatedRecordOf(values);
  return patch;
}

export function detailsDraft(values: DetailsValues): InteractionDraft {
  return {
    type: values.type as InteractionDraft['type'],
    shortDescription: values.shortDescription.trim() || null,
    consumer: values.consumer?.id ?? null,
    contact: values.contact?.id ?? null,
    openedFor: values.openedFor?.id ?? null,
    assignedTo: values.assignedTo?.id ?? null,
    relatedRecord: relatedRecordOf(values),
  };
}

function relatedRecordOf(values: DetailsValues): RelatedRecord | null {
  const [table, id, label, url] = [values.relatedTable, values.relatedId, values.relatedLabel, values.relatedUrl].map(
    (text) => text.trim(),
  );
  if (!table && !id && !label && !url) return null;
  return { table: table ?? '', id: id ?? '', ...(label ? { label } : {}), ...(url ? { url } : {}) };
}
