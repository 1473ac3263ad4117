import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { FakeError, ids, message } from '../testing/fake-messaging.test.fixture.js';
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
  expect(server.messaging.calls.at(-1)).toMatchObject({ what: 'messages.lookUp', args: [{}, ids.attachment] });
});

test('sent again: the agreement is handed on with the key, and an answer is replayed', async () => {
  const resend = (body: object) =>
    server.call('POST', `${path}/resend`, { as: 'ada', body, headers: { 'idempotency-key': 'k1' } });
  const handedOn = () => server.messaging.calls.at(-1)?.args.slice(1);
  const body = { confirm: ['may_arrive_twice'] };
  const first = await resend(body);
  expect([first.status, first.json, first.headers.get('idempotency-replayed')]).toEqual([200, message, null]);
  const idempotency = { key: 'k1', route: expect.stringContaining(`${path}/resend`) };
  expect(handedOn()).toEqual([ids.attachment, body, idempotency]);
  const second = await resend({});
  expect([second.status, second.text, second.headers.get('idempotency-replayed')]).toEqual([200, first.text, 'true']);
  expect(handedOn()).toEqual([ids.attachment, {}, idempotency]);
});

test('not agreed to: what is needed is said', async () => {
  const extra = { confirmations: ['may_arrive_twice'] };
  server.messaging.failure = {
    what: 'messages.resend',
    error: new FakeError('conflict', 'confirmation_required', extra),
  };
  const refused = await server.call('POST', `${path}/resend`, { session: 'ada', body: {} });
  expect(refused).toMatchObject({ status: 409, json: { code: 'confirmation_required', ...extra } });
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
