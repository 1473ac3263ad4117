import type { KeyObject } from 'node:crypto';
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
  type OutboundMessage,
  PublicUrls,
  type Sender,
  type SendOutcome,
  type WebhookRequest,
  type WebhookVerdict,
} from '@hailpoint/kernel';
import { readPrivateKey, signApplicationToken } from './application-token.js';
import { parseInbound, parseStatus } from './parse-vonage-webhook.js';
import { refusalOutcome } from './refusal-outcome.js';
import { signatureFault } from './signed-webhook.js';
import { SmsVonageConfig } from './sms-vonage-config.js';
import { fromVonage, toVonage } from './vonage-number.js';
import { VonageOutcomeUnknownError } from './vonage-outcome-unknown-error.js';

const vonageUrl = 'https://api.nexmo.com';

/** Longer than the call's own deadline, which ends the request by its signal. */
const requestTimeoutMs = 60_000;

/** SMS through the Messages API of Vonage, version 1. */
@injectable()
export class VonageSmsProvider implements ChannelProvider {
  readonly channel = 'sms';
  readonly capabilities: ChannelCapabilities;
  readonly #config: SmsVonageConfig;
  readonly #http: HttpClient;
  readonly #publicUrls: PublicUrls;
  readonly #clock: Clock;
  readonly #key: KeyObject;
  readonly #senders: readonly Sender[];

  constructor(config: SmsVonageConfig, http: HttpClient, publicUrls: PublicUrls, clock: Clock) {
    this.#config = config;
    this.#http = http;
    this.#publicUrls = publicUrls;
    this.#clock = clock;
    this.#key = readPrivateKey(config.privateKey);
    this.#senders = sendersOf(config);
    // Vonage reports only to an address that it can reach.
    const { isPublic } = publicUrls;
    this.capabilities = {
      addressKind: 'phone',
      text: { maxLength: 3200, encoding: 'sms' },
      confirmsOptOut: config.vonageAnswersOptOut,
      receipts: isPublic ? ['sent', 'delivered', 'undelivered', 'failed'] : [],
      inbound: isPublic,
    };
  }

  senders(): readonly Sender[] {
    return this.#senders;
  }

  /** @throws VonageOutcomeUnknownError when Vonage may have the message */
  async send(message: OutboundMessage, { signal }: CallContext): Promise<SendOutcome> {
    const response = await this.#post(message, signal);
    if (response === null)
      return {
        outcome: 'notSent',
        code: 'vonage_unreachable',
        reason: 'Vonage cannot be reached at the moment. The message is tried again.',
      };
    if (response.status < 200 || response.status > 299) return refusalOutcome(response);
    return { outcome: 'accepted', carrierMessageId: messageUuidOf(response) };
  }

  verify(request: WebhookRequest): WebhookVerdict {
    if (request.path !== '/inbound' && request.path !== '/status')
      return { accepted: false, status: 404, reason: 'Vonage calls /inbound and /status only.' };
    if (request.method !== 'POST')
      return { accepted: false, status: 405, reason: 'Set the webhook to HTTP POST in the Vonage dashboard.' };
    const fault = signatureFault(request, this.#config, this.#clock.now());
    return fault === null
      ? { accepted: true, response: { status: 200 } }
      : { accepted: false, status: 401, reason: fault };
  }

  /** @throws InvalidVonageWebhookError, ForeignChannelError */
  parse({ path, body }: WebhookRequest): readonly ChannelEvent[] {
    if (path === '/status') return parseStatus(body);
    return [parseInbound(body, (number) => this.#senderAddress(number))];
  }

  /**
   * `null`: the request did not reach Vonage.
   * @throws VonageOutcomeUnknownError
   */
  async #post(message: OutboundMessage, signal: AbortSignal): Promise<HttpResponse | null> {
    const { applicationId, apiBaseUrl = vonageUrl } = this.#config;
    const token = signApplicationToken(applicationId, this.#key, this.#clock.now());
    try {
      return await this.#http.request({
        method: 'POST',
        url: `${apiBaseUrl.replace(/\/+$/, '')}/v1/messages`,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(this.#requestOf(message)),
        signal,
        timeoutMs: requestTimeoutMs,
      });
    } catch (error) {
      const cause = error instanceof HttpRequestError ? error : undefined;
      if (cause?.sent === false) return null;
      throw new VonageOutcomeUnknownError('The connection to Vonage ended before its answer', { cause });
    }
  }

  /** Statuses are asked for with the message, so they come here, in the form that is read here, whatever the dashboard says. */
  #requestOf({ id, sender, recipientId, body }: OutboundMessage) {
    const { isPublic } = this.#publicUrls;
    return {
      channel: 'sms',
      message_type: 'text',
      to: toVonage(recipientId),
      from: toVonage(sender.address),
      text: body,
      client_ref: id,
      ...(isPublic ? { webhook_url: this.#publicUrls.webhook('/status'), webhook_version: 'v1' } : {}),
    };
  }

  #senderAddress(number: string): string {
    const sender = this.#senders.find(({ address }) => toVonage(address) === toVonage(number));
    return sender?.address ?? fromVonage(number);
  }
}

/** @throws VonageOutcomeUnknownError */
function messageUuidOf(response: HttpResponse): string {
  let answer: unknown;
  try {
    answer = response.json();
  } catch {
    throw new VonageOutcomeUnknownError('The answer of Vonage could not be read');
  }
  const { message_uuid: id } = (answer ?? {}) as { readonly message_uuid?: unknown };
  if (typeof id !== 'string' || id === '')
    throw new VonageOutcomeUnknownError('Vonage answered without an id of the message');
  return id;
}

function sendersOf({ senders }: SmsVonageConfig): readonly Sender[] {
  return senders.map(({ id, address, name, country, group, pace }) => ({
    id: id ?? address,
    address,
    name,
    ...(country === undefined ? {} : { country }),
    ...(group === undefined ? {} : { group }),
    ...(pace === undefined ? {} : { pace: { ...pace } }),
  }));
}
