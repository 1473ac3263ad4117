import type { MessageTemplate, TemplateVariable } from '@hailpoint/kernel';
import type { ChannelSender } from './channel-sender.js';

/** The templates that a sender may send. A provider that cannot name its templates has none: free text goes on. */
export function templatesOfSender({
  sender,
  provider,
}: Pick<ChannelSender, 'sender' | 'provider'>): readonly MessageTemplate[] {
  let templates: unknown;
  try {
    templates = provider.instance.templates?.();
  } catch {
    return [];
  }
  if (!Array.isArray(templates)) return [];
  return templates.filter(isTemplate).filter(({ senderIds }) => senderIds?.includes(sender.id) ?? true);
}

function isTemplate(template: unknown): template is MessageTemplate {
  if (typeof template !== 'object' || template === null) return false;
  const { id, name, language, body, variables, senderIds } = template as Partial<MessageTemplate>;
  return (
    [id, name, language, body].every((text) => typeof text === 'string' && text !== '') &&
    Array.isArray(variables) &&
    variables.every((one: Partial<TemplateVariable> | null) => typeof one?.name === 'string') &&
    (senderIds === undefined || Array.isArray(senderIds))
  );
}
