import type { ComposeTemplate, Preflight, TemplateChoice } from '../api/types.js';

/** What may be sent from a sender; from any, while none is known. */
export function templatesFrom(templates: readonly ComposeTemplate[], senderId: string | null): ComposeTemplate[] {
  return templates.filter(({ senderIds }) => senderId === null || senderIds.includes(senderId));
}

/** The choice with a value for each variable of the template, and for no others. */
export function completeChoice(choice: TemplateChoice, { variables }: ComposeTemplate): TemplateChoice {
  const value = (name: string) => (Object.hasOwn(choice.variables, name) ? (choice.variables[name] ?? '') : '');
  return { id: choice.id, variables: Object.fromEntries(variables.map(({ name }) => [name, value(name)])) };
}

/** A piece of a template's text: as it is written, or a variable, with what was filled in. */
export interface TemplatePart {
  text: string;
  /** Name of the variable that is not filled in yet. */
  open: string | null;
}

/** What the customer will see, piece by piece. */
export function templateParts(
  { body, variables }: ComposeTemplate,
  values: TemplateChoice['variables'],
): TemplatePart[] {
  const pieces = body.split(/(\{\{[^{}]*\}\})/);
  return pieces.flatMap((piece): TemplatePart[] => {
    if (piece === '') return [];
    const name = /^\{\{\s*(.*?)\s*\}\}$/.exec(piece)?.[1];
    const variable = variables.find((one) => one.name === name);
    if (!variable) return [{ text: piece, open: null }];
    const value = Object.hasOwn(values, variable.name) ? (values[variable.name] ?? '') : '';
    return value === '' ? [{ text: variable.label, open: variable.name }] : [{ text: value, open: null }];
  });
}

/** What is wrong with a variable; `null`: nothing, or it is not filled in yet. */
export function variableError({ blockers }: Pick<Preflight, 'blockers'>, name: string): string | null {
  const blocker = blockers.find(({ variable, code }) => variable === name && code !== 'template_variable_missing');
  return blocker?.reason ?? null;
}
