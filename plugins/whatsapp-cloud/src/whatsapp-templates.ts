import type { MessageTemplate, OutboundTemplate } from '@hailpoint/kernel';
import { isPositional, placeholdersOf } from './template-placeholders.js';
import type { WhatsAppTemplateConfig } from './whatsapp-cloud-config.js';

/** Between header, body and footer, as agents see the finished text. */
const gap = '\n\n';

/** The templates of the configuration, for agents. */
export function toMessageTemplate(config: WhatsAppTemplateConfig): MessageTemplate {
  const { label, name, language, header, body, footer, variables, senders } = config;
  const around = [header, footer].flatMap((text) => (text === undefined ? [] : [text.length + gap.length]));
  return {
    id: templateId(config),
    name: label ?? name,
    language,
    body: [header, withPlainNames(body), footer].filter((text) => text !== undefined).join(gap),
    variables: inOrder(placeholdersOf(body)).map((variable) => {
      const told = variables.find((one) => one.name === variable);
      return {
        name: variable,
        ...(told?.label === undefined ? {} : { label: told.label }),
        ...(told?.example === undefined ? {} : { example: told.example }),
        ...(told?.maxLength === undefined ? {} : { maxLength: told.maxLength }),
      };
    }),
    ...(senders === undefined ? {} : { senderIds: [...senders] }),
    // Meta counts the body with its variables filled in.
    maxLength: around.reduce((sum, length) => sum + length, 1024),
  };
}

/** Meta knows a template by name and language; agents choose by both. */
export function templateId({ name, language }: Pick<WhatsAppTemplateConfig, 'name' | 'language'>): string {
  return `${name}:${language}`;
}

/** Whether exactly the variables of the template as it is now were filled in: the configuration may have changed since. */
export function fillsTemplate({ body }: WhatsAppTemplateConfig, { variables }: OutboundTemplate): boolean {
  const names = placeholdersOf(body);
  return Object.keys(variables).length === names.length && names.every((name) => Object.hasOwn(variables, name));
}

/** The part of a request that names the template and fills it in, as {@link fillsTemplate} says that it can be. */
export function templatePayload({ name, language, body }: WhatsAppTemplateConfig, { variables }: OutboundTemplate) {
  const names = inOrder(placeholdersOf(body));
  const numbered = isPositional(names);
  const parameters = names.map((variable) => ({
    type: 'text',
    ...(numbered ? {} : { parameter_name: variable }),
    text: variables[variable]!,
  }));
  return {
    name,
    language: { code: language },
    ...(parameters.length === 0 ? {} : { components: [{ type: 'body', parameters }] }),
  };
}

/** Numbered ones by number, as Meta takes them by their place; named ones as they stand in the text. */
function inOrder(names: readonly string[]): readonly string[] {
  return isPositional(names) ? names.toSorted((a, b) => Number(a) - Number(b)) : names;
}

/** `{{ name }}` is written `{{name}}`. */
function withPlainNames(body: string): string {
  return body.replace(/\{\{\s*([^{}]*?)\s*\}\}/g, '{{$1}}');
}
