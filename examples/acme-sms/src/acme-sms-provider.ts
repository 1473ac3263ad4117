import {
  type CallContext,
  type ChannelCapabilities,
  type ChannelEvent,
  type ChannelProvider,
  HttpClient,
  HttpRequestError,
  injectable,
  type LookUpOutcome,
  type OutboundMessage,
  PublicUrls,
  type Sender,
  type SendOutcome,
  type WebhookRequest,
  type WebhookVerdict,
} from '@hailpoint/kernel';
import { isSigned, signatureHeader } from './acme-signature.js';
import { AcmeSmsConfig } from './acme-sms-config.js';
import { outcomeOf } from './outcome-of.js';
import { parseWebhook } from './parse-webhook.js';
import { readFields } from './read-fields.js';

/** SMS through Acme. */
@injectable()
export class AcmeSmsProvider implements ChannelProvider {
  readonly channel = 'sms';
  readonly capabilities: ChannelCapabilities = {
    addressKind: 'phone',
    text: { maxLength: 1000, encoding: 'sms' },
    receipts: ['sent', 'delivered', 'undelivered'],
    inbound: true,
    // Acme documents that its list has a message five seconds after it was posted.
    lookUpSettlesAfterMs: 5_000,
  };

  constructor(
    private readonly config: AcmeSmsConfig,
    private readonly http: HttpClient,
    private readonly publicUrls: PublicUrls,
  ) {}

  senders(): readonly Sender[] {
    return this.config.senders.map(({ address, name, country }) => ({ id: address, address, name, country }));
  }

  /** @throws AcmeOutcomeUnknownError, HttpRequestError when Acme may have the message */
  async send({ id, sender, recipientId, body }: OutboundMessage, { signal }: CallContext): Promise<SendOutcome> {
    // The reference comes back in receipts, and finds the message in Acme's list.
    const message = { reference: id, from: sender.address, to: recipientId, text: body };
    const webhook = this.publicUrls.webhook('/events');
    try {
      return outcomeOf(await this.#request('POST', '/messages', signal, { ...message, webhook }));
    } catch (error) {
      if (!(error instanceof HttpRequestError) || error.sent) throw error;
      return { outcome: 'notSent', code: 'unreachable', reason: 'Acme cannot be reached. The message is tried again.' };
    }
  }

  async lookUp({ id }: OutboundMessage, { signal }: CallContext): Promise<LookUpOutcome> {
    const response = await this.#request('GET', `/messages?reference=${encodeURIComponent(id)}`, signal);
    const { items } = readFields(response.text());
    if (response.status !== 200 || !Array.isArray(items))
      return { outcome: 'inconclusive', reason: 'Acme gave no list of its messages.' };
    const [found] = items as readonly { readonly id?: unknown }[];
    if (found === undefined) return { outcome: 'absent' };
    return typeof found.id === 'string'
      ? { outcome: 'found', carrierMessageId: found.id, state: 'sent' }
      : { outcome: 'inconclusive', reason: 'Acme has the message under no id.' };
  }

  verify({ path, body, headers }: WebhookRequest): WebhookVerdict {
    if (path !== '/events') return { accepted: false, status: 404, reason: 'Acme calls /events only.' };
    return isSigned(body, this.config.webhookSecret, headers[signatureHeader])
      ? { accepted: true, response: { status: 204 } }
      : { accepted: false, status: 403, reason: 'The signature is missing or wrong: check webhookSecret.' };
  }

  /** @throws AcmeWebhookError */
  parse({ body }: WebhookRequest): readonly ChannelEvent[] {
    return [parseWebhook(body)];
  }

  #request(method: 'GET' | 'POST', path: string, signal: AbortSignal, content?: object) {
    return this.http.request({
      method,
      url: this.config.apiBaseUrl + path,
      headers: { authorization: `Bearer ${this.config.apiKey}`, 'content-type': 'application/json' },
      ...(content && { body: JSON.stringify(content) }),
      signal,
      // Longer than the deadline of the call, which ends the request by its signal.
      timeoutMs: 60_000,
    });
  }
}
