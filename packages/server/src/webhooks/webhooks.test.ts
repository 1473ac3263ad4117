import { afterEach, expect, test } from '@jest/globals';
import { type CallOptions, startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
afterEach(() => server.close());

const form = (body: string | Uint8Array): CallOptions => ({
  as: null,
  raw: { body, contentType: 'application/x-www-form-urlencoded' },
});

test('the request reaches the domain untouched, whatever its content type', async () => {
  server = await startTestServer();
  const bytes = new Uint8Array([0, 255, 13, 10, 123]);
  for (const contentType of [
    'application/json',
    'application/x-www-form-urlencoded',
    'text/xml; charset=x',
    'nonsense',
  ]) {
    await server.call('POST', '/webhooks/sms-twilio/status/%20a?b=1&b=%32', {
      as: null,
      raw: { body: bytes, contentType },
      headers: { 'X-Signature': 'abc' },
    });
    const request = server.messaging.webhookRequests.at(-1)!;
    expect(request).toMatchObject({
      pluginId: 'sms-twilio',
      method: 'POST',
      path: '/status/%20a',
      query: 'b=1&b=%32',
      url: `${server.url}/webhooks/sms-twilio/status/%20a?b=1&b=%32`,
      headers: { 'content-type': contentType, 'x-signature': 'abc' },
    });
    expect([...request.body]).toEqual([...bytes]);
  }
});

test('a bearer token is the carrier’s signature, and the plugin’s to judge', async () => {
  server = await startTestServer();
  const authorization = `Bearer ${'a'.repeat(40)}.${'b'.repeat(400)}.${'c'.repeat(43)}`;
  const answer = await server.call('POST', '/webhooks/sms-vonage/status', {
    as: null,
    raw: { body: '{}', contentType: 'application/json' },
    headers: { authorization },
  });
  expect(answer.status).toBe(200);
  expect(server.messaging.webhookRequests[0]?.headers).toMatchObject({ authorization });
});

test('a body without a content type is taken too', async () => {
  server = await startTestServer();
  await server.call('POST', '/webhooks/a/b', { as: null, raw: { body: new Uint8Array([1]) } });
  const request = server.messaging.webhookRequests[0]!;
  expect([request.headers['content-type'], [...request.body]]).toEqual([undefined, [1]]);
});

test('malformed JSON is the plugin’s to judge, and a missing body is empty', async () => {
  server = await startTestServer();
  expect(
    (await server.call('POST', '/webhooks/a/b', { as: null, raw: { body: '{"', contentType: 'application/json' } }))
      .status,
  ).toBe(200);
  expect((await server.call('GET', '/webhooks/a/b?challenge=1', { as: null })).status).toBe(200);
  expect(server.messaging.webhookRequests.at(-1)!.body.byteLength).toBe(0);
  expect((await server.call('PUT', '/webhooks/a/', { as: null })).status).toBe(200);
  expect(server.messaging.webhookRequests.at(-1)!.path).toBe('/');
});

test('the answer is the plugin’s: status, headers, body', async () => {
  server = await startTestServer();
  const good = await server.call('POST', '/webhooks/sms-twilio/inbound', form('a=b'));
  expect([good.status, good.text, good.headers.get('content-type')]).toEqual([200, '<Response/>', 'text/xml']);
  server.messaging.webhookAnswer = { status: 403 };
  expect((await server.call('POST', '/webhooks/sms-twilio/inbound', form('a=b'))).status).toBe(403);
  expect((await server.call('POST', '/webhooks/gone/x', form('a=b'))).status).toBe(503);
});

test('more than a megabyte is refused', async () => {
  server = await startTestServer();
  const answer = await server.call('POST', '/webhooks/sms-twilio/x', form('x'.repeat(1_048_577)));
  expect([answer.status, answer.json.code]).toEqual([413, 'body_too_large']);
  expect(server.messaging.webhookRequests).toEqual([]);
});

test('a plugin id that none can have is a 404', async () => {
  server = await startTestServer();
  expect((await server.call('POST', '/webhooks/..%2f/x', form('a'))).status).toBe(404);
  expect((await server.call('POST', '/webhooks/sms', form('a'))).status).toBe(404);
});

const forwarded = { 'x-forwarded-proto': 'https', 'x-forwarded-host': 'messages.example.com' };

test.each([
  [
    'publicUrl wins over everything',
    { publicUrl: 'https://public.example.com', trustProxy: true },
    'https://public.example.com',
  ],
  ['a trusted proxy says it', { trustProxy: true }, 'https://messages.example.com'],
  ['a proxy trusted by address says it', { trustProxy: ['127.0.0.1'] }, 'https://messages.example.com'],
  ['a proxy of another address is not believed', { trustProxy: ['10.0.0.0/8'] }, null],
  ['nobody is believed by default', {}, null],
] as const)('public URL: %s', async (_what, configuration, expected) => {
  server = await startTestServer({ server: configuration });
  await server.call('POST', '/webhooks/a/b?c=d', { ...form('x'), headers: forwarded });
  expect(server.messaging.webhookRequests[0]!.url).toBe(`${expected ?? server.url}/webhooks/a/b?c=d`);
});

test('a flood from one address is slowed down', async () => {
  server = await startTestServer({ limits: { webhooksPerMinute: 2 } });
  const statuses = [];
  for (let index = 0; index < 3; index += 1)
    statuses.push((await server.call('POST', '/webhooks/a/b', form('x'))).status);
  expect(statuses).toEqual([200, 200, 429]);
});
