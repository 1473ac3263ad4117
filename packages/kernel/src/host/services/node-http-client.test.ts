import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { HttpRequestError } from '../../services/http-request-error.js';
import { ManualTime } from '../testing/manual-time.js';
import { NodeHttpClient } from './node-http-client.js';
import type { PublicAddresses } from './public-lookup.js';

const opened: { close(): unknown }[] = [];

async function listen(server: Server | ReturnType<typeof createTcpServer>): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  opened.push(server);
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const serve = (listener: RequestListener) => listen(createServer(listener));

function makeClient(time?: ManualTime): NodeHttpClient {
  const client = new NodeHttpClient(time);
  opened.push(client);
  return client;
}

async function failureOf(run: Promise<unknown>): Promise<HttpRequestError> {
  const error = await run.then(
    () => null,
    (thrown: unknown) => thrown,
  );
  expect(error).toBeInstanceOf(HttpRequestError);
  return error as HttpRequestError;
}

afterEach(() => {
  for (const each of opened.splice(0).reverse()) each.close();
});

describe('HTTP client', () => {
  test('sends method, headers and body, and gives the answer as it is', async () => {
    const url = await serve((request, response) => {
      let body = '';
      request.on('data', (chunk) => {
        body += String(chunk);
      });
      request.on('end', () => {
        response.writeHead(201, { 'X-Seen': `${request.method} ${request.headers['x-key']} ${body}` });
        response.end('{"a":1}');
      });
    });
    const response = await makeClient().request({ method: 'POST', url, headers: { 'X-Key': 'k' }, body: 'hello' });
    expect(response.status).toBe(201);
    expect(response.headers['x-seen']).toBe('POST k hello');
    expect(response.json()).toEqual({ a: 1 });
  });

  test('uses a connection again, and follows no redirect', async () => {
    const ports = new Set<number>();
    const url = await serve((request, response) => {
      ports.add(request.socket.remotePort ?? 0);
      response.writeHead(302, { location: '/elsewhere' }).end();
    });
    const client = makeClient();
    expect([(await client.request({ url })).status, (await client.request({ url })).status]).toEqual([302, 302]);
    expect(ports.size).toBe(1);
  });

  test('nothing was sent: connection refused, nonsense', async () => {
    const url = await serve(() => {});
    for (const each of opened.splice(0)) each.close();
    const client = makeClient();
    expect(await failureOf(client.request({ url }))).toMatchObject({
      sent: false,
      reason: 'not_connected',
      code: 'http_request_failed',
    });
    expect(await failureOf(client.request({ url: 'ftp://x' }))).toMatchObject({
      sent: false,
      reason: 'invalid_request',
    });
    expect(await failureOf(client.request({ url, headers: { 'bad name': 'x' } }))).toMatchObject({
      sent: false,
      reason: 'invalid_request',
    });
  });

  test('nothing was sent: no certificate that holds', async () => {
    // A server that does not speak TLS: the handshake fails before the request is handed over.
    let received = '';
    const url = await listen(
      createTcpServer((socket) => {
        socket.on('error', () => {});
        socket.on('data', (chunk) => {
          received += chunk.toString('latin1');
          socket.end('HTTP/1.1 400 Bad Request\r\n\r\n');
        });
      }),
    );
    const error = await failureOf(
      makeClient().request({ method: 'POST', url: `${url.replace('http:', 'https:')}/secret-path`, body: 'hello' }),
    );
    expect(error).toMatchObject({ sent: false, reason: 'not_connected' });
    expect(received).not.toContain('hello');
    expect(error.message).not.toContain('secret-path');
  });

  test('may have been sent: the connection is reset after the request', async () => {
    const url = await serve((request) => {
      request.on('end', () => request.socket.destroy());
      request.resume();
    });
    expect(await failureOf(makeClient().request({ method: 'POST', url, body: 'hello' }))).toMatchObject({
      sent: true,
      reason: 'connection_lost',
    });
  });

  test('may have been sent: the answer ends early', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => response.socket?.destroy());
    });
    expect(await failureOf(makeClient().request({ url }))).toMatchObject({ sent: true, reason: 'connection_lost' });
  });

  test('may have been sent: no answer in time, or the caller gives up', async () => {
    const time = new ManualTime();
    const caller = new AbortController();
    let arrived: () => void = () => {};
    const url = await serve(() => arrived());
    const client = makeClient(time);
    const arrival = () =>
      new Promise<void>((resolve) => {
        arrived = resolve;
      });

    let seen = arrival();
    const late = failureOf(client.request({ url, timeoutMs: 50 }));
    await seen;
    time.advance(50);
    expect(await late).toMatchObject({ sent: true, reason: 'timeout' });

    seen = arrival();
    const aborted = failureOf(client.request({ url, signal: caller.signal }));
    await seen;
    caller.abort();
    expect(await aborted).toMatchObject({ sent: true, reason: 'aborted' });
    expect(await failureOf(client.request({ url, signal: caller.signal }))).toMatchObject({
      sent: false,
      reason: 'aborted',
    });
    expect(time.pending).toBe(0);
  });

  test('an answer that is too large is not read to its end', async () => {
    const url = await serve((_request, response) => response.end('x'.repeat(1_000)));
    expect(await failureOf(makeClient().request({ url, maxResponseBytes: 999 }))).toMatchObject({
      sent: true,
      reason: 'response_too_large',
    });
    expect((await makeClient().request({ url, maxResponseBytes: 1_000 })).body).toHaveLength(1_000);
  });
});

describe('HTTP client, to public addresses only', () => {
  const isPublic = (address: string) => address === '127.0.0.1';
  const clientOf = (addresses: PublicAddresses) => {
    const client = new NodeHttpClient(undefined, addresses);
    opened.push(client);
    return client;
  };

  test('an address in the URL, in whatever form it is written', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.end('secret');
    });
    const { port } = new URL(url);
    for (const host of ['127.0.0.1', '2130706433', '0x7f.1', '0', '[::1]', '[::ffff:127.0.0.1]', '169.254.169.254']) {
      const refused = failureOf(makeClient().request({ url: `http://${host}:${port}/`, addresses: 'public' }));
      expect(await refused).toMatchObject({ sent: false, reason: 'address_refused' });
    }
    expect(asked).toBe(0);
    expect((await makeClient().request({ url })).text()).toBe('secret');
  });

  test('a name that leads to an internal address, also beside a public one', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.end();
    });
    const { port } = new URL(url);
    for (const addresses of [['10.0.0.1'], ['127.0.0.1', '10.0.0.1'], []]) {
      const client = clientOf({
        resolve: async () => addresses.map((address) => ({ address, family: 4 })),
        isPublic,
      });
      expect(
        await failureOf(client.request({ url: `http://media.example:${port}/`, addresses: 'public' })),
      ).toMatchObject({ sent: false, reason: 'address_refused' });
    }
    expect(asked).toBe(0);
    const system = makeClient().request({ url: `http://localhost:${port}/`, addresses: 'public' });
    expect(await failureOf(system)).toMatchObject({ sent: false, reason: 'address_refused' });
  });

  test('connects to the address that was judged: a name that changes in between changes nothing', async () => {
    const url = await serve((request, response) => response.end(request.headers.host));
    const { port } = new URL(url);
    const answers = ['127.0.0.1', '10.0.0.1'];
    let asked = 0;
    const client = clientOf({
      resolve: async () => [{ address: answers[asked++] as string, family: 4 }],
      isPublic,
    });
    const target = { url: `http://media.example:${port}/`, addresses: 'public' as const };
    expect((await client.request(target)).text()).toBe(`media.example:${port}`);
    expect(asked).toBe(1);
    // The next request does not use the first one's connection: the name is judged again.
    expect(await failureOf(client.request(target))).toMatchObject({ sent: false, reason: 'address_refused' });
  });

  test('does not take a connection that was made without judging', async () => {
    const url = await serve((_request, response) => response.end());
    const target = `http://localhost:${new URL(url).port}/`;
    const client = makeClient();
    await client.request({ url: target });
    expect(await failureOf(client.request({ url: target, addresses: 'public' }))).toMatchObject({
      reason: 'address_refused',
    });
  });
});
