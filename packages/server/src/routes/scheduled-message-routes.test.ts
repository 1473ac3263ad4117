import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ids, scheduledMessage } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const ofRecord = '/api/v1/interactions/IMS0000001/scheduled-messages';
const one = `/api/v1/scheduled-messages/${ids.nobody}`;
const request = {
  channel: 'sms',
  to: { recipientId: '+12025550143' },
  body: 'Hello',
  sendAt: { localTime: '2026-03-02T09:00', zone: 'recipient' },
};
const handedOn = () => {
  const call = server.messaging.calls.at(-1);
  return [call?.what, ...(call?.args.slice(1) ?? [])];
};

test('scheduled: where it is, which version it is, and once per Idempotency-Key', async () => {
  const headers = { 'idempotency-key': 'k1' };
  const body = { ...request, planId: 'plan-1', confirm: ['recipient_reassignment'] };
  const first = await server.call('POST', ofRecord, { body, headers });
  expect([first.status, first.json]).toEqual([201, scheduledMessage]);
  expect([first.headers.get('location'), first.headers.get('etag')]).toEqual([one, '"3"']);
  expect(handedOn()).toEqual([
    'scheduled.schedule',
    'IMS0000001',
    body,
    { key: 'k1', route: expect.stringContaining(ofRecord) },
  ]);
  const second = await server.call('POST', ofRecord, { body, headers });
  expect([second.status, second.text]).toEqual([201, first.text]);
  expect([first, second].map((answer) => answer.headers.get('idempotency-replayed'))).toEqual([null, 'true']);
  const without = await server.call('POST', ofRecord, { body });
  expect([without.status, without.json.code]).toEqual([400, 'idempotency_key_required']);
});

test('what will happen then', async () => {
  const answer = await server.call('POST', `${ofRecord}/preflight`, { body: request });
  expect([answer.status, answer.json.sendAt]).toEqual([200, scheduledMessage.sendAt]);
  expect(handedOn()).toEqual(['scheduled.preflight', 'IMS0000001', request]);
});

test.each([
  ['/api/v1/scheduled-messages', {}],
  [
    '/api/v1/scheduled-messages?view=all&state=needs_attention&limit=5',
    { view: 'all', state: 'needs_attention', limit: 5 },
  ],
  [ofRecord, { view: 'all', interaction: 'IMS0000001' }],
  [`${ofRecord}?state=any`, { view: 'all', interaction: 'IMS0000001', state: 'any' }],
])('list %s', async (path, query) => {
  const answer = await server.call('GET', path);
  expect([answer.status, answer.json]).toEqual([200, { items: [scheduledMessage], nextCursor: null }]);
  expect(handedOn()).toEqual(['scheduled.list', query]);
});

test.each([
  '/api/v1/scheduled-messages?view=theirs',
  '/api/v1/scheduled-messages?state=late',
  '/api/v1/scheduled-messages?interaction=IMS0000001',
  `${ofRecord}?view=mine`,
])('%s is refused', async (path) => {
  expect((await server.call('GET', path)).json.code).toBe('invalid_request');
});

test('one, with its version; changed only with the present one', async () => {
  const read = await server.call('GET', one);
  expect([read.status, read.headers.get('etag')]).toEqual([200, '"3"']);
  const body = { body: 'Hello again' };
  const patch = (headers: Record<string, string>) => server.call('PATCH', one, { body, headers });
  expect((await patch({})).status).toBe(428);
  const stale = await patch({ 'if-match': '"2"' });
  expect([stale.status, stale.json.code, stale.json.current]).toEqual([412, 'stale_version', 3]);
  const changed = await patch({ 'if-match': '"3"' });
  expect([changed.status, changed.headers.get('etag'), changed.json.version]).toEqual([200, '"4"', 4]);
  expect(handedOn()).toEqual(['scheduled.update', ids.nobody, 3, body]);
});

test('canceled', async () => {
  const answer = await server.call('POST', `${one}/cancel`);
  expect([answer.status, answer.headers.get('etag'), answer.json.state]).toEqual([200, '"3"', 'canceled']);
  expect(handedOn()).toEqual(['scheduled.cancel', ids.nobody]);
});

test('A1: for agents only, administrators included: they hold what customers are told', async () => {
  const before = server.messaging.calls.length;
  for (const [method, path, body] of [
    ['GET', '/api/v1/scheduled-messages?view=all', undefined],
    ['GET', ofRecord, undefined],
    ['GET', one, undefined],
    ['POST', ofRecord, request],
    ['POST', `${ofRecord}/preflight`, request],
    ['PATCH', one, { body: 'x' }],
    ['POST', `${one}/cancel`, undefined],
  ] as const) {
    const answer = await server.call(method, path, { as: 'arno', ...(body && { body }) });
    expect([method, path, answer.status]).toEqual([method, path, 403]);
  }
  expect(server.messaging.calls.length).toBe(before);
});
