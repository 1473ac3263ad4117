import {
  type CallContext,
  type ChannelCapabilities,
  type ChannelEvent,
  type ChannelProvider,
  HttpClient,
  HttpRequestError,
  injectable,
  type OutboundMessage,
  PublicUrls,
  type Sender,
  type SendOutcome,
  type WebhookRequest,
  type WebhookVerdict,
} from '@hailpoint/kernel';
import twilio from 'twilio';
import { parseInbound, parseStatus } from './parse-twilio-callback.js';
import { refusalOutcome } from './refusal-outcome.js';
import { SmsTwilioConfig, type TwilioSenderConfig } from './sms-twilio-config.js';
import { twilioErrorOf } from './twilio-errors.js';
import { fetchTwilioMedia } from './twilio-media.js';
import { TwilioOutcomeUnknownError } from './twilio-outcome-unknown-error.js';
import { TwilioRequestClient } from './twilio-request-client.js';

const statusPath = /^\/status\/([^/]+)$/;

/** Longer than the call's own deadline, which ends the request by its signal. */
const requestTimeoutMs = 60_000;

/** SMS and MMS through Twilio's SDK. */
@injectable()
export class TwilioSmsProvider implements ChannelProvider {
  readonly channel = 'sms';
  readonly capabilities: ChannelCapabilities;
  readonly #config: SmsTwilioConfig;
  readonly #http: HttpClient;
  readonly #publicUrls: PublicUrls;
  readonly #senders: readonly Sender[];
  readonly #services: ReadonlySet<string>;
  readonly #username: string;
  readonly #password: string;

  constructor(config: SmsTwilioConfig, http: HttpClient, publicUrls: PublicUrls) {
    this.#config = config;
    this.#http = http;
    this.#publicUrls = publicUrls;
    this.#services = new Set(config.messagingServices.map(({ sid }) => sid));
    this.#senders = sendersOf(config);
    this.#username = config.apiKey ?? config.accountSid;
    this.#password = config.apiSecret ?? config.authToken;
    // Twilio reports only to an address that it can reach.
    const { isPublic } = publicUrls;
    this.capabilities = {
      addressKind: 'phone',
      text: { maxLength: 1600, encoding: 'sms' },
      media: {
        contentTypes: ['image/jpeg', 'image/png', 'image/gif'],
        maxBytes: 5 * 1024 * 1024,
        maxCount: 10,
        needsPublicUrl: true,
      },
      receipts: isPublic ? ['sent', 'delivered', 'undelivered', 'failed'] : [],
      inbound: isPublic,
    };
  }

  senders(): readonly Sender[] {
    return this.#senders;
  }

  /** @throws TwilioOutcomeUnknownError when Twilio may have the message */
  async send(message: OutboundMessage, { signal }: CallContext): Promise<SendOutcome> {
    const request = new TwilioRequestClient(this.#http, this.#config.apiBaseUrl, signal, requestTimeoutMs);
    try {
      const created = await this.#client(request).messages.create(this.#parameters(message));
      if (!created.sid) throw new TwilioOutcomeUnknownError('Twilio answered without an id of the message');
      if (created.errorCode && (created.status === 'failed' || created.status === 'undelivered')) {
        return {
          outcome: 'rejected',
          code: String(created.errorCode),
          reason: twilioErrorOf(created.errorCode).reason,
        };
      }
      const segments = Number(created.numSegments);
      return { outcome: 'accepted', carrierMessageId: created.sid, ...(segments > 0 ? { segments } : {}) };
    } catch (error) {
      if (error instanceof TwilioOutcomeUnknownError) throw error;
      if (error instanceof HttpRequestError) {
        if (!error.sent)
          return {
            outcome: 'notSent',
            code: 'twilio_unreachable',
            reason: 'Twilio cannot be reached at the moment. The message is tried again.',
          };
        throw new TwilioOutcomeUnknownError('The connection to Twilio ended before its answer', { cause: error });
      }
      // The SDK's own error repeats Twilio's message, with the phone number in it: only the answer itself is looked at.
      if (request.answer && (request.answer.status < 200 || request.answer.status > 299))
        return refusalOutcome(request.answer);
      throw new TwilioOutcomeUnknownError('The answer of Twilio could not be read');
    }
  }

  verify(request: WebhookRequest): WebhookVerdict {
    const isInbound = request.path === '/inbound';
    if (!isInbound && !statusPath.test(request.path)) {
      return { accepted: false, status: 404, reason: 'Twilio calls /inbound and /status/<message id> only.' };
    }
    if (request.method !== 'POST')
      return { accepted: false, status: 405, reason: 'Set the webhook to HTTP POST in the Twilio Console.' };
    const signature = request.headers['x-twilio-signature'];
    if (!signature) return { accepted: false, status: 403, reason: 'The signature is missing.' };
    if (!isSigned(this.#config.authToken, signature, request)) {
      return {
        accepted: false,
        status: 403,
        reason: 'The signature is wrong: check authToken, and that server.publicUrl is the address that Twilio calls.',
      };
    }
    if (!isInbound) return { accepted: true, response: { status: 204 } };
    return { accepted: true, response: { status: 200, headers: { 'content-type': 'text/xml' }, body: '<Response/>' } };
  }

  /** @throws InvalidTwilioCallbackError */
  parse(raw: WebhookRequest): readonly ChannelEvent[] {
    const parameters = formOf(raw);
    const messageId = statusPath.exec(raw.path)?.[1];
    if (messageId !== undefined) return parseStatus(decodeURIComponent(messageId), parameters);
    return [parseInbound(parameters, (address, service) => this.#senderId(address, service))];
  }

  /** @throws ForeignMediaError, MediaUnavailableError, HttpRequestError */
  fetchMedia(reference: string, { signal }: CallContext): Promise<Uint8Array> {
    const { apiBaseUrl } = this.#config;
    const access = { http: this.#http, apiBaseUrl, username: this.#username, password: this.#password };
    return fetchTwilioMedia(access, reference, signal);
  }

  #client(request: TwilioRequestClient): twilio.Twilio {
    // Empty rather than absent: the SDK would otherwise take region, edge and debug output from its own environment variables.
    return twilio(this.#username, this.#password, {
      accountSid: this.#config.accountSid,
      httpClient: request.asSdkClient(),
      autoRetry: false,
      edge: '',
      region: '',
      logLevel: '',
    });
  }

  #parameters(message: OutboundMessage): Parameters<twilio.Twilio['messages']['create']>[0] {
    const { sender, recipientId, body, media, id } = message;
    return {
      to: recipientId,
      ...(this.#services.has(sender.id) ? { messagingServiceSid: sender.id } : { from: sender.address }),
      ...(body === '' ? {} : { body }),
      ...(media.length === 0 ? {} : { mediaUrl: media.map(({ url }) => url) }),
      ...(this.#publicUrls.isPublic
        ? { statusCallback: this.#publicUrls.webhook(`/status/${encodeURIComponent(id)}`) }
        : {}),
    };
  }

  /** A number of a Messaging Service's pool is not one of our senders; the service is. */
  #senderId(address: string, service: string | null): string {
    const isSender = this.#senders.some((sender) => sender.address === address);
    return !isSender && service !== null && this.#services.has(service) ? service : address;
  }
}

function sendersOf({ senders, messagingServices }: SmsTwilioConfig): readonly Sender[] {
  const optional = ({ country, group, pace }: Pick<TwilioSenderConfig, 'country' | 'group' | 'pace'>) => ({
    ...(country === undefined ? {} : { country }),
    ...(group === undefined ? {} : { group }),
    ...(pace === undefined ? {} : { pace: { ...pace } }),
  });
  return [
    ...senders.map((sender) => ({
      id: sender.id ?? sender.address,
      address: sender.address,
      name: sender.name,
      ...optional(sender),
    })),
    ...messagingServices.map((service) => ({
      id: service.sid,
      address: service.sid,
      name: service.name,
      ...optional(service),
    })),
  ];
}

function formOf({ body }: WebhookRequest): URLSearchParams {
  return new URLSearchParams(Buffer.from(body).toString('utf8'));
}

function isSigned(authToken: string, signature: string, request: WebhookRequest): boolean {
  const form = formOf(request);
  const names = new Set(form.keys());
  // Copied, because the SDK tells lists by `instanceof Array`, which is false for one of another realm.
  const parameters = Object.fromEntries([...names].map((name) => [name, [...form.getAll(name)]]));
  try {
    return twilio.validateRequest(authToken, signature, request.url, parameters);
  } catch {
    // An address that cannot be parsed is not one that Twilio signed.
    return false;
  }
}
