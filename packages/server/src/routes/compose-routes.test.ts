import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { preflight } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const path = '/api/v1/interactions/IMS0000001';
const composition = { channel: 'sms', to: { recipientId: '+12025550143' }, body: 'Hello' };
const expectedSend = {
  at: '2026-03-01T09:42:00.000Z',
  precision: 'about',
  segmentsAhead: 720,
  explanation: 'It is expected to go out in about 12 minutes.',
} as const;

test.each([
  [`${path}/preflight`, composition],
  [`${path}/replies/preflight`, { body: 'Hello' }],
])('%s says when a message is expected to go out, where it has to wait', async (url, body) => {
  const ask = async () => (await server.call('POST', url, { as: 'ada', body })).json;
  expect(await ask()).not.toHaveProperty('expectedSend');
  server.messaging.preflight = { ...preflight, expectedSend };
  try {
    expect(await ask()).toMatchObject({ expectedSend });
  } finally {
    server.messaging.preflight = preflight;
  }
});

test('a preflight tells of templates: that one may go, which one goes, which variable is wrong, how long text may', async () => {
  const told = {
    blockers: [
      { code: 'outside_window', reason: 'Send a template.', field: 'channel' },
      { code: 'template_variable_missing', reason: 'Fill in “Day”.', field: 'template', variable: 'day' },
    ],
    notes: [{ note: 'After that, only a template.', until: '2026-03-01T09:42:00.000Z' }],
    templateOnly: true,
    template: { id: 'reminder:en', name: 'Reminder', language: 'en', text: 'See you on {{day}}.' },
  } as const;
  server.messaging.preflight = { ...preflight, ...told, sendable: false };
  try {
    const answer = await server.call('POST', `${path}/replies/preflight`, { as: 'ada', body: { body: 'Hello' } });
    expect(answer.json).toMatchObject(told);
  } finally {
    server.messaging.preflight = preflight;
  }
});

test('the options of a reply are for agents', async () => {
  const options = await server.call('GET', `${path}/replies/options`, { as: 'ada' });
  expect([options.status, options.json]).toMatchObject([200, { interaction: 'IMS0000001', templates: [] }]);
  expect((await server.call('GET', `${path}/replies/options`, { as: 'arno' })).status).toBe(403);
});

test('what is full says until when, and OpenAPI describes both', async () => {
  const reason = 'Support has too much waiting.';
  const until = '2026-03-01T10:30:00.000Z';
  const blocker = { code: 'sender_queue_full', reason, until, field: 'from' } as const;
  server.messaging.preflight = { ...preflight, sendable: false, blockers: [blocker] };
  try {
    const answer = await server.call('POST', `${path}/preflight`, { as: 'ada', body: composition });
    expect(answer.json).toMatchObject({ sendable: false, blockers: [blocker] });
  } finally {
    server.messaging.preflight = preflight;
  }
  const { schemas } = (await server.call('GET', '/api/openapi.json', { as: null })).json.components;
  expect(schemas.ExpectedSend.required).toEqual(['at', 'precision', 'segmentsAhead', 'explanation']);
  expect(schemas.Preflight.properties.expectedSend).toEqual({ $ref: '#/components/schemas/ExpectedSend' });
  expect(schemas.Preflight.required).not.toContain('expectedSend');
});

test('E8: a validated recipient comes with its owner, which may be nobody, and with the people who have it', async () => {
  const body = { channel: 'sms', recipientId: '(202) 555-0143' };
  const answer = await server.call('POST', '/api/v1/recipients/validate', { as: 'ada', body });
  expect(answer.json).toMatchObject({ valid: true, owner: null, users: [{ name: 'Ana Souza' }] });
  const { schemas } = (await server.call('GET', '/api/openapi.json', { as: null })).json.components;
  expect(Object.keys(schemas.RecipientValidation.properties)).toEqual(expect.arrayContaining(['owner', 'users']));
});
