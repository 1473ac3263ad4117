import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ids, story } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const read = (path: string, as = 'ada') => server.call('GET', `/api/v1/${path}`, { as });

test('the story of an interaction, for agents and for administrators, a page at a time', async () => {
  for (const as of ['ada', 'arno']) {
    const answer = await read('interactions/IMS0000001/history?limit=10&cursor=before', as);
    expect([answer.status, answer.json]).toEqual([200, story]);
    const call = server.messaging.calls.at(-1);
    expect([call?.what, ...(call?.args.slice(1) ?? [])]).toEqual([
      'history.ofInteraction',
      'IMS0000001',
      { limit: 10, cursor: 'before' },
    ]);
  }
});

test('the story of a message', async () => {
  const answer = await read(`messages/${ids.attachment}/history`, 'arno');
  expect([answer.status, answer.json]).toEqual([200, story]);
  expect(server.messaging.calls.at(-1)?.args[1]).toBe(ids.attachment);
});

test.each([
  ['interactions/IMS0000100/history', 404, 'interaction_not_found'],
  [`messages/${ids.nobody}/history`, 404, 'message_not_found'],
  ['messages/IMS0000001/history', 404, 'not_found'],
  ['interactions/IMS0000001/history?limit=0', 400, 'invalid_request'],
  ['interactions/IMS0000001/history?text=yes', 400, 'invalid_request'],
])('%s is %d %s', async (path, status, code) => {
  const answer = await read(path);
  expect([answer.status, answer.json.code]).toEqual([status, code]);
});
