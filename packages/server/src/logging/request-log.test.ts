import { Writable } from 'node:stream';
import { expect, test } from '@jest/globals';
import { ids } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer } from '../testing/test-server.test.fixture.js';
import { createLogger } from './create-logger.js';
import { describeFailure } from './describe-failure.js';
import { redactFields } from './redact-fields.js';
import { redactText } from './redact-text.js';

const phone = '+12025550143';
const secretText = 'Your result is positive';

test('a log of everything that people do holds no number, text, name, token, cookie or query', async () => {
  const server = await startTestServer();
  const number = '/api/v1/interactions/IMS0000001';
  const body = { channel: 'sms', to: { manual: phone }, body: secretText };
  const forbidden = [
    phone,
    '2025550143',
    secretText,
    'Clara',
    'ada-access-token',
    'ada-session-token',
    'ada-link-token',
    'good.token',
    'q=',
    'Bearer',
    'cookie',
  ];

  await server.call('GET', `/api/v1/interactions?q=${encodeURIComponent(`Clara ${phone}`)}`);
  await server.call('GET', `/api/v1/users?q=Clara&limit=x`);
  await server.call('POST', `${number}/preflight`, { body });
  await server.call('POST', `${number}/messages`, { body, headers: { 'idempotency-key': phone } });
  await server.call('POST', `${number}/messages`, { body: { ...body, [phone]: secretText }, session: 'ada' });
  await server.call('POST', '/api/v1/recipients/validate', { body: { channel: 'sms', recipientId: phone } });
  await server.call('GET', '/sign-in/ada-link-token', { as: null });
  await server.call('GET', '/media/good.token', { as: null });
  await server.call('GET', `/nowhere/${phone}`);
  await server.call('POST', `/webhooks/sms/${phone}?To=${phone}`, {
    as: null,
    raw: { body: `Body=${secretText}&From=${phone}`, contentType: 'application/x-www-form-urlencoded' },
  });
  const failure = Object.assign(new Error(`duplicate key (${phone}): ${secretText}`), {
    code: '23505',
    detail: `Key (${phone})`,
    query: `INSERT ${secretText}`,
  });
  server.messaging.failure = { what: 'compose.preflight', error: failure };
  expect((await server.call('POST', `${number}/preflight`, { body })).status).toBe(500);
  await server.close();

  expect(server.log.length).toBeGreaterThanOrEqual(12);
  const lines = server.log.map((line) => JSON.stringify(line));
  for (const line of lines) for (const word of forbidden) expect(line).not.toContain(word);

  const requests = server.log.filter(({ msg }) => msg === 'request');
  expect(requests[0]).toEqual({
    level: 'info',
    time: expect.any(String),
    msg: 'request',
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    method: 'GET',
    route: '/api/v1/interactions',
    status: 200,
    ms: expect.any(Number),
    userId: ids.agent,
  });
  const failed = server.log.find(({ msg }) => msg === 'request failed')!;
  expect(failed).toMatchObject({
    level: 'error',
    error: 'Error',
    code: '23505',
    frames: expect.arrayContaining([expect.stringMatching(/^at /)]),
  });
  expect(requests.find(({ status }) => status === 500)!['requestId']).toBe(failed['requestId']);
});

test('an answer that does not fit its schema is a 500; fields that it does not name are cut off', async () => {
  const server = await startTestServer();
  const list = server.messaging.interactions.list;
  Object.assign(server.messaging.interactions, {
    list: async (...args: Parameters<typeof list>) => {
      const page = await list(...args);
      return { ...page, items: page.items.map((item) => ({ ...item, password: 'x' })) };
    },
    get: async () => ({ number: 7 }),
  });
  const listed = await server.call('GET', '/api/v1/interactions');
  expect([listed.status, listed.text.includes('password'), listed.json.items[0].number]).toEqual([
    200,
    false,
    'IMS0000001',
  ]);
  const broken = await server.call('GET', '/api/v1/interactions/IMS0000001');
  expect([broken.status, broken.json.code]).toEqual([500, 'internal_error']);
  expect(server.log.some(({ msg }) => msg === 'answer does not fit its schema')).toBe(true);
  await server.close();
});

test('the logger itself takes out what callers should not have handed over', () => {
  const lines: string[] = [];
  const destination = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk));
      done();
    },
  });
  const logger = createLogger({ level: 'info' }, destination);
  logger.debug('not at this level');
  logger.info(`sent to ${phone}`, {
    recipientId: '020 7946 0000',
    nested: { token: 'abc', list: [phone] },
    count: 3,
    at: new Date(0),
  });
  logger.warn('x', { error: new Error(phone), huge: 7n, deep: { a: { b: { c: { d: { e: { f: phone } } } } } } });
  logger.error('failed');
  expect(lines.length).toBe(3);
  expect(JSON.parse(lines[0]!)).toMatchObject({
    level: 'info',
    msg: 'sent to [redacted]',
    recipientId: '[redacted]',
    nested: { token: '[redacted]', list: ['[redacted]'] },
    count: 3,
    at: '1970-01-01T00:00:00.000Z',
  });
  expect(lines.join('')).not.toContain('2025550143');
});

test.each([
  ['Authorization: Bearer abc.def', 'Authorization: Bearer [redacted]'],
  ['postgres://user:pw@host/db', 'postgres://[redacted]@host/db'],
  ['http://127.0.0.1:7420/sign-in/abc-def', 'http://127.0.0.1:7420/sign-in/[redacted]'],
  ['/sign-in/:token and /media/:token', '/sign-in/:token and /media/:token'],
  ['+44 7700 900123 or clara@example.com', '[redacted] or [redacted]'],
  ['2026-03-01T09:30:00+01:00 took 12 ms', '2026-03-01T09:30:00+01:00 took 12 ms'],
  ['interaction IMS0000001', 'interaction IMS0000001'],
])('redactText(%j)', (text, expected) => {
  expect(redactText(text)).toBe(expected);
});

test('describeFailure keeps no message, also of causes, and takes anything', () => {
  const described = describeFailure(new Error(phone, { cause: new TypeError(phone) }));
  expect(described).toMatchObject({ error: 'Error', cause: { error: 'TypeError' } });
  expect(JSON.stringify(described)).not.toContain(phone);
  expect(describeFailure('text')).toEqual({ error: 'string' });
  expect(redactFields(null)).toBeNull();
});
