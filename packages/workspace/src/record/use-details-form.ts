import { useState } from 'react';
import type { Interaction } from '../api/types.js';
import { changedFields } from './changed-fields.js';
import type { DetailsErrors } from './details-errors.js';
import { type DetailsField, type DetailsValues, detailsOf } from './details-values.js';
import { copyField, mergeDetails } from './merge-details.js';

interface FormState {
  version: number;
  base: DetailsValues;
  values: DetailsValues;
  /** Fields that somebody else changed meanwhile: taken over, or to be decided. */
  taken: DetailsField[];
  conflicts: DetailsField[];
  /** What the agent had typed where both changed something. */
  mine: DetailsValues;
  errors: DetailsErrors;
}

export interface DetailsForm extends FormState {
  changed: DetailsField[];
  set<F extends DetailsField>(field: F, value: DetailsValues[F]): void;
  setErrors(errors: DetailsErrors): void;
  discard(): void;
  /** Decides a conflict. */
  choose(field: DetailsField, whose: 'mine' | 'theirs'): void;
  /** Puts the news about others' changes away. */
  dismiss(): void;
}

/** The Details form of an existing record. A newer version that arrives meanwhile is merged in, and the agent is told. */
export function useDetailsForm(interaction: Interaction): DetailsForm {
  const [state, setState] = useState(() => initialState(interaction));
  if (interaction.version > state.version) setState(adopt(state, interaction));
  return {
    ...state,
    changed: changedFields(state.base, state.values),
    set: (field, value) =>
      setState((before) => ({
        ...before,
        values: { ...before.values, [field]: value },
        errors: { ...before.errors, [field]: undefined },
      })),
    setErrors: (errors) => setState((before) => ({ ...before, errors })),
    discard: () => setState((before) => ({ ...before, values: before.base, taken: [], conflicts: [], errors: {} })),
    choose: (field, whose) =>
      setState((before) => {
        const values = { ...before.values };
        copyField(values, whose === 'mine' ? before.mine : before.base, field);
        return { ...before, values };
      }),
    dismiss: () => setState((before) => ({ ...before, taken: [], conflicts: [] })),
  };
}

function initialState(interaction: Interaction): FormState {
  const values = detailsOf(interaction);
  return { version: interaction.version, base: values, values, taken: [], conflicts: [], mine: values, errors: {} };
}

function adopt(before: FormState, interaction: Interaction): FormState {
  const theirs = detailsOf(interaction);
  if (changedFields(before.base, before.values).length === 0) return initialState(interaction);
  const { values, conflicts, taken } = mergeDetails(before.base, before.values, theirs);
  // Once nothing of the agent's own is left to save, the other changes are simply the record.
  if (changedFields(theirs, values).length === 0) return initialState(interaction);
  return {
    version: interaction.version,
    base: theirs,
    values,
    conflicts: [...new Set([...before.conflicts, ...conflicts])],
    taken: [...new Set([...before.taken, ...taken])],
    mine: values,
    errors: {},
  };
}
