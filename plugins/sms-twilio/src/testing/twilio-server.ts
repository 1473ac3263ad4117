import { createHmac, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface TwilioCredentials {
  readonly accountSid: string;
  readonly authToken: string;
  readonly apiKey?: string;
  readonly apiSecret?: string;
}

export interface TwilioMessage {
  readonly sid: string;
  readonly form: URLSearchParams;
  /** What was fetched from each MediaUrl. */
  readonly media: readonly { readonly status: number; readonly contentType: string | null; readonly bytes: Buffer }[];
}

/** A message in Twilio's list; what is not said is as after a send that went well. */
export interface ListedMessage {
  readonly sid: string;
  readonly direction?: 'inbound' | 'outbound-api';
  readonly from: string;
  readonly to: string;
  readonly body?: string;
  readonly status?: string;
  readonly errorCode?: number;
  readonly service?: string;
  readonly created: Date;
  /** `null`: it is queued yet. Absent: when it was created. */
  readonly sent?: Date | null;
  /** Content types. */
  readonly media?: readonly string[];
}

/** How the next request is answered in place of the normal way. */
export type NextAnswer =
  | { readonly kind: 'error'; readonly status: number; readonly code?: number; readonly retryAfterSeconds?: number }
  | { readonly kind: 'page'; readonly status: number; readonly content: string }
  /** The message is created, and the connection is reset in place of an answer. */
  | { readonly kind: 'resetAfterCreating' };

export interface SignedPost {
  readonly url: string;
  readonly form: URLSearchParams;
  /** The token to sign with; `null`: no signature. */
  readonly token?: string | null;
}

/**
 * As much of Twilio as its documentation describes and a plugin meets: create a message (form in, JSON out, Basic
 * authentication), fetch its media, call back with a signature, and keep media behind credentials and a redirect.
 */
export class TwilioServer {
  readonly credentials: TwilioCredentials;
  readonly messages: TwilioMessage[] = [];
  /** Requests to create a message, whatever became of them. */
  readonly requests: IncomingMessage[] = [];
  readonly next: NextAnswer[] = [];
  /** The list, oldest first; Twilio gives the newest first. */
  readonly listed: ListedMessage[] = [];
  /** Addresses of the questions for a list. */
  readonly listQueries: URL[] = [];
  /** So many messages a page, whatever is asked for. */
  pageSize = 50;
  /** The clock of the `Date` header. */
  clock = () => new Date();
  accountStatus = 'active';
  /** Whether a request for stored media carried credentials to where the API redirects. */
  leakedCredentials = false;
  /** Where requests for media are redirected, in place of this server's own storage. */
  mediaRedirect: string | null = null;
  readonly #storage = new Map<string, Buffer>();
  readonly #server = createServer((request, response) => {
    this.#answer(request, response).catch(() => response.destroy());
  });

  private constructor(credentials: TwilioCredentials) {
    this.credentials = credentials;
  }

  static async start(credentials: TwilioCredentials): Promise<TwilioServer> {
    const twilio = new TwilioServer(credentials);
    await new Promise<void>((resolve) => twilio.#server.listen(0, '127.0.0.1', resolve));
    return twilio;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Calls a message's StatusCallback, as Twilio does at each change of its status. */
  async report(
    message: TwilioMessage,
    status: string,
    change: { errorCode?: number; token?: string | null } = {},
  ): Promise<Response> {
    const { accountSid } = this.credentials;
    const form = new URLSearchParams({
      AccountSid: accountSid,
      ApiVersion: '2010-04-01',
      From: message.form.get('From') ?? '+12025550199',
      MessageSid: message.sid,
      MessageStatus: status,
      SmsSid: message.sid,
      SmsStatus: status,
      To: message.form.get('To') ?? '',
      ...(change.errorCode === undefined ? {} : { ErrorCode: String(change.errorCode) }),
    });
    return this.post({ url: message.form.get('StatusCallback') ?? '', form, token: change.token });
  }

  /** Calls the webhook of a number, as Twilio does when somebody texts it. */
  async receive(
    url: string,
    text: { from: string; to: string; body: string; media?: readonly Buffer[]; service?: string },
  ): Promise<Response> {
    const sid = `${text.media?.length ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`;
    const form = new URLSearchParams({
      ToCountry: 'US',
      MessageSid: sid,
      AccountSid: this.credentials.accountSid,
      From: text.from,
      To: text.to,
      Body: text.body,
      NumSegments: '1',
      NumMedia: String(text.media?.length ?? 0),
      ...(text.service === undefined ? {} : { MessagingServiceSid: text.service }),
    });
    for (const [index, bytes] of (text.media ?? []).entries()) {
      const path = `/2010-04-01/Accounts/${this.credentials.accountSid}/Messages/${sid}/Media/ME${randomBytes(16).toString('hex')}`;
      this.#storage.set(path, bytes);
      form.set(`MediaUrl${index}`, this.url + path);
      form.set(`MediaContentType${index}`, 'image/png');
    }
    return this.post({ url, form });
  }

  /** POST of a form, signed over the URL and the sorted parameters (HMAC-SHA1, Base64). */
  post({ url, form, token = this.credentials.authToken }: SignedPost): Promise<Response> {
    const sorted = [...form].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
    const signed = url + sorted.map(([name, value]) => name + value).join('');
    const headers: Record<string, string> = { 'content-type': 'application/x-www-form-urlencoded' };
    if (token !== null) headers['x-twilio-signature'] = createHmac('sha1', token).update(signed).digest('base64');
    return fetch(url, { method: 'POST', headers, body: form.toString() });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = request.url ?? '';
    if (path.startsWith('/cdn/')) return this.#serveStored(request, response, decodeURIComponent(path.slice(5)));
    if (!this.#isAuthorized(request)) {
      request.resume();
      return refuse(response, 401, 20003, 'Authenticate');
    }
    if (request.method === 'GET' && this.#storage.has(path)) {
      response.writeHead(307, { location: this.mediaRedirect ?? `/cdn/${encodeURIComponent(path)}` }).end();
      return;
    }
    if (request.method === 'GET' && path.startsWith(`/2010-04-01/Accounts/${this.credentials.accountSid}/Messages`)) {
      return this.#list(new URL(path, this.url), response);
    }
    if (request.method === 'GET' && path === `/2010-04-01/Accounts/${this.credentials.accountSid}.json`) {
      const account = { sid: this.credentials.accountSid, status: this.accountStatus, friendly_name: 'Ours' };
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(account));
      return;
    }
    if (request.method === 'POST' && path === `/2010-04-01/Accounts/${this.credentials.accountSid}/Messages.json`) {
      return this.#create(request, response);
    }
    refuse(response, 404, 20404, `The requested resource ${path} was not found`);
  }

  #list(url: URL, response: ServerResponse): void {
    const base = `/2010-04-01/Accounts/${this.credentials.accountSid}/Messages`;
    const headers = { 'content-type': 'application/json', date: this.clock().toUTCString() };
    const ofMessage = /\/Messages\/(\w+)\/Media\.json$/.exec(url.pathname)?.[1];
    if (ofMessage !== undefined) {
      const types = this.listed.find(({ sid }) => sid === ofMessage)?.media ?? [];
      const media_list = types.map((content_type, index) => ({
        sid: `ME${index}`,
        content_type,
        parent_sid: ofMessage,
        uri: `${base}/${ofMessage}/Media/ME${index}.json`,
      }));
      response.writeHead(200, headers).end(JSON.stringify({ media_list, next_page_uri: null, page: 0, page_size: 50 }));
      return;
    }
    this.listQueries.push(url);
    const next = this.next.shift();
    if (next?.kind === 'error') {
      refuse(response, next.status, next.code, 'Something went wrong');
      return;
    }
    const { searchParams: query } = url;
    const day = (name: string) => (query.has(name) ? new Date(query.get(name) as string).getTime() : null);
    const found = this.listed.toReversed().filter((one) => {
      const sent = one.sent === undefined ? one.created : one.sent;
      const after = day('DateSent>');
      const before = day('DateSent<');
      // What is not sent yet has no date, and no filter by date finds it.
      if ((after !== null || before !== null) && sent === null) return false;
      return (
        (query.get('To') ?? one.to) === one.to &&
        (after === null || (sent as Date).getTime() >= after) &&
        (before === null || (sent as Date).getTime() <= before)
      );
    });
    const page = Number(query.get('Page') ?? '0');
    const items = found.slice(page * this.pageSize, (page + 1) * this.pageSize);
    const more = new URLSearchParams(query);
    more.set('Page', String(page + 1));
    const isLast = found.length <= (page + 1) * this.pageSize;
    const messages = items.map((one) => ({
      account_sid: this.credentials.accountSid,
      body: one.body ?? '',
      date_created: one.created.toUTCString(),
      date_sent: one.sent === null ? null : (one.sent ?? one.created).toUTCString(),
      date_updated: one.created.toUTCString(),
      direction: one.direction ?? 'outbound-api',
      error_code: one.errorCode ?? null,
      from: one.from,
      messaging_service_sid: one.service ?? null,
      num_media: String(one.media?.length ?? 0),
      num_segments: '1',
      sid: one.sid,
      status: one.status ?? 'delivered',
      to: one.to,
    }));
    const next_page_uri = isLast ? null : `${base}.json?${more}`;
    response.writeHead(200, headers).end(JSON.stringify({ messages, next_page_uri, page, page_size: this.pageSize }));
  }

  async #create(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const form = new URLSearchParams(Buffer.concat(chunks).toString('utf8'));
    this.requests.push(request);
    const next = this.next.shift();
    if (next?.kind === 'error') {
      const headers: Record<string, string> =
        next.retryAfterSeconds === undefined ? {} : { 'retry-after': String(next.retryAfterSeconds) };
      return refuse(
        response,
        next.status,
        next.code,
        `Something about ${form.get('To')} and "${form.get('Body')}"`,
        headers,
      );
    }
    if (next?.kind === 'page') {
      response.writeHead(next.status, { 'content-type': 'text/html' }).end(next.content);
      return;
    }
    const sid = `${form.has('MediaUrl') ? 'MM' : 'SM'}${randomBytes(16).toString('hex')}`;
    const media = await Promise.all(form.getAll('MediaUrl').map(fetchMedia));
    this.messages.push({ sid, form, media });
    if (next?.kind === 'resetAfterCreating') {
      request.socket.resetAndDestroy();
      return;
    }
    const service = form.get('MessagingServiceSid');
    const resource = {
      account_sid: this.credentials.accountSid,
      api_version: '2010-04-01',
      body: form.get('Body') ?? '',
      date_created: new Date().toUTCString(),
      date_sent: null,
      date_updated: new Date().toUTCString(),
      direction: 'outbound-api',
      error_code: null,
      error_message: null,
      from: form.get('From'),
      messaging_service_sid: service,
      num_media: String(media.length),
      // With a Messaging Service Twilio does not know the number yet.
      num_segments: service ? '0' : '1',
      price: null,
      price_unit: null,
      sid,
      status: service ? 'accepted' : 'queued',
      subresource_uris: {},
      to: form.get('To'),
      uri: `/2010-04-01/Accounts/${this.credentials.accountSid}/Messages/${sid}.json`,
    };
    response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(resource));
  }

  #serveStored(request: IncomingMessage, response: ServerResponse, path: string): void {
    if (request.headers.authorization !== undefined) this.leakedCredentials = true;
    response.writeHead(200, { 'content-type': 'image/png' }).end(this.#storage.get(path));
  }

  #isAuthorized({ headers }: IncomingMessage): boolean {
    const { accountSid, authToken, apiKey, apiSecret } = this.credentials;
    const given = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString('utf8');
    return given === (apiKey ? `${apiKey}:${apiSecret}` : `${accountSid}:${authToken}`);
  }
}

async function fetchMedia(url: string) {
  const response = await fetch(url);
  const bytes = Buffer.from(await response.arrayBuffer());
  return { status: response.status, contentType: response.headers.get('content-type'), bytes };
}

function refuse(
  response: ServerResponse,
  status: number,
  code: number | undefined,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ ...(code === undefined ? {} : { code }), message, more_info, status }));
}
