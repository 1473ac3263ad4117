import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WebhookRequest } from '@hailpoint/kernel';

/** How the next request to send is answered in place of the normal way. */
export type NextAnswer =
  | { readonly kind: 'error'; readonly status: number; readonly code?: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'page'; readonly status: number; readonly content: string }
  /** The message is taken, and the connection is reset in place of an answer. */
  | { readonly kind: 'resetAfterTaking' };

export interface SentMessage {
  readonly id: string;
  readonly phoneNumberId: string;
  readonly payload: Record<string, unknown>;
  /** What was fetched from the link of a picture. */
  readonly media: Buffer | null;
}

/**
 * As much of Meta's Cloud API as its documentation describes and the plugin meets: send (JSON, bearer token), name the address of media, hand it
 * out, and sign notifications.
 */
export class CloudApiServer {
  readonly sent: SentMessage[] = [];
  /** Requests to send, whatever became of them. */
  readonly requests: { readonly path: string; readonly authorization: string | undefined }[] = [];
  readonly next: NextAnswer[] = [];
  readonly media = new Map<string, Buffer>();
  /** Where media is said to be, in place of this server. */
  mediaUrl: string | null = null;
  /** Requests for the bytes of media, with the credentials that they carried. */
  readonly mediaRequests: { readonly path: string; readonly authorization: string | undefined }[] = [];
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  private constructor(
    readonly accessToken: string,
    readonly appSecret: string,
    readonly version: string,
  ) {}

  static async start(accessToken: string, appSecret: string, version = 'v24.0'): Promise<CloudApiServer> {
    const meta = new CloudApiServer(accessToken, appSecret, version);
    await new Promise<void>((resolve) => meta.#server.listen(0, '127.0.0.1', resolve));
    return meta;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  /** A notification of one number, as Meta calls with it. `secret: null`: unsigned. */
  notification(
    phoneNumberId: string,
    content: { readonly messages?: readonly object[]; readonly statuses?: readonly object[] },
    { secret = this.appSecret as string | null, field = 'messages' } = {},
  ): WebhookRequest {
    const metadata = { display_phone_number: '12025550100', phone_number_id: phoneNumberId };
    const value = { messaging_product: 'whatsapp', metadata, ...content };
    return this.call(
      { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ value, field }] }] },
      secret,
    );
  }

  call(notification: unknown, secret: string | null = this.appSecret): WebhookRequest {
    const body = Buffer.from(JSON.stringify(notification));
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (secret !== null) {
      headers['x-hub-signature-256'] = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
    }
    return {
      method: 'POST',
      path: '/events',
      query: '',
      url: 'https://hailpoint.example/webhooks/whatsapp-cloud/events',
      headers,
      body,
    };
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    const { authorization } = request.headers;
    const bytes = /^\/files\/(.+)$/.exec(path)?.[1];
    if (bytes !== undefined) {
      this.mediaRequests.push({ path, authorization });
      const isAllowed = authorization === `Bearer ${this.accessToken}` && this.media.has(bytes);
      response.writeHead(isAllowed ? 200 : 404, { 'content-type': 'image/png' }).end(this.media.get(bytes));
      return;
    }
    const body = await read(request);
    if (authorization !== `Bearer ${this.accessToken}`)
      return refuse(response, 401, 190, 'Invalid OAuth access token.');
    const [, version, id = '', action] = path.split('/');
    if (version !== this.version) return refuse(response, 400, 2635, 'You are calling a deprecated version.');
    if (request.method === 'GET' && this.media.has(id)) {
      const url = this.mediaUrl ?? `${this.url}/files/${id}`;
      const named = { messaging_product: 'whatsapp', url, mime_type: 'image/png', id };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(named));
      return;
    }
    if (request.method === 'POST' && action === 'messages') return this.#send(request, response, id, body);
    refuse(response, 404, 100, `Unsupported request. Object with ID '${id}' does not exist`);
  }

  async #send(request: IncomingMessage, response: ServerResponse, phoneNumberId: string, body: string): Promise<void> {
    this.requests.push({ path: request.url ?? '', authorization: request.headers.authorization });
    const payload = JSON.parse(body) as Record<string, unknown>;
    const next = this.next.shift();
    if (next?.kind === 'error') {
      const wait = next.retryAfterSeconds;
      const headers: Record<string, string> = wait === undefined ? {} : { 'retry-after': String(wait) };
      return refuse(response, next.status, next.code, `Something about ${payload['to']} and ${body}`, headers);
    }
    if (next?.kind === 'page') {
      response.writeHead(next.status, { 'content-type': 'text/html' }).end(next.content);
      return;
    }
    const id = `wamid.${randomBytes(12).toString('base64url')}`;
    this.sent.push({ id, phoneNumberId, payload, media: await fetchLink(payload) });
    if (next?.kind === 'resetAfterTaking') {
      request.socket.resetAndDestroy();
      return;
    }
    const to = String(payload['to'] ?? '').replace(/\D/g, '');
    const answer = {
      messaging_product: 'whatsapp',
      contacts: [{ input: payload['to'], wa_id: to }],
      messages: [{ id }],
    };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  }
}

async function fetchLink(payload: Record<string, unknown>): Promise<Buffer | null> {
  const link = (payload['image'] as { link?: string } | undefined)?.link;
  return link === undefined ? null : Buffer.from(await (await fetch(link)).arrayBuffer());
}

async function read(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

function refuse(
  response: ServerResponse,
  status: number,
  code: number | undefined,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const error = { message, type: 'OAuthException', ...(code === undefined ? {} : { code }), fbtrace_id: 'trace' };
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify({ error }));
}
