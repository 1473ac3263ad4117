import type { Preflight } from '../api/types.js';

/** A message that is not written yet, or a template that is not filled in, is no refusal. */
export function isNotWritten(
  { field, code }: Preflight['blockers'][number],
  { text }: Pick<Preflight, 'text'>,
): boolean {
  return (field === 'body' && text.characters === 0) || code === 'template_variable_missing';
}

/** Where no text may go, it does not matter that none is written. */
export function isBesideThePoint(
  blocker: Preflight['blockers'][number],
  preflight: Pick<Preflight, 'text' | 'templateOnly'>,
): boolean {
  return preflight.templateOnly === true && isNotWritten(blocker, preflight);
}
