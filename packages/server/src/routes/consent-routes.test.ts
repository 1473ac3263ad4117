import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const change = { channel: 'sms', recipientId: '020 7946 0018', country: 'GB', action: 'opt_out', note: 'By phone.' };

test('E2: an administrator records consent: 201 for a change, 200 for what was so already', async () => {
  const recorded = await server.call('POST', '/api/v1/admin/consents', { as: 'arno', body: change });
  expect(recorded.status).toBe(201);
  expect(recorded.json).toMatchObject({ changed: true, canceledMessages: 2, subject: { channel: 'sms' } });
  expect(server.messaging.calls.at(-1)).toMatchObject({ what: 'consents.record', args: [{}, change] });
  const again = await server.call('POST', '/api/v1/admin/consents', {
    as: 'arno',
    body: { ...change, note: 'Again.' },
  });
  expect(again).toMatchObject({ status: 200, json: { changed: false } });
});

test('what holds is listed and looked up; an address is never in a URL', async () => {
  const list = await server.call('GET', '/api/v1/admin/consents?channel=sms&state=opted_in&limit=5', { as: 'arno' });
  expect(list).toMatchObject({ status: 200, json: { items: [{ state: 'opted_out', keyword: 'STOP' }] } });
  expect(server.messaging.calls.at(-1)?.args[1]).toEqual({ channel: 'sms', state: 'opted_in', limit: 5 });
  const { action: _action, note: _note, ...address } = change;
  const found = await server.call('POST', '/api/v1/admin/consents/look-up', { as: 'arno', body: address });
  expect(found).toMatchObject({ status: 200, json: { history: [{ action: 'opt_out' }] } });
  expect((await server.call('GET', '/api/v1/admin/consents?recipientId=1', { as: 'arno' })).status).toBe(400);
});

test('agents read what holds for a conversation', async () => {
  const path = (number: string) => `/api/v1/interactions/${number}/consent`;
  const answer = await server.call('GET', path('IMS0000001'), { as: 'ada' });
  expect(answer).toMatchObject({ status: 200, json: { consent: { state: 'opted_out', source: 'keyword' } } });
  expect((await server.call('GET', path('IMS9999999'), { as: 'ada' })).status).toBe(404);
});

test('agents may not', async () => {
  for (const [method, path, body] of [
    ['GET', '/api/v1/admin/consents', undefined],
    ['POST', '/api/v1/admin/consents', change],
  ] as const) {
    const answer = await server.call(method, path, { as: 'ada', ...(body && { body }) });
    expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  }
});
