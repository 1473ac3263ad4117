import {
  type CallContext,
  type CarrierHistoryPage,
  type ChannelCapabilities,
  ChannelProvider,
  type LookUpOutcome,
  type OutboundMessage,
  type ReceiptState,
  type SendOutcome,
  type WebhookRequest,
} from '@hailpoint/kernel';
import { MemoryLogger, NodeHttpClient } from '@hailpoint/kernel/host';
import { createTestHost, type TestHost } from '../create-test-host.js';
import { broken } from './broken-rule-error.js';
import type {
  CarrierConnection,
  ChannelProviderSubject,
  InboundMediaToReport,
  InboundToReport,
  WebhookContent,
  WebhookDialect,
} from './channel-provider-subject.js';
import { ScriptedCarrier } from './scripted-carrier.js';
import { type Settled, settle } from './settle.js';

/** Longer than any answer of a carrier on this machine takes. Milliseconds. */
const answerLimitMs = 5_000;

/** One new provider with a carrier of its own, for the check of one rule. */
export class Trial {
  readonly logger = new MemoryLogger();
  #messages = 0;

  private constructor(
    /** Its name; of a provider without a plugin, that of its class. */
    readonly contribution: string,
    readonly subject: ChannelProviderSubject,
    readonly carrier: ScriptedCarrier,
    readonly provider: ChannelProvider,
    readonly pluginId: string,
    private readonly host: TestHost | null,
    private readonly http: NodeHttpClient,
  ) {}

  /** @throws TestHostError when the plugin does not start */
  static async open(subject: ChannelProviderSubject): Promise<Trial> {
    const carrier = await ScriptedCarrier.start(subject.carrier);
    const http = new NodeHttpClient();
    try {
      const connection = { url: carrier.url, http };
      if (subject.provider) {
        const provider = await subject.provider(connection);
        return new Trial(provider.constructor.name, subject, carrier, provider, 'plugin', null, http);
      }
      const { host, id } = await startPlugin(subject, connection);
      const provider = host.contribution(ChannelProvider);
      const [{ contribution } = { contribution: id }] = host.points.contributions(ChannelProvider);
      return new Trial(contribution, subject, carrier, provider, id, host, http);
    } catch (error) {
      http.close();
      await carrier.close();
      throw error;
    }
  }

  get capabilities(): ChannelCapabilities {
    return this.provider.capabilities;
  }

  /** Whether the carrier calls back at all. */
  get hasWebhooks(): boolean {
    return this.capabilities.receipts.length > 0 || this.capabilities.inbound;
  }

  /** Whether pictures of customers can be fetched. */
  get hasInboundMedia(): boolean {
    return this.capabilities.inbound && this.provider.fetchMedia !== undefined;
  }

  get recipientId(): string {
    const { addressKind } = this.capabilities;
    return this.subject.recipientId ?? (addressKind === 'phone' ? '+12025550143' : 'customer@example.com');
  }

  /** A text from the first sender; each with an id of its own. */
  message(change: Partial<OutboundMessage> = {}): OutboundMessage {
    const [sender] = this.provider.senders();
    if (sender === undefined) broken('senders() is empty, so nothing can be sent.');
    this.#messages += 1;
    return {
      id: `conformance-message-${this.#messages}`,
      channel: this.provider.channel,
      sender,
      recipientId: this.recipientId,
      body: 'Hello',
      media: [],
      attempt: 1,
      attemptedAt: new Date(),
      ...change,
    };
  }

  send(message = this.message(), signal: AbortSignal = new AbortController().signal): Promise<Settled<SendOutcome>> {
    return settle(() => this.provider.send(message, this.#context(signal)), answerLimitMs);
  }

  lookUp(
    message = this.message(),
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Settled<LookUpOutcome | undefined>> {
    return settle(() => this.provider.lookUp?.(message, this.#context(signal)), answerLimitMs);
  }

  listHistory(
    cursor: string | null = null,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Settled<CarrierHistoryPage | undefined>> {
    const period = { from: new Date('2026-01-05T00:00:00.000Z'), to: new Date('2026-01-06T00:00:00.000Z') };
    return settle(() => this.provider.listHistory?.(period, cursor, this.#context(signal)), answerLimitMs);
  }

  fetchMedia(
    reference: string,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<Settled<Uint8Array | undefined>> {
    return settle(() => this.provider.fetchMedia?.(reference, this.#context(signal)), answerLimitMs);
  }

  /** A picture of a customer, at the carrier. */
  get picture(): InboundMediaToReport {
    return { id: 'conformance-picture-1', url: this.carrier.inboundMediaUrl, contentType: 'image/png' };
  }

  /** What the provider calls the picture of a customer. @throws BrokenRuleError when it gives no reference */
  pictureReference(): { readonly reference: string; readonly contentType?: string } {
    const events = this.provider.parse(this.sign(this.inbound({ media: [this.picture] })));
    const media = events.flatMap((event) => (event.kind === 'message' ? event.media : []));
    const [only] = media;
    if (only === undefined || media.length > 1) broken(`A text with one picture gave ${media.length} references.`);
    return only;
  }

  /** Everything that was logged, by the call's logger and by the plugin's own. */
  logged(): string {
    return `${this.logger.text()}\n${this.host?.logger.text() ?? ''}`;
  }

  get webhooks(): WebhookDialect {
    return this.subject.webhooks ?? broken('The subject has no webhooks, but the capabilities declare them.');
  }

  /** Unsigned. */
  receipt(state: ReceiptState, messageId = 'conformance-message-1', carrierMessageId = 'carrier-message-1') {
    const { receipt } = this.webhooks;
    if (receipt === undefined) broken('The subject has no webhooks.receipt, but the capabilities declare receipts.');
    return this.#request(receipt({ messageId, carrierMessageId, state }));
  }

  /** Unsigned. */
  inbound(change: Partial<InboundToReport> = {}): WebhookRequest {
    const { inbound } = this.webhooks;
    if (inbound === undefined) broken('The subject has no webhooks.inbound, but the capabilities declare inbound.');
    const { address } = this.message().sender;
    const from = this.recipientId;
    const message = { carrierMessageId: 'carrier-inbound-1', from, to: address, body: 'Thank you', media: [] };
    return this.#request(inbound({ ...message, ...change }));
  }

  /** One unsigned request of each kind that the capabilities declare. */
  declaredWebhooks(): readonly WebhookRequest[] {
    const [state] = this.capabilities.receipts;
    return [
      ...(state === undefined ? [] : [this.receipt(state)]),
      ...(this.capabilities.inbound ? [this.inbound()] : []),
    ];
  }

  sign(request: WebhookRequest, secret = this.webhooks.secret): WebhookRequest {
    return this.webhooks.sign(request, secret);
  }

  /** `null` for a provider without a plugin. */
  get startsAndStops(): (() => Promise<void>) | null {
    if (this.subject.plugin === undefined) return null;
    return async () => {
      const { host } = await startPlugin(this.subject, { url: this.carrier.url, http: this.http });
      await host.stop();
    };
  }

  /** Stops the plugin and closes every connection. */
  async close(): Promise<void> {
    try {
      await this.host?.stop();
    } finally {
      this.http.close();
      await this.carrier.close();
    }
  }

  #context(signal: AbortSignal): CallContext {
    return { signal, logger: this.logger };
  }

  #request({ method = 'POST', path, query = '', headers = {}, body }: WebhookContent): WebhookRequest {
    const { type, text } = contentOf(body);
    return {
      method,
      path,
      query,
      url: `https://hailpoint.example/webhooks/${this.pluginId}${path}${query === '' ? '' : `?${query}`}`,
      headers: { 'content-type': type, ...headers },
      body: Buffer.from(text, 'utf8'),
    };
  }
}

/** @throws TestHostError */
async function startPlugin(
  subject: ChannelProviderSubject,
  connection: CarrierConnection,
): Promise<{ readonly host: TestHost; readonly id: string }> {
  const plugin = subject.plugin?.(connection);
  if (plugin === undefined) throw new TypeError('The subject needs either a plugin or a provider.');
  const { definition, config, environment = {} } = plugin;
  const services = { http: connection.http };
  const host = await createTestHost({ plugins: [{ definition, config }], environment, services });
  return { host, id: definition.id };
}

function contentOf(body: WebhookContent['body']): { readonly type: string; readonly text: string } {
  if (typeof body === 'string') return { type: 'text/plain', text: body };
  if (body instanceof URLSearchParams) return { type: 'application/x-www-form-urlencoded', text: body.toString() };
  return { type: 'application/json', text: JSON.stringify(body) };
}
