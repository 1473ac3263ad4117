import { type ClientRequest, Agent as HttpAgent, type IncomingMessage, request as requestHttp } from 'node:http';
import { Agent as HttpsAgent, request as requestHttps } from 'node:https';
import { isIP, type Socket } from 'node:net';
import { HttpClient, type HttpRequest, type HttpResponse } from '../../services/http-client.js';
import { HttpRequestError, type HttpRequestFailure } from '../../services/http-request-error.js';
import { systemTimers, type Timers } from '../timers.js';
import { AddressRefusedError, type PublicAddresses, publicLookup, systemAddresses } from './public-lookup.js';

const defaultTimeoutMs = 10_000;
const defaultMaxResponseBytes = 10 * 1024 * 1024;

/** Idle connections are dropped before servers usually do: a request into a closing one would be lost without saying so. */
const agentOptions = { keepAlive: true, timeout: 4_000, maxSockets: 64, maxFreeSockets: 16 };

/**
 * On node:http, and not on fetch, because only there the moment is known at which the first byte leaves: the request is handed to
 * the socket when that is connected (for https: when its certificate has been accepted), so before that moment nothing was sent.
 */
export class NodeHttpClient extends HttpClient {
  readonly #http = new HttpAgent(agentOptions);
  readonly #https = new HttpsAgent(agentOptions);
  readonly #timers: Timers;
  readonly #addresses: PublicAddresses;

  constructor(timers: Timers = systemTimers, addresses: PublicAddresses = systemAddresses) {
    super();
    this.#timers = timers;
    this.#addresses = addresses;
  }

  async request(request: HttpRequest): Promise<HttpResponse> {
    const url = parseUrl(request.url);
    const isSecure = url.protocol === 'https:';
    const method = request.method ?? 'GET';
    const onlyPublic = request.addresses === 'public';
    if (onlyPublic) this.#refuseAddressInUrl(url, method);
    const send = () => {
      const headers = { ...request.headers };
      const options = onlyPublic
        ? // A connection of its own: a kept one may have been made without judging its address.
          { method, headers, agent: false as const, lookup: publicLookup(this.#addresses) }
        : { method, headers, agent: isSecure ? this.#https : this.#http };
      return isSecure ? requestHttps(url, options) : requestHttp(url, options);
    };
    return exchange(send, isSecure, request, `${method} ${url.host}`, this.#timers);
  }

  /** A name is judged when it is resolved, an address is not resolved. */
  #refuseAddressInUrl(url: URL, method: string): void {
    const host = url.hostname.replace(/^\[|\]$/g, '');
    if (isIP(host) !== 0 && !this.#addresses.isPublic(host)) {
      throw new HttpRequestError('address_refused', false, `${method} ${url.host}: not a public address.`);
    }
  }

  /** Closes idle connections. */
  close(): void {
    this.#http.destroy();
    this.#https.destroy();
  }
}

function parseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) {
    throw new HttpRequestError('invalid_request', false, 'The URL of the request is not an http or https URL.');
  }
  return url;
}

function exchange(
  send: () => ClientRequest,
  isSecure: boolean,
  { body, signal, timeoutMs = defaultTimeoutMs, maxResponseBytes = defaultMaxResponseBytes }: HttpRequest,
  label: string,
  timers: Timers,
): Promise<HttpResponse> {
  return new Promise((resolve, reject) => {
    let sent = false;
    let ended = false;
    let outgoing: ClientRequest | undefined;

    const end = (settle: () => void) => {
      if (ended) return;
      ended = true;
      timers.clear(timer);
      signal?.removeEventListener('abort', onAbort);
      settle();
    };
    const fail = (reason: HttpRequestFailure, message: string, cause?: unknown) => {
      end(() => reject(new HttpRequestError(reason, sent, `${label}: ${message}`, { cause })));
      outgoing?.destroy();
    };
    const onAbort = () => fail('aborted', 'the caller gave up.');
    const timer = timers.set(() => fail('timeout', `no complete answer within ${timeoutMs} ms.`), timeoutMs);
    if (signal?.aborted === true) return onAbort();
    signal?.addEventListener('abort', onAbort, { once: true });

    try {
      outgoing = send();
    } catch (error) {
      return fail('invalid_request', 'the request is not valid.', error);
    }
    const request = outgoing;
    const write = () => {
      if (ended) return;
      sent = true;
      request.end(body);
    };
    request.on('socket', (socket: Socket) => {
      const isReady = request.reusedSocket || !socket.connecting;
      if (isReady) write();
      else socket.once(isSecure ? 'secureConnect' : 'connect', write);
    });
    request.on('error', (error) => {
      if (error instanceof AddressRefusedError) fail('address_refused', 'not a public address.', error);
      else if (sent) fail('connection_lost', 'the connection was lost.', error);
      else fail('not_connected', 'no connection to the server.', error);
    });
    request.on('response', (response) => {
      collect(response, maxResponseBytes).then(
        (bytes) => end(() => resolve(toResponse(response, bytes))),
        (error: unknown) => {
          if (error instanceof RangeError)
            fail('response_too_large', `the answer has more than ${maxResponseBytes} bytes.`);
          else fail('connection_lost', 'the connection was lost while the answer came.', error);
        },
      );
    });
  });
}

async function collect(response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > maxBytes) throw new RangeError('too large');
    chunks.push(chunk);
  }
  if (!response.complete) throw new Error('The answer ended early.');
  return Buffer.concat(chunks);
}

function toResponse(response: IncomingMessage, body: Uint8Array): HttpResponse {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(response.headers)) {
    if (value !== undefined) headers[name] = Array.isArray(value) ? value.join(', ') : value;
  }
  const text = () => Buffer.from(body).toString('utf8');
  return { status: response.statusCode ?? 0, headers, body, text, json: () => JSON.parse(text()) as unknown };
}
