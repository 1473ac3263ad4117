import { connect } from 'node:net';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer } from '../create-server.js';
import { PortInUseError } from '../port-in-use-error.js';
import { FakeMessaging } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
let isReady: () => Promise<boolean> = async () => true;
beforeAll(async () => {
  server = await startTestServer({ isReady: () => isReady() });
});
afterAll(() => server.close());

test('live as long as the process answers; ready only when the database does', async () => {
  expect((await server.call('GET', '/health/live', { as: null })).json).toEqual({ status: 'live' });
  expect((await server.call('GET', '/health/ready', { as: null })).json).toEqual({ status: 'ready' });
  for (const away of [async () => false, async () => Promise.reject(new Error('no connection'))]) {
    isReady = away;
    const answer = await server.call('GET', '/health/ready', { as: null });
    expect([answer.status, answer.json]).toEqual([503, { status: 'not_ready' }]);
    expect((await server.call('GET', '/health/live', { as: null })).status).toBe(200);
  }
});

test('metrics count requests by route pattern and hold nothing of people', async () => {
  await server.call('GET', '/api/v1/interactions/IMS0000007');
  await server.call('GET', '/api/v1/users?q=Clara');
  await server.call('GET', '/unheard/of');
  const { text, headers } = await server.call('GET', '/metrics', { as: null });
  expect(headers.get('content-type')).toMatch(/^text\/plain/);
  expect(text).toMatch(
    /hailpoint_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/interactions\/:number",status="200"\} 1/,
  );
  expect(text).toMatch(/route="unknown",status="404"\} 1/);
  for (const name of [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_eventloop_delay_p99_seconds',
    'hailpoint_event_streams',
  ]) {
    expect(text).toMatch(new RegExp(`^${name} [0-9.e+-]+$`, 'm'));
  }
  expect(text).not.toMatch(/IMS0000007|Clara|unheard|01900000/);
});

test('every answer carries its request id and the security headers', async () => {
  for (const path of ['/api/v1/me', '/nothing', '/health/live']) {
    const { headers } = await server.call('GET', path);
    expect(headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('content-security-policy')).toContain("script-src 'self';");
    expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect(headers.get('cache-control')).toBe('no-store');
  }
});

test('a port that is taken is an error that says what to do', async () => {
  const second = await createServer({
    messaging: new FakeMessaging(),
    plugins: new FakeMessaging().plugins,
    host: { plugins: () => [], extensionPoints: () => [] },
    logger: { debug() {}, info() {}, warn() {}, error() {} },
    configuration: {
      server: { port: Number(new URL(server.url).port), host: '127.0.0.1', publicUrl: null, trustProxy: false },
      guide: [],
    },
  });
  const failure = await second.listen().catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(PortInUseError);
  expect((failure as PortInUseError).message).toContain('HAILPOINT_PORT');
  expect(() => second.url).toThrow('listen()');
  await second.close();
});

test('bytes that are no HTTP get a problem too', async () => {
  const { port } = new URL(server.url);
  const answer = await new Promise<string>((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), '127.0.0.1', () => socket.write('NOT HTTP AT ALL\r\n\r\n'));
    socket.on('data', (chunk) => {
      text += String(chunk);
    });
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
  expect(answer).toMatch(/^HTTP\/1\.1 400 /);
  expect(answer).toContain('application/problem+json');
  expect(answer).toContain('"code":"malformed_request"');
});
