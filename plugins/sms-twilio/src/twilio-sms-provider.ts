import {
  type CallContext,
  type CarrierDiagnosis,
  type CarrierHistoryPage,
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
import twilio from 'twilio';
import { clockToleranceMs, findTwilioMessage } from './find-twilio-message.js';
import { InvalidTwilioCallbackError } from './invalid-twilio-callback-error.js';
import { parseInbound, parseStatus } from './parse-twilio-callback.js';
import { refusalOutcome } from './refusal-outcome.js';
import { SmsTwilioConfig, type TwilioSenderConfig } from './sms-twilio-config.js';
import { optedOutError, twilioErrorOf } from './twilio-errors.js';
import { toHistoryEvent } from './twilio-history.js';
import { TwilioListUnavailableError } from './twilio-list-unavailable-error.js';
import { fetchTwilioMedia } from './twilio-media.js';
import type { TwilioMessage } from './twilio-message.js';
import { TwilioOutcomeUnknownError } from './twilio-outcome-unknown-error.js';
import { TwilioRequestClient } from './twilio-request-client.js';

const aDay = 24 * 60 * 60_000;
const statusPath = /^\/status\/([^/]+)$/;

/** Longer than the call's own deadline, which ends the request by its signal. */
const requestTimeoutMs = 60_000;

/**
 * Twilio creates the message while it answers the request. A request that we gave up may still be under way in its proxies, which end theirs
 * within a minute or two, and its list follows within seconds. Milliseconds.
 */
const settlesAfterMs = 3 * 60_000;

/** Messages of one recipient that a look-up reads: so many of 100 each. Twilio lists the newest first. */
const mostPages = 10;

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
      lookUpSettlesAfterMs: settlesAfterMs,
      confirmsOptOut: config.twilioAnswersOptOut,
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
          ...(created.errorCode === optedOutError ? { optedOut: true as const } : {}),
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

  async diagnose({ signal }: CallContext): Promise<readonly CarrierDiagnosis[]> {
    const request = new TwilioRequestClient(this.#http, this.#config.apiBaseUrl, signal, requestTimeoutMs);
    try {
      const { status } = await this.#client(request).api.v2010.accounts(this.#config.accountSid).fetch();
      if (status === 'active') return [{ ok: true, what: 'Twilio answers, and the account is active.' }];
      const fix = 'Look at the account in the Twilio console.';
      return [{ ok: false, what: `Twilio answers, and the account is ${status}.`, fix }];
    } catch {
      return [accountFault(request.answer?.status ?? null)];
    }
  }

  /**
   * Twilio's list does not give our id back, so recipient, sender, time and text decide. It is not asked by `DateSent`: a message that is still
   * queued has none, and would seem absent.
   *
   * @throws TwilioListUnavailableError
   */
  async lookUp(message: OutboundMessage, { signal }: CallContext): Promise<LookUpOutcome> {
    const request = new TwilioRequestClient(this.#http, this.#config.apiBaseUrl, signal, requestTimeoutMs);
    const oldest = message.attemptedAt.getTime() - clockToleranceMs;
    const { messages } = this.#client(request);
    const listed: TwilioMessage[] = [];
    let page = await listing(request, () => messages.page({ to: message.recipientId, pageSize: 100 }));
    for (let pages = 1; ; pages += 1) {
      if (!isNear(request.answer?.headers['date'], new Date()))
        return {
          outcome: 'inconclusive',
          reason: 'The clocks of Twilio and of this server differ by more than a minute.',
        };
      listed.push(...page.instances);
      const next = page.nextPageUrl;
      const isPast = page.instances.some(
        ({ dateCreated }) => dateCreated !== null && dateCreated.getTime() < oldest - aDay,
      );
      if (!next || isPast) return findTwilioMessage({ message, listed, windowMs: settlesAfterMs + requestTimeoutMs });
      if (pages >= mostPages)
        return {
          outcome: 'inconclusive',
          reason: 'Twilio has too many messages for this number to find one among them.',
        };
      page = await listing(request, () => messages.getPage(next));
    }
  }

  /** @throws TwilioListUnavailableError */
  async listHistory(
    { from, to }: { readonly from: Date; readonly to: Date },
    cursor: string | null,
    { signal }: CallContext,
  ): Promise<CarrierHistoryPage> {
    const request = new TwilioRequestClient(this.#http, this.#config.apiBaseUrl, signal, requestTimeoutMs);
    const client = this.#client(request);
    const page = await listing(request, () =>
      cursor === null
        ? client.messages.page({ dateSentAfter: from, dateSentBefore: to, pageSize: 200 })
        : client.messages.getPage(cursor),
    );
    const events: ChannelEvent[] = [];
    for (const message of page.instances) {
      const event = await toHistoryEvent(message, {
        senders: this.#senders,
        senderId: (address, service) => this.#senderId(address, service),
        mediaOf: (sid) => this.#mediaOf(client, request, sid),
      });
      if (event) events.push(event);
    }
    return { events, cursor: page.nextPageUrl ?? null };
  }

  async #mediaOf(client: twilio.Twilio, request: TwilioRequestClient, sid: string) {
    const media = await listing(request, () => client.messages(sid).media.list({ limit: 100 }));
    const base = (this.#config.apiBaseUrl ?? 'https://api.twilio.com').replace(/\/+$/, '');
    return media.map(({ uri, contentType }) => ({ reference: base + uri.replace(/\.json$/, ''), contentType }));
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
    if (messageId !== undefined) return parseStatus(decoded(messageId), parameters);
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

/** The SDK's own error may repeat Twilio's message, with the phone number in it: only the answer itself is looked at. */
async function listing<T>(request: TwilioRequestClient, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof HttpRequestError) throw new TwilioListUnavailableError(null, { cause: error });
    throw new TwilioListUnavailableError(request.answer?.status ?? null);
  }
}

/** Whether a `Date` header is about now. Twilio always sends one; without it nothing is concluded. */
function isNear(date: string | undefined, now: Date): boolean {
  return date !== undefined && Math.abs(Date.parse(date) - now.getTime()) <= clockToleranceMs;
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

/** @throws InvalidTwilioCallbackError */
function decoded(messageId: string): string {
  try {
    return decodeURIComponent(messageId);
  } catch {
    throw new InvalidTwilioCallbackError('message id in its address');
  }
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

/** @param status of Twilio's answer; `null`: there was none */
function accountFault(status: number | null): CarrierDiagnosis {
  if (status === null) {
    const fix = 'Check apiBaseUrl, the network and the proxy of this machine.';
    return { ok: false, what: 'Twilio does not answer.', fix };
  }
  if (status === 401 || status === 403 || status === 404) {
    const fix = 'Check accountSid, and authToken or apiKey with apiSecret.';
    return { ok: false, what: 'Twilio does not know these credentials.', fix };
  }
  return {
    ok: false,
    what: `Twilio answers ${status}.`,
    fix: 'Try again later; status.twilio.com tells of disturbances.',
  };
}
