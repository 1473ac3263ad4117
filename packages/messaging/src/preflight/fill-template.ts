import type { MessageTemplate, TemplateVariable } from '@hailpoint/kernel';
import type { TemplateChoice } from '../model/message-template.js';
import type { Blocker, GatheredTemplate } from './gathered.js';

/** A template as it will be sent, or why it cannot be. */
export interface FilledTemplate {
  readonly template: GatheredTemplate;
  /** What the customer will see; variables that are not filled in stand as they are written. */
  readonly text: string;
  /** Characters that the text may have. */
  readonly maxLength: number;
  readonly blockers: readonly Blocker[];
}

const placeholder = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** Line breaks of any kind, tabs and other control characters, and more than three spaces in a row: carriers take none of it in a variable. */
const notInOneLine = /[\p{Cc}\u2028\u2029]| {4,}/u;

/** Puts the values into the template's text, and says what is wrong with them. Pure. */
export function fillTemplate(
  { id, variables }: TemplateChoice,
  templates: readonly MessageTemplate[],
  maxLengthOfChannel: number,
): FilledTemplate {
  const template = templates.find((one) => one.id === id);
  if (!template) {
    const reason = 'This template cannot be sent from the chosen sender. Choose another one from the list.';
    return {
      template: { id, name: id, language: '', variables },
      text: '',
      maxLength: 0,
      blockers: [{ code: 'template_unknown', reason, field: 'template' }],
    };
  }
  const value = (name: string) => (Object.hasOwn(variables, name) ? variables[name] : undefined);
  // In one pass: braces in a value are text.
  const text = template.body.replace(placeholder, (written, name: string) => value(name) || written);
  const { name, language, maxLength = maxLengthOfChannel } = template;
  return {
    template: { id, name, language, variables },
    text,
    maxLength,
    blockers: [
      ...template.variables.flatMap((variable) => valueBlockers(variable, value(variable.name))),
      ...strangers(template, variables),
      ...(text.length > maxLength ? [tooLong(text.length - maxLength)] : []),
    ],
  };
}

function valueBlockers(
  { name, label = name, maxLength }: TemplateVariable,
  value: string | undefined,
): readonly Blocker[] {
  if (value === undefined || value.trim() === '') {
    return [blocker('template_variable_missing', `Fill in “${label}”.`, name)];
  }
  if (notInOneLine.test(value)) {
    const reason = `“${label}” must be one line, without line breaks, tabs or more than three spaces in a row.`;
    return [blocker('template_variable_not_one_line', reason, name)];
  }
  // The database and carriers take no half of a character.
  if (!value.isWellFormed()) {
    return [blocker('template_variable_not_text', `“${label}” has a character that is not one. Write it anew.`, name)];
  }
  if (maxLength !== undefined && value.length > maxLength) {
    const reason = `“${label}” is ${characters(value.length - maxLength)} too long: ${maxLength} fit.`;
    return [blocker('template_variable_too_long', reason, name)];
  }
  return [];
}

function strangers(template: MessageTemplate, variables: TemplateChoice['variables']): readonly Blocker[] {
  const known = new Set(template.variables.map(({ name }) => name));
  const [unknown] = Object.keys(variables).filter((name) => !known.has(name));
  if (unknown === undefined) return [];
  // A name that could be one is repeated; anything else might be a text.
  const which = /^[\w.-]{1,60}$/.test(unknown) ? `no variable “${unknown}”` : 'not all of these variables';
  return [blocker('template_variable_unknown', `The template has ${which}. Fill in those that it has.`)];
}

function tooLong(over: number): Blocker {
  return blocker(
    'template_too_long',
    `With what you filled in, the text is ${characters(over)} too long. Fill in less.`,
  );
}

function characters(count: number): string {
  return count === 1 ? '1 character' : `${count} characters`;
}

function blocker(code: string, reason: string, variable?: string): Blocker {
  return { code, reason, field: 'template', ...(variable !== undefined && { variable }) };
}
