import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type CallContext,
  type CarrierHistoryPage,
  type ChannelCapabilities,
  type ChannelEvent,
  ChannelProvider,
  definePlugin,
  type HostServices,
  HttpRequestError,
  type HttpResponse,
  type LookUpOutcome,
  type MessageTemplate,
  type OutboundMessage,
  type PluginDefinition,
  type ReceiptState,
  type Sender,
  type SendOutcome,
  type WebhookRequest,
  type WebhookVerdict,
} from '@hailpoint/kernel';

export interface AcmeConfig {
  readonly apiBaseUrl: string;
  readonly apiKey: string;
  readonly webhookSecret: string;
}

/** A webhook with a right signature that is not what the carrier documents. */
export class AcmeWebhookError extends Error {
  override readonly name = 'AcmeWebhookError';
  readonly code = 'acme_webhook';
}

/** The carrier may have the message. */
export class AcmeOutcomeUnknownError extends Error {
  override readonly name = 'AcmeOutcomeUnknownError';
  readonly code = 'acme_outcome_unknown';
}

/** The carrier did not give what it was asked for. */
export class AcmeUnavailableError extends Error {
  override readonly name = 'AcmeUnavailableError';
  readonly code = 'acme_unavailable';
}

/** Signature of the made-up carrier: HMAC-SHA256 of the raw body. */
export function signAcme(body: Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** A provider for a made-up carrier that keeps every rule; those that break one are made of it. */
export class AcmeSmsProvider implements ChannelProvider {
  readonly channel = 'sms';

  constructor(protected readonly services: HostServices<AcmeConfig>) {}

  get capabilities(): ChannelCapabilities {
    return {
      addressKind: 'phone',
      text: { maxLength: 1000, encoding: 'sms' },
      media: { contentTypes: ['image/png'], maxBytes: 100_000, maxCount: 1, needsPublicUrl: true },
      receipts: ['sent', 'delivered', 'undelivered'],
      inbound: true,
      lookUpSettlesAfterMs: 1_000,
    };
  }

  senders(): readonly Sender[] {
    return [{ id: 'support', address: '+12025550100', name: 'Support', country: 'US' }];
  }

  templates(): readonly MessageTemplate[] {
    return [
      {
        id: 'reminder',
        name: 'Reminder',
        language: 'en',
        body: 'Hello {{name}}, we expect you on {{day}}.',
        variables: [{ name: 'name' }, { name: 'day', label: 'Day', maxLength: 20 }],
        senderIds: ['support'],
      },
    ];
  }

  async send(message: OutboundMessage, { signal }: CallContext): Promise<SendOutcome> {
    const { template } = message;
    if (template && !this.templates().some(({ id }) => id === template.id))
      return { outcome: 'rejected', code: 'template_unknown', reason: 'There is no such template any more.' };
    try {
      return this.outcomeOf(await this.post(message, signal), message);
    } catch (error) {
      if (error instanceof HttpRequestError && !error.sent)
        return {
          outcome: 'notSent',
          code: 'unreachable',
          reason: 'Acme cannot be reached. The message is tried again.',
        };
      throw error;
    }
  }

  async lookUp({ id }: OutboundMessage, { signal }: CallContext): Promise<LookUpOutcome> {
    const response = await this.services.http.request({
      url: `${this.services.config.apiBaseUrl}/messages?reference=${id}`,
      signal,
    });
    if (response.status !== 200) return { outcome: 'inconclusive', reason: 'Acme gave no list.' };
    const { id: carrierMessageId, state } =
      (response.json() as { items: { id: string; state: ReceiptState }[] }).items[0] ?? {};
    return carrierMessageId && state ? { outcome: 'found', carrierMessageId, state } : { outcome: 'absent' };
  }

  verify(request: WebhookRequest): WebhookVerdict {
    if (request.path !== '/events') return { accepted: false, status: 404, reason: 'Acme calls /events only.' };
    const given = Buffer.from(request.headers['x-acme-signature'] ?? '');
    const right = Buffer.from(signAcme(request.body, this.services.config.webhookSecret));
    const isRight = given.length === right.length && timingSafeEqual(given, right);
    return isRight
      ? { accepted: true, response: { status: 200 } }
      : { accepted: false, status: 403, reason: 'The signature is missing or wrong.' };
  }

  parse({ body }: WebhookRequest): readonly ChannelEvent[] {
    return [this.event(fieldsOf(Buffer.from(body).toString('utf8')))];
  }

  async listHistory(
    { from, to }: { readonly from: Date; readonly to: Date },
    cursor: string | null,
    { signal }: CallContext,
  ): Promise<CarrierHistoryPage> {
    const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString(), page: cursor ?? '' });
    const response = await this.services.http.request({
      url: `${this.services.config.apiBaseUrl}/history?${query}`,
      signal,
    });
    const { items, next } = response.status === 200 ? fieldsOf(response.text()) : {};
    if (!Array.isArray(items)) throw new AcmeUnavailableError(`Acme gave no list (${response.status}).`);
    return { events: items.map((item: Fields) => this.event(item)), cursor: typeof next === 'string' ? next : null };
  }

  async fetchMedia(reference: string, { signal }: CallContext): Promise<Uint8Array> {
    const { apiBaseUrl, apiKey } = this.services.config;
    if (!URL.canParse(reference) || new URL(reference).origin !== new URL(apiBaseUrl).origin)
      throw new AcmeUnavailableError('The picture is not at Acme.');
    const headers = { authorization: `Bearer ${apiKey}` };
    const { status, body } = await this.services.http.request({ url: reference, headers, signal });
    if (status !== 200) throw new AcmeUnavailableError(`Acme gave no picture (${status}).`);
    return body;
  }

  protected event(fields: Fields): ChannelEvent {
    return fields['event'] === 'inbound' ? this.message(fields) : this.receipt(fields);
  }

  protected post(
    { id, sender, recipientId, body, media, template }: OutboundMessage,
    signal?: AbortSignal,
  ): Promise<HttpResponse> {
    const { apiBaseUrl, apiKey } = this.services.config;
    return this.services.http.request({
      method: 'POST',
      url: `${apiBaseUrl}/messages`,
      headers: { 'content-type': 'application/json', authorization: `Bearer ${apiKey}` },
      body: JSON.stringify({
        reference: id,
        from: sender.address,
        to: recipientId,
        ...(template ? { template: template.id, values: template.variables } : { text: body }),
        media: media.map(({ url }) => url),
      }),
      ...(signal === undefined ? {} : { signal }),
      timeoutMs: 60_000,
    });
  }

  protected outcomeOf(response: HttpResponse, _message: OutboundMessage): SendOutcome {
    const { status, headers } = response;
    if (status === 201) {
      const { id } = fieldsOf(response.text());
      if (typeof id !== 'string') throw new AcmeOutcomeUnknownError('Acme accepted without an id.');
      return { outcome: 'accepted', carrierMessageId: id };
    }
    if (status === 429) {
      const wait = headers['retry-after'];
      const retryAfterMs = wait === undefined ? {} : { retryAfterMs: Number(wait) * 1000 };
      return { outcome: 'notSent', code: 'busy', reason: 'Acme is busy. The message is tried again.', ...retryAfterMs };
    }
    if (status === 410)
      return { outcome: 'rejected', code: 'opted_out', reason: 'The customer has opted out.', optedOut: true };
    if (status < 400 || status > 499) throw new AcmeOutcomeUnknownError(`Acme answered ${status}.`);
    return {
      outcome: 'rejected',
      code: `http_${status}`,
      reason: 'This number does not exist. Check it with the customer.',
    };
  }

  protected message(fields: Fields): ChannelEvent {
    const carrierMessageId = text(fields, 'id');
    const body = fields['text'];
    if (typeof body !== 'string') throw new AcmeWebhookError('The event has no usable text.');
    const { pictures = [] } = fields;
    if (!Array.isArray(pictures)) throw new AcmeWebhookError('The event has no usable pictures.');
    return {
      kind: 'message',
      eventId: carrierMessageId,
      carrierMessageId,
      from: text(fields, 'from'),
      to: text(fields, 'to'),
      body,
      media: pictures.map((picture: Fields | null) => ({
        reference: text(picture ?? {}, 'url'),
        contentType: text(picture ?? {}, 'type'),
      })),
    };
  }

  protected receipt(fields: Fields): ChannelEvent {
    const state = this.capabilities.receipts.find((each) => each === fields['state']);
    if (state === undefined) throw new AcmeWebhookError('The event has no usable state.');
    const carrierMessageId = text(fields, 'id');
    return { kind: 'receipt', eventId: `${carrierMessageId}:${state}`, carrierMessageId, state };
  }
}

export type Fields = Readonly<Record<string, unknown>>;

function fieldsOf(content: string): Fields {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Fields) : {};
  } catch {
    return {};
  }
}

function text(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value !== 'string' || value === '') throw new AcmeWebhookError(`The event has no usable ${name}.`);
  return value;
}

const aText = { type: 'string', minLength: 1 };

/** The plugin around a provider; `onStart` and the like by `start`. */
export function acmePlugin(
  Provider: typeof AcmeSmsProvider = AcmeSmsProvider,
  start: (services: HostServices<AcmeConfig>) => void = () => {},
): PluginDefinition<AcmeConfig> {
  return definePlugin<AcmeConfig>({
    id: 'acme-sms',
    config: {
      type: 'object',
      properties: {
        apiBaseUrl: aText,
        apiKey: { ...aText, writeOnly: true },
        webhookSecret: { ...aText, writeOnly: true },
      },
      required: ['apiBaseUrl', 'apiKey', 'webhookSecret'],
      additionalProperties: false,
    },
    register({ contribute }) {
      contribute(ChannelProvider, (services) => {
        start(services);
        return new Provider(services);
      });
    },
  });
}

export default acmePlugin();
