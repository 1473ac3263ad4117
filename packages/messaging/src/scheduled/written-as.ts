import type { Composition } from '../model/composition.js';
import type { TemplateChoice } from '../model/message-template.js';

/** What was written, of a scheduled message: its body is what the customer will see, also of a template, whose text is made anew. */
export function writtenAs({
  body,
  template,
}: {
  readonly body: string;
  readonly template: TemplateChoice | null;
}): Pick<Composition, 'body' | 'template'> {
  return template === null ? { body } : { template: { id: template.id, variables: template.variables } };
}
