import type { MessageTemplate } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { type AvailabilityAnswer, type AvailabilityQuestion, askAvailability } from './ask-availability.js';

/** Templates that are asked about at once: fewer than the failures in a row after which a policy is given a rest. */
const atOnce = 4;

/**
 * Of free text that may not go: whether a template may. Asked until one may; policies look at which one it is, where they want to. `false` also
 * when a policy failed or was late: that it refused is then no rule, and nobody knows what it says of templates.
 *
 * @param text what the policies said of free text
 */
export async function mayATemplateGo(
  points: Pick<ExtensionPoints, 'contributions' | 'veto'>,
  question: Omit<AvailabilityQuestion, 'template'>,
  text: Pick<AvailabilityAnswer, 'reasons' | 'answered'>,
  templates: readonly MessageTemplate[],
): Promise<boolean> {
  if (text.reasons.length === 0 || !text.answered) return false;
  for (let from = 0; from < templates.length; from += atOnce) {
    const answers = await Promise.all(
      templates.slice(from, from + atOnce).map(({ id }) => askAvailability(points, { ...question, template: id })),
    );
    if (answers.some(({ reasons }) => reasons.length === 0)) return true;
    if (answers.some(({ answered }) => !answered)) return false;
  }
  return false;
}
