import { afterEach, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
afterEach(() => server.close());

test('C1: what was set for a channel is taken back, by administrators only', async () => {
  server = await startTestServer();
  const answer = await server.call('POST', '/api/v1/admin/channels/sms/reset', { as: 'arno' });
  expect(answer).toMatchObject({ status: 200, json: { channel: { channel: 'sms', name: 'SMS' } } });
  expect(server.messaging.calls.filter(({ what }) => what === 'channels.reset').map(({ args }) => args[1])).toEqual([
    'sms',
  ]);
  expect((await server.call('POST', '/api/v1/admin/channels/sms/reset', { as: 'ada' })).status).toBe(403);
  expect((await server.call('POST', '/api/v1/admin/channels/SMS!/reset', { as: 'arno' })).status).toBe(404);
});
