import { Writable } from 'node:stream';
import { createLogger, createServer, type HailpointServer, type ServerOptions } from '../index.js';
import { FakeMessaging } from './fake-messaging.test.fixture.js';

export interface TestServer {
  readonly server: HailpointServer;
  readonly messaging: FakeMessaging;
  readonly url: string;
  /** Lines of the log, parsed. */
  readonly log: Record<string, unknown>[];
  /** Sends a request; `as` uses the access token of that user, `session` the cookie with same-origin evidence. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  close(): Promise<void>;
}

export interface CallOptions {
  readonly as?: string | null;
  readonly session?: string;
  readonly body?: unknown;
  /** Sent as it is, with its content type. */
  readonly raw?: { readonly body: string | Uint8Array | FormData; readonly contentType?: string };
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly json: any;
}

/** A server on a port of the system's choice, with a domain of canned answers and a log that is kept. */
export async function startTestServer(
  options: Partial<Omit<ServerOptions, 'configuration'>> & {
    readonly server?: Partial<ServerOptions['configuration']['server']>;
    readonly guide?: ServerOptions['configuration']['guide'];
  } = {},
): Promise<TestServer> {
  const log: Record<string, unknown>[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      log.push(JSON.parse(String(chunk)));
      done();
    },
  });
  const messaging = (options.messaging as FakeMessaging | undefined) ?? new FakeMessaging();
  const { server: serverConfiguration, guide = [], ...rest } = options;
  const server = await createServer({
    messaging,
    plugins: messaging.plugins,
    host: { plugins: () => [], extensionPoints: () => [] },
    logger: createLogger({ level: 'debug' }, destination),
    ...rest,
    // Tests say nothing about how busy the machine is.
    limits: { eventLoopDelayMs: 3_600_000, ...options.limits },
    configuration: {
      server: { port: 0, host: '127.0.0.1', publicUrl: null, trustProxy: false, ...serverConfiguration },
      guide,
    },
  });
  const url = await server.listen();
  return {
    server,
    messaging,
    url,
    log,
    call: (method, path, call) => send(url, method, path, call),
    close: () => server.close(),
  };
}

async function send(url: string, method: string, path: string, options: CallOptions = {}): Promise<Answer> {
  const { as = options.session === undefined ? 'ada' : null, session, body, raw } = options;
  const headers: Record<string, string> = {};
  if (as !== null) headers['authorization'] = `Bearer ${as}-access-token`;
  if (session !== undefined) {
    headers['cookie'] = `hailpoint_session=${session}-session-token`;
    headers['sec-fetch-site'] = 'same-origin';
  }
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (raw?.contentType !== undefined) headers['content-type'] = raw.contentType;
  const response = await fetch(`${url}${path}`, {
    method,
    redirect: 'manual',
    headers: { ...headers, ...options.headers },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    ...(raw === undefined ? {} : { body: raw.body as NonNullable<RequestInit['body']> }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') ?? false;
  return {
    status: response.status,
    headers: response.headers,
    text,
    json: isJson && text !== '' ? JSON.parse(text) : null,
  };
}
