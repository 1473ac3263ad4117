import { isCallbackSigned, signatureHeader } from '@hailpoint/carrier-simulator';
import {
  type CallContext,
  type CarrierHistoryPage,
  type ChannelCapabilities,
  type ChannelEvent,
  type ChannelProvider,
  HttpClient,
  HttpRequestError,
  type HttpResponse,
  injectable,
  type LookUpOutcome,
  type OutboundMessage,
  type ReceiptState,
  type Sender,
  type SendOutcome,
  type WebhookRequest,
  type WebhookVerdict,
} from '@hailpoint/kernel';
import { CarrierHistoryUnavailableError } from './carrier-history-unavailable-error.js';
import { CarrierOutcomeUnknownError } from './carrier-outcome-unknown-error.js';
import { ForeignMediaError } from './foreign-media-error.js';
import { MediaUnavailableError } from './media-unavailable-error.js';
import { outcomeOf } from './outcome-of.js';
import { parseCallback, parseEvent } from './parse-callback.js';
import { SimulatedCarrier } from './simulated-carrier.js';
import { SmsSimulatorConfig } from './sms-simulator-config.js';

const maximumMediaBytes = 5 * 1024 * 1024;

/** Longer than the call's own deadline, which ends the request by its signal. */
const requestTimeoutMs = 60_000;

/** SMS through the carrier simulator. */
@injectable()
export class SimulatorSmsProvider implements ChannelProvider {
  readonly channel = 'sms';
  readonly capabilities: ChannelCapabilities = {
    addressKind: 'phone',
    text: { maxLength: 1600, encoding: 'sms' },
    media: {
      contentTypes: ['image/jpeg', 'image/png', 'image/gif', 'image/webp'],
      maxBytes: maximumMediaBytes,
      maxCount: 10,
      needsPublicUrl: false,
    },
    receipts: ['sent', 'undelivered', 'delivered', 'read'],
    inbound: true,
    lookUpSettlesAfterMs: 2_000,
  };
  readonly #senders: readonly Sender[];
  readonly #carrier: SimulatedCarrier;
  readonly #http: HttpClient;

  constructor(config: SmsSimulatorConfig, carrier: SimulatedCarrier, http: HttpClient) {
    this.#carrier = carrier;
    this.#http = http;
    this.#senders = config.senders.map(({ address, name, country, id = address, group, pace }) => ({
      id,
      address,
      name,
      ...(country === undefined ? {} : { country }),
      ...(group === undefined ? {} : { group }),
      ...(pace === undefined ? {} : { pace: { ...pace } }),
    }));
  }

  senders(): readonly Sender[] {
    return this.#senders;
  }

  /** @throws CarrierOutcomeUnknownError when the message may have been taken over */
  async send(message: OutboundMessage, { signal }: CallContext): Promise<SendOutcome> {
    const content = {
      clientMessageId: message.id,
      clientAttempt: message.attempt,
      from: message.sender.address,
      to: message.recipientId,
      body: message.body,
      mediaUrls: message.media.map(({ url }) => url),
      ...this.#carrier.callbacks,
    };
    let response: HttpResponse;
    try {
      response = await this.#http.request({
        method: 'POST',
        url: `${this.#carrier.url}/v1/messages`,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(content),
        signal,
        timeoutMs: requestTimeoutMs,
      });
    } catch (error) {
      if (error instanceof HttpRequestError && !error.sent) {
        return {
          outcome: 'notSent',
          code: 'carrier_unreachable',
          reason: 'The simulated carrier does not answer at the moment.',
        };
      }
      throw new CarrierOutcomeUnknownError('The connection to the simulated carrier ended before its answer', {
        cause: error,
      });
    }
    return outcomeOf(response);
  }

  verify(request: WebhookRequest): WebhookVerdict {
    if (request.path !== '/status' && request.path !== '/inbound') {
      return { accepted: false, status: 404, reason: 'The carrier simulator calls /status and /inbound only.' };
    }
    if (request.method !== 'POST')
      return { accepted: false, status: 405, reason: 'The carrier simulator calls by POST only.' };
    if (!isCallbackSigned(this.#carrier.secret, request.url, request.body, request.headers[signatureHeader])) {
      return { accepted: false, status: 403, reason: 'The signature is missing or wrong.' };
    }
    return { accepted: true, response: { status: 204 } };
  }

  /** @throws InvalidCallbackError */
  parse(raw: WebhookRequest): readonly ChannelEvent[] {
    return [parseCallback(Buffer.from(raw.body).toString('utf8'))];
  }

  async lookUp(message: OutboundMessage, { signal }: CallContext): Promise<LookUpOutcome> {
    const url = `${this.#carrier.url}/v1/messages?clientMessageId=${encodeURIComponent(message.id)}`;
    const response = await this.#http.request({ url, signal });
    const { status } = response;
    if (status !== 200)
      return { outcome: 'inconclusive', reason: `The simulated carrier answered ${status} to the look-up.` };
    const { items } = response.json() as { items: readonly FoundItem[] };
    const [found] = items;
    if (!found) return { outcome: 'absent' };
    const { carrierMessageId, state, code, reason } = found;
    return {
      outcome: 'found',
      carrierMessageId,
      state,
      ...(code === undefined ? {} : { code }),
      ...(reason === undefined ? {} : { reason }),
    };
  }

  /** @throws CarrierHistoryUnavailableError, InvalidCallbackError, HttpRequestError */
  async listHistory(
    { from, to }: { readonly from: Date; readonly to: Date },
    cursor: string | null,
    { signal }: CallContext,
  ): Promise<CarrierHistoryPage> {
    const query = new URLSearchParams({ from: from.toISOString(), to: to.toISOString() });
    if (cursor !== null) query.set('cursor', cursor);
    const response = await this.#http.request({ url: `${this.#carrier.url}/v1/history?${query}`, signal });
    if (response.status !== 200) throw new CarrierHistoryUnavailableError(response.status);
    const page = response.json() as { items: readonly unknown[]; cursor: string | null };
    return { events: page.items.map(parseEvent), cursor: page.cursor };
  }

  /** @throws ForeignMediaError, MediaUnavailableError, HttpRequestError */
  async fetchMedia(reference: string, { signal }: CallContext): Promise<Uint8Array> {
    if (!URL.canParse(reference) || new URL(reference).origin !== new URL(this.#carrier.url).origin)
      throw new ForeignMediaError();
    const { status, body } = await this.#http.request({ url: reference, signal, maxResponseBytes: maximumMediaBytes });
    if (status !== 200) throw new MediaUnavailableError(status);
    return body;
  }
}

interface FoundItem {
  readonly carrierMessageId: string;
  readonly state: ReceiptState;
  readonly code?: string;
  readonly reason?: string;
}
