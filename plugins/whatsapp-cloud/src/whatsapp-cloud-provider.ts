import {
  type CallContext,
  type ChannelCapabilities,
  type ChannelEvent,
  type ChannelProvider,
  Clock,
  HttpClient,
  HttpRequestError,
  type HttpResponse,
  injectable,
  type MessageTemplate,
  type OutboundMessage,
  PublicUrls,
  type Sender,
  type SendOutcome,
  type WebhookRequest,
  type WebhookVerdict,
} from '@hailpoint/kernel';
import { messagePayload } from './message-payload.js';
import { PairPace } from './pair-pace.js';
import { parseNotification } from './parse-notification.js';
import { refusalOutcome } from './refusal-outcome.js';
import { verifyNotification } from './verify-notification.js';
import { senderId, WhatsAppCloudConfig, type WhatsAppSenderConfig } from './whatsapp-cloud-config.js';
import { fetchWhatsAppMedia } from './whatsapp-media.js';
import { WhatsAppOutcomeUnknownError } from './whatsapp-outcome-unknown-error.js';
import { fillsTemplate, templateId, toMessageTemplate } from './whatsapp-templates.js';

/** Longer than the call's own deadline, which ends the request by its signal. */
const requestTimeoutMs = 60_000;

/** Characters that the text beside a picture may have. */
const captionLength = 1024;

/** WhatsApp through Meta's Cloud API. */
@injectable()
export class WhatsAppCloudProvider implements ChannelProvider {
  readonly channel = 'whatsapp';
  readonly capabilities: ChannelCapabilities;
  readonly #config: WhatsAppCloudConfig;
  readonly #http: HttpClient;
  readonly #clock: Clock;
  readonly #senders: readonly Sender[];
  readonly #templates: readonly MessageTemplate[];
  readonly #pairs: PairPace;
  readonly #apiUrl: string;

  constructor(config: WhatsAppCloudConfig, http: HttpClient, clock: Clock, publicUrls: PublicUrls) {
    this.#config = config;
    this.#http = http;
    this.#clock = clock;
    this.#senders = config.senders.map(toSender);
    this.#templates = config.templates.map(toMessageTemplate);
    this.#pairs = new PairPace(config.pairBurst);
    this.#apiUrl = `${(config.apiBaseUrl ?? 'https://graph.facebook.com').replace(/\/+$/, '')}/${config.graphVersion}`;
    // Meta reports only to an address that it can reach.
    const { isPublic } = publicUrls;
    this.capabilities = {
      addressKind: 'phone',
      text: { maxLength: 4096, encoding: 'unicode' },
      media: {
        contentTypes: ['image/jpeg', 'image/png'],
        maxBytes: 5 * 1024 * 1024,
        maxCount: 1,
        maxTextLength: captionLength,
        needsPublicUrl: true,
      },
      receipts: isPublic ? ['sent', 'delivered', 'read', 'failed'] : [],
      inbound: isPublic,
    };
  }

  senders(): readonly Sender[] {
    return this.#senders;
  }

  templates(): readonly MessageTemplate[] {
    return this.#templates;
  }

  /** @throws WhatsAppOutcomeUnknownError when Meta may have the message */
  async send(message: OutboundMessage, { signal }: CallContext): Promise<SendOutcome> {
    const { phoneNumberId } = this.#senderOf(message.sender.id);
    const refused = this.#refusedHere(message);
    if (refused) return refused;
    const pair = `${phoneNumberId} ${message.recipientId}`;
    const wait = this.#pairs.take(pair, this.#now());
    if (wait > 0) {
      const reason = 'WhatsApp takes one message every 6 seconds to the same customer. The message waits for its turn.';
      return { outcome: 'notSent', code: 'pair_pace', reason, retryAfterMs: wait };
    }
    const response = await this.#post(
      `${phoneNumberId}/messages`,
      messagePayload(message, this.#templateOf(message)),
      signal,
    );
    if (response === null) {
      const reason = 'Meta cannot be reached at the moment. The message is tried again.';
      return { outcome: 'notSent', code: 'meta_unreachable', reason };
    }
    if (response.status < 200 || response.status > 299) {
      const { marketingOptOutStopsAll } = this.#config;
      return refusalOutcome(response, {
        marketingOptOutStopsAll,
        pairWait: () => this.#pairs.refused(pair, this.#now()),
      });
    }
    this.#pairs.accepted(pair);
    return { outcome: 'accepted', carrierMessageId: messageIdIn(response) };
  }

  verify(request: WebhookRequest): WebhookVerdict {
    return verifyNotification(request, this.#config);
  }

  /** @throws InvalidNotificationError, PartlyUnreadableError */
  parse(raw: WebhookRequest): readonly ChannelEvent[] {
    // A handshake is not stored; one that is replayed all the same says nothing.
    if (raw.method !== 'POST') return [];
    const { senders, marketingOptOutStopsAll } = this.#config;
    return parseNotification(raw.body, {
      marketingOptOutStopsAll,
      senderOf: (phoneNumberId) => {
        const sender = senders.find((one) => one.phoneNumberId === phoneNumberId);
        return sender ? senderId(sender) : null;
      },
    });
  }

  /** @throws ForeignMediaError, MediaUnavailableError, HttpRequestError */
  fetchMedia(reference: string, { signal }: CallContext): Promise<Uint8Array> {
    const { apiBaseUrl, accessToken } = this.#config;
    const configuredOrigin = apiBaseUrl === undefined ? null : new URL(apiBaseUrl).origin;
    const access = { http: this.#http, apiUrl: this.#apiUrl, configuredOrigin, accessToken };
    return fetchWhatsAppMedia(access, reference, signal);
  }

  #now(): number {
    return this.#clock.now().getTime();
  }

  #senderOf(id: string): WhatsAppSenderConfig {
    const sender = this.#config.senders.find((one) => senderId(one) === id);
    // The core sends from our own senders only.
    if (!sender) throw new Error('The sender is not one of this plugin.');
    return sender;
  }

  #templateOf({ template }: OutboundMessage) {
    return this.#config.templates.find((one) => templateId(one) === template?.id) ?? null;
  }

  /** What Meta would refuse, said before it is asked; nothing else may become of a template than that template. */
  #refusedHere(message: OutboundMessage): SendOutcome | null {
    const { template, media, body } = message;
    const config = this.#templateOf(message);
    if (template && !config) {
      const reason = 'The template is not set up any more. Choose another one.';
      return { outcome: 'rejected', code: 'template_unknown', reason };
    }
    if (template && config && !fillsTemplate(config, template)) {
      const reason = 'The template has other variables now. Choose it again and fill it in.';
      return { outcome: 'rejected', code: 'template_changed', reason };
    }
    if (media.length > 1 || (template && media.length > 0)) {
      const reason = 'WhatsApp takes one picture with a message, and none with a template. Send them one by one.';
      return { outcome: 'rejected', code: 'too_many_pictures', reason };
    }
    if (media.length === 1 && body.length > captionLength) {
      const reason = `The text beside a picture has at most ${captionLength} characters. Send text and picture in two messages.`;
      return { outcome: 'rejected', code: 'caption_too_long', reason };
    }
    return null;
  }

  /** `null`: no byte reached Meta. @throws WhatsAppOutcomeUnknownError */
  async #post(path: string, payload: object, signal: AbortSignal): Promise<HttpResponse | null> {
    try {
      return await this.#http.request({
        method: 'POST',
        url: `${this.#apiUrl}/${path}`,
        headers: { authorization: `Bearer ${this.#config.accessToken}`, 'content-type': 'application/json' },
        body: JSON.stringify(payload),
        signal,
        timeoutMs: requestTimeoutMs,
      });
    } catch (error) {
      if (error instanceof HttpRequestError && !error.sent) return null;
      throw new WhatsAppOutcomeUnknownError('The connection to Meta ended before its answer', { cause: error });
    }
  }
}

/** @throws WhatsAppOutcomeUnknownError */
function messageIdIn(response: HttpResponse): string {
  try {
    const { messages } = response.json() as { messages?: { id?: unknown }[] };
    const id = messages?.[0]?.id;
    if (typeof id === 'string' && id !== '') return id;
  } catch {
    // As if there were no id in it.
  }
  throw new WhatsAppOutcomeUnknownError('Meta answered without an id of the message');
}

function toSender(config: WhatsAppSenderConfig): Sender {
  const { address, name, country, group, pace } = config;
  return {
    id: senderId(config),
    address,
    name,
    ...(country === undefined ? {} : { country }),
    ...(group === undefined ? {} : { group }),
    ...(pace === undefined ? {} : { pace: { ...pace } }),
  };
}
