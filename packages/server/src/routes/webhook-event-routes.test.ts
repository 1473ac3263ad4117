import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ids } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const events = '/api/v1/admin/webhook-events';
const one = `${events}/${ids.nobody}`;
const call = (method: string, path: string, body?: object, as = 'arno') =>
  server.call(method, path, { as, ...(body && { body }) });
const handedOn = () => {
  const last = server.messaging.calls.at(-1);
  return [last?.what, ...(last?.args.slice(1) ?? [])];
};

test('F: what is parked is listed with its reason, and counted; what it says is not shown', async () => {
  const list = await call('GET', `${events}?state=parked&limit=5`);
  expect(list).toMatchObject({
    status: 200,
    json: { items: [{ id: ids.nobody, state: 'parked', problem: { code: 'not_our_number' } }], nextCursor: null },
  });
  expect(handedOn()).toEqual(['webhookEvents.list', { state: 'parked', limit: 5 }]);
  expect(Object.keys(list.json.items[0])).not.toContain('body');
  expect(await call('GET', `${events}/count`)).toMatchObject({ status: 200, json: { parked: 1 } });
});

test('F: an event is replayed, or thrown away with a note', async () => {
  expect(await call('POST', `${one}/replay`)).toMatchObject({ status: 200, json: { id: ids.nobody } });
  expect(handedOn()).toEqual(['webhookEvents.replay', ids.nobody]);
  const note = 'A test of the carrier.';
  const discarded = await call('POST', `${one}/discard`, { note });
  expect(discarded).toMatchObject({ status: 200, json: { state: 'discarded', discardNote: note } });
  expect(handedOn()).toEqual(['webhookEvents.discard', ids.nobody, note]);
});

test.each([
  ['GET', `${events}?state=lost`, undefined, 400, 'invalid_request'],
  ['POST', `${one}/discard`, {}, 400, 'invalid_request'],
  ['POST', `${one}/discard`, { note: '' }, 400, 'invalid_request'],
  ['POST', `${events}/7/replay`, undefined, 404, 'not_found'],
] as const)('%s %s %j is %d %s', async (method, path, body, status, code) => {
  expect(await call(method, path, body)).toMatchObject({ status, json: { code } });
});

test('A1: for administrators only', async () => {
  for (const [method, path, body] of [
    ['GET', events, undefined],
    ['GET', `${events}/count`, undefined],
    ['POST', `${one}/replay`, undefined],
    ['POST', `${one}/discard`, { note: 'x' }],
  ] as const) {
    expect(await call(method, path, body, 'ada')).toMatchObject({ status: 403, json: { code: 'forbidden' } });
  }
});
