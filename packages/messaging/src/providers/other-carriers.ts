import {
  type ChannelCapabilities,
  ChannelProvider,
  type OutboundMedia,
  type OutboundTemplate,
  type Sender,
} from '@hailpoint/kernel';
import type { ActiveContribution, ExtensionPoints } from '@hailpoint/kernel/host';
import { matchKey } from '../address/match-key.js';
import { senderGroup } from '../consent/sender-group.js';
import { fillTemplate } from '../preflight/fill-template.js';
import { sendersOf } from './list-senders.js';
import { templatesOfSender } from './templates-of-sender.js';

/** A message as far as it decides who can carry it. */
export interface MessageToCarry {
  readonly channel: string;
  /** Id of the plugin that has it. */
  readonly plugin: string;
  readonly senderId: string;
  readonly body: string;
  /** `null`: free text. */
  readonly template: OutboundTemplate | null;
  readonly media: readonly Pick<OutboundMedia, 'contentType' | 'size'>[];
}

/**
 * Other plugins that are on, list the same sender (its id, its address and its group) and can carry the message; in their order. One whose circuit is
 * open is left out. Empty also when nobody can say what the sender's address is: its plugin is gone, or does not list it any more.
 */
export function otherCarriers(
  points: Pick<ExtensionPoints, 'contributions' | 'listening'>,
  message: MessageToCarry,
): readonly string[] {
  const { channel, plugin, senderId } = message;
  // Switched off, its senders are still known for as long as it listens to its carrier.
  const own = points
    .listening(ChannelProvider)
    .find((one) => one.plugin === plugin && one.instance.channel === channel);
  const sender = own && sendersOf(own).find(({ id }) => id === senderId);
  if (!sender) return [];
  return points
    .contributions(ChannelProvider)
    .filter((one) => one.plugin !== plugin && one.instance.channel === channel && one.health.circuit !== 'open')
    .filter(
      (one) =>
        lists(one, channel, sender) &&
        hasTemplate(one, sender, message) &&
        carries(one.instance.capabilities, own.instance.capabilities, message),
    )
    .map((one) => one.plugin);
}

/** In the same group too: consent was asked for that one. */
function lists(provider: ActiveContribution<ChannelProvider>, channel: string, sender: Sender): boolean {
  const key = matchKey(channel, sender.address);
  return sendersOf(provider).some(
    (one) => one.id === sender.id && matchKey(channel, one.address) === key && senderGroup(one) === senderGroup(sender),
  );
}

/** As free text it might not be allowed to go, and the customer gets what the agent saw: the other one's template must say the same. */
function hasTemplate(
  provider: ActiveContribution<ChannelProvider>,
  sender: Sender,
  { template, body }: MessageToCarry,
): boolean {
  if (template === null) return true;
  const { id, language } = template;
  const same = templatesOfSender({ sender, provider }).filter((one) => one.id === id && one.language === language);
  const { text, blockers } = fillTemplate(template, same, provider.instance.capabilities.text.maxLength);
  return text === body && blockers.length === 0;
}

/** Preflight judged the message by what its own provider can: the other one must be able to do as much for it. */
function carries(
  { text, media: able }: ChannelCapabilities,
  own: ChannelCapabilities,
  { body, template, media }: Pick<MessageToCarry, 'body' | 'template' | 'media'>,
): boolean {
  if (template === null && body.length > text.maxLength) return false;
  if (media.length === 0) return true;
  if (!able || media.length > able.maxCount || (able.needsPublicUrl && own.media?.needsPublicUrl !== true))
    return false;
  if (body.length > (able.maxTextLength ?? text.maxLength)) return false;
  return media.every(({ contentType, size }) => able.contentTypes.includes(contentType) && size <= able.maxBytes);
}
