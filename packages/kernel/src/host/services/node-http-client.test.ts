import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { HttpRequestError } from '../../services/http-request-error.js';
import { ManualTime } from '../testing/manual-time.js';
import { NodeHttpClient } from './node-http-client.js';

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
