import type { MessageTemplate } from '@hailpoint/kernel';
import type { ExtensionPoints } from '@hailpoint/kernel/host';
import { type AvailabilityQuestion, askAvailability } from './ask-availability.js';

/**
 * Of free text that may not go: whether a template may. Asked until one may; policies look at which one it is, where they want to.
 */
export async function mayATemplateGo(
  points: Pick<ExtensionPoints, 'contributions' | 'veto'>,
  question: Omit<AvailabilityQuestion, 'template'>,
  templates: readonly MessageTemplate[],
): Promise<boolean> {
  for (const { id } of templates) {
    const { reasons } = await askAvailability(points, { ...question, template: id });
    if (reasons.length === 0) return true;
  }
  return false;
}
