import type { OutboundMessage } from '@hailpoint/kernel';
import type { WhatsAppTemplateConfig } from './whatsapp-cloud-config.js';
import { templatePayload } from './whatsapp-templates.js';

/** Ours are told by it from messages that another system sends from the same number. */
const ourPrefix = 'hailpoint:';

/** A customer who shows a user name in place of their number. Source: Meta's "Business-scoped user IDs". */
const userIdForm = /^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/;

/** The body of a request to send. Meta gives `biz_opaque_callback_data` back in each status of the message. */
export function messagePayload(message: OutboundMessage, template: WhatsAppTemplateConfig | null): object {
  const { id, recipientId } = message;
  return {
    messaging_product: 'whatsapp',
    recipient_type: 'individual',
    ...(userIdForm.test(recipientId) ? { recipient: recipientId } : { to: recipientId }),
    ...contentOf(message, template),
    biz_opaque_callback_data: ourPrefix + id,
  };
}

/** Our id of a message; `null`: it is not one of ours. */
export function messageIdOf(callbackData: unknown): string | null {
  if (typeof callbackData !== 'string' || !callbackData.startsWith(ourPrefix)) return null;
  return callbackData.slice(ourPrefix.length) || null;
}

function contentOf({ body, media, template }: OutboundMessage, config: WhatsAppTemplateConfig | null): object {
  if (template && config) return { type: 'template', template: templatePayload(config, template) };
  const [picture] = media;
  if (picture) {
    return { type: 'image', image: { link: picture.url, ...(body === '' ? {} : { caption: body }) } };
  }
  return { type: 'text', text: { preview_url: false, body } };
}
