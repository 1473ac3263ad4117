import { randomUUID, verify } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { signWebhook, type WebhookSigner } from './sign-webhook.js';

export interface VonageAccount {
  readonly applicationId: string;
  /** In PEM; the dashboard keeps it when it makes the key pair. */
  readonly publicKey: string;
  readonly signatureSecret: string;
  readonly apiKey: string;
  /** Vonage's clock. */
  readonly now: () => Date;
}

export interface VonageMessage {
  readonly uuid: string;
  readonly request: Readonly<Record<string, unknown>>;
}

/** How the next request is answered in place of the normal way. */
export type NextAnswer =
  | {
      readonly kind: 'problem';
      readonly status: number;
      /** The end of the link in `type`: a code, or a name. Absent: no problem is described. */
      readonly about?: string;
      readonly title?: string;
      readonly retryAfterSeconds?: number;
    }
  | { readonly kind: 'page'; readonly status: number; readonly content: string }
  /** The message is created, and the connection is reset in place of an answer. */
  | { readonly kind: 'resetAfterCreating' };

export type SignatureChange = Partial<Pick<WebhookSigner, 'secret' | 'header' | 'claims'>>;

/**
 * As much of the Messages API as its documentation describes and a plugin meets: a message is created by JSON with a JWT of the application,
 * its statuses and customers' messages are called back with a JWT of the account.
 */
export class VonageServer {
  readonly account: VonageAccount;
  readonly messages: VonageMessage[] = [];
  /** Requests to create a message, whatever became of them. */
  readonly requests: IncomingMessage[] = [];
  readonly next: NextAnswer[] = [];
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  private constructor(account: VonageAccount) {
    this.account = account;
  }

  static async start(account: VonageAccount): Promise<VonageServer> {
    const vonage = new VonageServer(account);
    await new Promise<void>((resolve) => vonage.#server.listen(0, '127.0.0.1', resolve));
    return vonage;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Calls a message's status webhook, as Vonage does at each change of its status. */
  report(
    { uuid, request }: VonageMessage,
    status: string,
    change: { code?: number; timestamp?: string; channel?: string; clientRef?: string } = {},
  ): Promise<Response> {
    const { code, timestamp = this.account.now().toISOString(), channel = 'sms' } = change;
    return this.post(String(request['webhook_url']), {
      message_uuid: uuid,
      to: request['to'],
      from: request['from'],
      timestamp,
      status,
      channel,
      client_ref: change.clientRef ?? request['client_ref'],
      ...(code === undefined ? {} : { error: problem(String(code), String(code)) }),
      usage: { currency: 'EUR', price: '0.0333' },
      sms: { count_total: '1' },
    });
  }

  /** Calls the application's inbound webhook, as Vonage does when somebody texts one of its numbers. */
  receive(url: string, text: Readonly<Record<string, unknown>>): Promise<Response> {
    return this.post(url, {
      channel: 'sms',
      message_uuid: randomUUID(),
      timestamp: this.account.now().toISOString(),
      message_type: 'text',
      ...text,
    });
  }

  /** A signed POST; `null`: without a signature. */
  post(url: string, content: object | string, change: SignatureChange | null = {}): Promise<Response> {
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    const { signatureSecret, applicationId, apiKey, now } = this.account;
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (change !== null) {
      const token = signWebhook(body, { secret: signatureSecret, applicationId, apiKey, now: now(), ...change });
      headers['authorization'] = `Bearer ${token}`;
    }
    return fetch(url, { method: 'POST', headers, body });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    this.requests.push(request);
    if (request.method !== 'POST' || request.url !== '/v1/messages') return refuse(response, 404, problem('not-found'));
    if (!this.#isAuthorized(request)) return refuse(response, 401, problem('unauthorized'));
    const message = JSON.parse(Buffer.concat(chunks).toString('utf8')) as Record<string, unknown>;
    const next = this.next.shift();
    if (next?.kind === 'problem') {
      const { about, title } = next;
      const repeated = `Something about ${message['to']} and "${message['text']}"`;
      const described = about === undefined ? undefined : { ...problem(about, title), detail: repeated };
      const wait = next.retryAfterSeconds;
      return refuse(response, next.status, described, wait === undefined ? {} : { 'retry-after': String(wait) });
    }
    if (next?.kind === 'page') {
      response.writeHead(next.status, { 'content-type': 'text/html' }).end(next.content);
      return;
    }
    if (!isNumber(message['to'])) return refuse(response, 422, problem('1430', 'Invalid recipient'));
    if (!isSender(message['from'])) return refuse(response, 422, problem('1120', 'Invalid sender'));
    const created = { uuid: randomUUID(), request: message };
    this.messages.push(created);
    if (next?.kind === 'resetAfterCreating') {
      request.socket.resetAndDestroy();
      return;
    }
    response.writeHead(202, { 'content-type': 'application/json' }).end(JSON.stringify({ message_uuid: created.uuid }));
  }

  #isAuthorized({ headers }: IncomingMessage): boolean {
    const [header = '', payload = '', signature = ''] = (headers.authorization ?? '')
      .replace(/^Bearer /, '')
      .split('.');
    const { applicationId, publicKey, now } = this.account;
    const isSigned = verify(
      'sha256',
      Buffer.from(`${header}.${payload}`),
      publicKey,
      Buffer.from(signature, 'base64url'),
    );
    if (!isSigned || part(header)['alg'] !== 'RS256') return false;
    const { application_id: application, iat, exp, jti } = part(payload);
    const seconds = now().getTime() / 1000;
    const isInTime = Number(iat) <= seconds && Number(exp) > seconds && Number(exp) - Number(iat) <= 24 * 60 * 60;
    return application === applicationId && isInTime && typeof jti === 'string' && jti !== '';
  }
}

function part(encoded: string): Readonly<Record<string, unknown>> {
  return JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8')) as Record<string, unknown>;
}

/** In international form, without the plus. */
function isNumber(value: unknown): boolean {
  return typeof value === 'string' && /^[1-9]\d{6,14}$/.test(value);
}

function isSender(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9 ]{1,15}$/.test(value);
}

/** RFC 7807, as Vonage fills it in: a code, or the name of a problem of the account. */
function problem(about: string, title = 'Something went wrong') {
  const page = /^\d/.test(about) ? 'api-errors/messages' : 'api-errors/';
  return { type: `https://developer.vonage.com/${page}#${about}`, title, detail: title, instance: randomUUID() };
}

function refuse(
  response: ServerResponse,
  status: number,
  described: object | undefined,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/problem+json', ...headers });
  response.end(described === undefined ? '' : JSON.stringify(described));
}
