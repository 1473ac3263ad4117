import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ids } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const path = `/api/v1/messages/${ids.attachment}`;

test('an agent asks what became of a message', async () => {
  const answer = await server.call('POST', `${path}/look-up`, { as: 'ada' });
  expect([answer.status, answer.json.outcome]).toEqual([200, 'found']);
  expect(server.messaging.calls.at(-1)).toMatchObject({ what: 'messages.lookUp' });
});

test('sent again only with the agreement', async () => {
  const body = { confirm: ['may_arrive_twice'] };
  const refused = await server.call('POST', `${path}/resend`, {
    as: 'ada',
    body: {},
    headers: { 'idempotency-key': 'k1' },
  });
  expect([refused.status, refused.json.code, refused.json.confirmations]).toEqual([
    409,
    'confirmation_required',
    ['may_arrive_twice'],
  ]);
  const sent = await server.call('POST', `${path}/resend`, { as: 'ada', body, headers: { 'idempotency-key': 'k2' } });
  expect([sent.status, sent.json.id]).toEqual([200, expect.any(String)]);
});

test.each([
  ['look-up', `/api/v1/messages/${ids.nobody}/look-up`, 'ada', undefined, 404, 'message_not_found'],
  ['not an id', '/api/v1/messages/IMS0000001/look-up', 'ada', undefined, 404, 'not_found'],
  ['an administrator', `${path}/look-up`, 'arno', undefined, 403, 'forbidden'],
  ['an administrator sends', `${path}/resend`, 'arno', {}, 403, 'forbidden'],
  ['a machine without a key', `${path}/resend`, 'ada', {}, 400, 'idempotency_key_required'],
  ['an unknown field', `${path}/resend`, 'ada', { planId: 'p' }, 400, 'invalid_request'],
] as const)('%s', async (_name, url, as, body, status, code) => {
  const answer = await server.call('POST', url, { as, ...(body && { body }) });
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});
