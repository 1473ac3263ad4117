import type { MessageTemplate } from '@hailpoint/kernel';
import type { ComposeTemplate } from '../model/message-template.js';
import type { ChannelSender } from './channel-sender.js';
import { templatesOfSender } from './templates-of-sender.js';

/** The templates of these senders, each once, with the senders that may send it. */
export function composeTemplates(senders: readonly ChannelSender[]): readonly ComposeTemplate[] {
  const templates = new Map<string, { readonly template: MessageTemplate; readonly senderIds: string[] }>();
  for (const sender of senders) {
    for (const template of templatesOfSender(sender)) {
      // Of two plugins that name a template alike, each sends its own.
      const key = `${sender.plugin} ${template.id}`;
      const known = templates.get(key);
      if (known) known.senderIds.push(sender.sender.id);
      else templates.set(key, { template, senderIds: [sender.sender.id] });
    }
  }
  return [...templates.values()].map(({ template: { id, name, language, body, variables }, senderIds }) => ({
    id,
    name,
    language,
    body,
    variables: variables.map((one) => ({
      name: one.name,
      label: one.label ?? one.name,
      example: one.example ?? null,
      maxLength: one.maxLength ?? null,
    })),
    senderIds,
  }));
}
