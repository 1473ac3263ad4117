import { type ComposeDraft, emptyDraft } from './compose-draft.js';
import { readDraft, writeDraft } from './use-stored-draft.js';

/** Puts a text into the compose form of a record, for when it is next opened. What is being written there already stays as it is. */
export function offerDraft(number: string, body: string): void {
  const draft = readDraft<ComposeDraft>(number, emptyDraft);
  if (draft.body.trim() === '') writeDraft(number, { ...draft, body });
}
