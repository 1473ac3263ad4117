import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { reconciliation } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const path = '/api/v1/admin/reconciliations';
const handedOn = () => {
  const last = server.messaging.calls.at(-1);
  return [last?.what, ...(last?.args.slice(1) ?? [])];
};

test('the newest comparisons, a page at a time', async () => {
  const answer = await server.call('GET', `${path}?limit=5&cursor=before`, { as: 'arno' });
  expect([answer.status, answer.json]).toEqual([200, { items: [reconciliation], nextCursor: null }]);
  expect(handedOn()).toEqual(['reconciliations.list', { limit: 5, cursor: 'before' }]);
});

test.each([{}, { plugin: 'sms-simulator' }, { from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' }])(
  '%j is compared now: the answer does not wait for it',
  async (body) => {
    const answer = await server.call('POST', path, { as: 'arno', body });
    expect([answer.status, answer.json]).toEqual([202, { items: [reconciliation] }]);
    expect(handedOn()).toEqual(['reconciliations.start', body]);
  },
);

test('A1: for administrators only', async () => {
  for (const method of ['GET', 'POST']) {
    const answer = await server.call(method, path, { as: 'ada', ...(method === 'POST' && { body: {} }) });
    expect(answer).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  }
});
