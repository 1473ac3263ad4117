import { type DetailsField, type DetailsValues, detailsFields } from './details-values.js';

type Value = DetailsValues[DetailsField];

/** People are the same when their ids are; texts when they are but for the spaces around them, which are not saved. */
export function sameValue(a: Value, b: Value): boolean {
  if (typeof a === 'object' && a !== null && typeof b === 'object' && b !== null) return a.id === b.id;
  if (typeof a === 'string' && typeof b === 'string') return a.trim() === b.trim();
  return a === b;
}

/** The fields in which the two differ, in the form's order. */
export function changedFields(before: DetailsValues, after: DetailsValues): DetailsField[] {
  return detailsFields.filter((field) => !sameValue(before[field], after[field]));
}
