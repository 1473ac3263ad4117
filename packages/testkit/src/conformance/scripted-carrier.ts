import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CarrierAnswer, CarrierDialect, CarrierRequest, ListedMessage } from './carrier-dialect.js';

/** What the carrier does with the requests that come. */
export type CarrierMove =
  | { readonly kind: 'accept'; readonly id?: (request: CarrierRequest) => string; readonly delayMs?: () => number }
  /** Wordings of the answer also repeat the request, as those of many carriers do. */
  | { readonly kind: 'refuse'; readonly repeatsRequest?: boolean }
  | { readonly kind: 'refuseOptedOut' }
  | { readonly kind: 'throttle'; readonly retryAfterSeconds: number | null }
  /** 500, with the request repeated in the body. */
  | { readonly kind: 'fail' }
  /** A success whose body is a page of some proxy. */
  | { readonly kind: 'garble' }
  /** What it has of a message that is looked up; `null`: nothing. */
  | { readonly kind: 'lookUp'; readonly message: ListedMessage | null }
  /** One page of a list for each request. */
  | { readonly kind: 'list'; readonly pages: readonly (readonly ListedMessage[])[] }
  /** The connection is reset after the whole request was read. */
  | { readonly kind: 'reset' }
  | { readonly kind: 'silence' };

/** What the carrier does with a request for the picture of a customer. */
export type InboundMediaMove = 'given' | 'missing' | 'failing' | 'silent';

const mediaPath = '/conformance-media/signed-token';
const inboundMediaPath = '/conformance-inbound-media/picture';
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

/** A carrier on this machine that does what the suite says, in the words of a dialect. */
export class ScriptedCarrier {
  /** About messages, since the last `say`. */
  requests: CarrierRequest[] = [];
  /** How often the media at `mediaUrl` was fetched. */
  mediaFetches = 0;
  inboundMedia: InboundMediaMove = 'given';
  /** Everything that anybody asked of this carrier. */
  asked = 0;
  readonly #dialect: CarrierDialect;
  #move: CarrierMove = { kind: 'accept' };
  #accepted = 0;
  #listeners: (() => void)[] = [];
  readonly #server = createServer((incoming, response) => {
    this.#receive(incoming, response).catch(() => response.destroy());
  });

  private constructor(dialect: CarrierDialect) {
    this.#dialect = dialect;
  }

  static async start(dialect: CarrierDialect): Promise<ScriptedCarrier> {
    const carrier = new ScriptedCarrier(dialect);
    await new Promise<void>((resolve) => carrier.#server.listen(0, '127.0.0.1', resolve));
    return carrier;
  }

  /** Without a trailing slash. */
  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Where a picture is, as a signed address of Hailpoint would be. */
  get mediaUrl(): string {
    return this.url + mediaPath;
  }

  get mediaSize(): number {
    return picture.length;
  }

  /** Where the picture of a customer is. */
  get inboundMediaUrl(): string {
    return this.url + inboundMediaPath;
  }

  get inboundMediaBytes(): Uint8Array {
    return picture;
  }

  /** From now on. */
  say(move: CarrierMove): void {
    this.#move = move;
    this.requests = [];
  }

  /** Resolves when a request about a message has come since the last `say`. */
  requested(): Promise<void> {
    if (this.requests.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#listeners.push(resolve));
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #receive(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked += 1;
    if (incoming.url === inboundMediaPath) return this.#serveInboundMedia(incoming, response);
    if (incoming.url === mediaPath) {
      this.mediaFetches += 1;
      response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
      return;
    }
    const request = await read(incoming);
    const aside = this.#dialect.aside?.(request) ?? null;
    if (aside !== null) return write(response, aside);
    this.requests.push(request);
    this.#tellRequested();
    await this.#answer(this.#move, request, response);
  }

  async #serveInboundMedia(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = await read(incoming);
    this.#tellRequested();
    switch (this.inboundMedia) {
      case 'given':
        response.writeHead(200, { 'content-type': 'image/png' }).end(picture);
        return;
      case 'missing':
        return write(response, { status: 404, body: `There is nothing at ${request.path}` });
      case 'failing':
        return write(response, { status: 500, body: `Something failed: ${JSON.stringify(request.headers)}` });
      case 'silent':
        return;
    }
  }

  #tellRequested(): void {
    for (const listener of this.#listeners.splice(0)) listener();
  }

  async #answer(move: CarrierMove, request: CarrierRequest, response: ServerResponse): Promise<void> {
    switch (move.kind) {
      case 'accept': {
        this.#accepted += 1;
        const id = move.id?.(request) ?? `carrier-message-${this.#accepted}`;
        const delayMs = move.delayMs?.() ?? 0;
        if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
        return write(response, this.#dialect.accepted(id, request));
      }
      case 'refuse': {
        const answer = this.#dialect.refused(request);
        return write(response, move.repeatsRequest ? repeating(answer, request) : answer);
      }
      case 'refuseOptedOut':
        return write(response, (this.#dialect.optedOut ?? this.#dialect.refused)(request));
      case 'throttle':
        return write(response, (this.#dialect.throttled ?? tooManyRequests)(move.retryAfterSeconds));
      case 'fail':
        return write(response, { status: 500, body: `Something failed at ${request.path} ${request.body}` });
      case 'garble': {
        const { status } = this.#dialect.accepted('garbled', request);
        return write(response, { status, body: `<html>Welcome. You sent ${request.body}` });
      }
      case 'lookUp':
        return write(response, this.#dialect.lookedUp?.(move.message, request) ?? { status: 404 });
      case 'list': {
        const page = this.requests.length;
        const next = page < move.pages.length ? pageToken(page + 1) : null;
        const messages = move.pages[page - 1] ?? [];
        return write(response, this.#dialect.history?.({ messages, next }, request) ?? { status: 404 });
      }
      case 'reset':
        response.socket?.resetAndDestroy();
        return;
      case 'silence':
        return;
    }
  }
}

/** What leads to a page of a list; the first is 1. */
export function pageToken(page: number): string {
  return `conformance-page-${page}`;
}

function tooManyRequests(retryAfterSeconds: number | null): CarrierAnswer {
  return {
    status: 429,
    ...(retryAfterSeconds === null ? {} : { headers: { 'retry-after': String(retryAfterSeconds) } }),
  };
}

/** Texts of several words are wordings; codes and ids, which have no spaces, stay as they are. */
function repeating(answer: CarrierAnswer, request: CarrierRequest): CarrierAnswer {
  const { body = '' } = answer;
  if (typeof body === 'string') return { ...answer, body: `${body} ${request.body}` };
  const repeated = JSON.stringify(body, (_, value: unknown) =>
    typeof value === 'string' && value.includes(' ') ? `${value} ${request.body}` : value,
  );
  return { ...answer, body: JSON.parse(repeated) as object };
}

async function read(incoming: IncomingMessage): Promise<CarrierRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
  const body = Buffer.concat(chunks).toString('utf8');
  return { method: incoming.method ?? '', path: incoming.url ?? '/', headers, body };
}

function write(response: ServerResponse, { status, headers = {}, body = '' }: CarrierAnswer): void {
  const isText = typeof body === 'string';
  const type = isText ? 'text/html' : 'application/json';
  response.writeHead(status, { 'content-type': type, ...headers }).end(isText ? body : JSON.stringify(body));
}
