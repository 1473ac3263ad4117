import { sameValue } from './changed-fields.js';
import { type DetailsField, type DetailsValues, detailsFields } from './details-values.js';

export interface MergedDetails {
  /** Mine where I changed something, theirs everywhere else. */
  values: DetailsValues;
  /** Changed by both, to different values: the agent decides. */
  conflicts: DetailsField[];
  /** Changed only by them, and taken over. */
  taken: DetailsField[];
}

/** Brings together what was loaded, what the agent made of it, and what stands there now. */
export function mergeDetails(base: DetailsValues, mine: DetailsValues, theirs: DetailsValues): MergedDetails {
  const merged: MergedDetails = { values: { ...theirs }, conflicts: [], taken: [] };
  for (const field of detailsFields) {
    const changedByMe = !sameValue(base[field], mine[field]);
    const changedByThem = !sameValue(base[field], theirs[field]);
    if (changedByMe) copyField(merged.values, mine, field);
    if (changedByMe && changedByThem && !sameValue(mine[field], theirs[field])) merged.conflicts.push(field);
    if (changedByThem && !changedByMe) merged.taken.push(field);
  }
  return merged;
}

export function copyField<F extends DetailsField>(target: DetailsValues, source: DetailsValues, field: F): void {
  target[field] = source[field];
}
