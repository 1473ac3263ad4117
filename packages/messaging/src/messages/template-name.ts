import type { TemplateName } from '../model/message-template.js';

/** What people see of a template that a message is; what was filled in stands in its text. */
export function templateName({ id, name, language }: TemplateName): TemplateName {
  return { id, name, language };
}
