import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { errorKinds } from '../problems/error-kinds.js';
import { problemCodes } from '../problems/problem-codes.js';
import { FakeError, ids } from '../testing/fake-messaging.test.fixture.js';
import {
  type Answer,
  type CallOptions,
  startTestServer,
  type TestServer,
} from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

const number = '/api/v1/interactions/IMS0000001';
const composition = { channel: 'sms', to: { recipientId: '+12025550143' }, body: 'Hello' };
const draft = { type: 'phone' };
const person = { name: 'Nora New', kind: 'consumer' };
const instant = '2026-03-02T09:00:00Z';
const key = { 'idempotency-key': 'a-key' };
const long = (length: number) => 'x'.repeat(length);

interface Sample {
  /** One that is right. */
  readonly body: Record<string, unknown>;
  readonly headers?: Record<string, string>;
}

/** A body for every operation that takes JSON. */
const samples: Readonly<Record<string, Sample>> = {
  'POST /api/v1/interactions': { body: draft, headers: key },
  'PATCH /api/v1/interactions/{number}': { body: { shortDescription: 'New' }, headers: { 'if-match': '"3"' } },
  'POST /api/v1/interactions/{number}/close': { body: { state: 'closed_complete', reason: 'agent_ended' } },
  'POST /api/v1/interactions/{number}/associate': { body: { user: ids.nobody }, headers: { 'if-match': '"3"' } },
  'POST /api/v1/interactions/{number}/preflight': { body: composition },
  'POST /api/v1/interactions/{number}/messages': { body: composition, headers: key },
  'POST /api/v1/interactions/{number}/replies': { body: { body: 'Hello' }, headers: key },
  'POST /api/v1/interactions/{number}/replies/preflight': { body: { body: 'Hello' } },
  'POST /api/v1/interactions/{number}/scheduled-messages': { body: { ...composition, sendAt: instant }, headers: key },
  'POST /api/v1/interactions/{number}/scheduled-messages/preflight': { body: { ...composition, sendAt: instant } },
  'PATCH /api/v1/scheduled-messages/{id}': { body: { sendAt: instant }, headers: { 'if-match': '"3"' } },
  'POST /api/v1/messages/{id}/resend': { body: { confirm: ['may_arrive_twice'] }, headers: key },
  'POST /api/v1/recipients/validate': { body: { channel: 'sms', recipientId: '0' } },
  'POST /api/v1/notifications/read': { body: {} },
  'POST /api/v1/users': { body: person },
  'PATCH /api/v1/users/{id}': { body: { name: 'New' } },
  'PUT /api/v1/admin/channels/{channel}': { body: { active: true } },
  'POST /api/v1/admin/channels/{channel}/plan': { body: { active: false } },
  'POST /api/v1/admin/plugins/{id}/plan': { body: { enabled: false } },
  'PATCH /api/v1/admin/plugins/{id}': { body: { config: { level: 3 }, planId: 'a-plan' } },
  'POST /api/v1/admin/reconciliations': { body: { plugin: 'sms-simulator', from: instant, to: instant } },
  'POST /api/v1/admin/webhook-events/{id}/discard': { body: { note: 'A test of the carrier.' } },
  'POST /api/v1/admin/consents': {
    body: { channel: 'sms', recipientId: '0', action: 'opt_out', note: 'By phone.' },
  },
  'POST /api/v1/admin/consents/look-up': { body: { channel: 'sms', recipientId: '0' } },
};

/** Every list that is read a page at a time. */
const lists = [
  '/api/v1/interactions',
  '/api/v1/interactions/{number}/messages',
  '/api/v1/interactions/{number}/history',
  '/api/v1/interactions/{number}/scheduled-messages',
  '/api/v1/scheduled-messages',
  '/api/v1/notifications',
  '/api/v1/users',
  '/api/v1/admin/audit',
  '/api/v1/admin/consents',
  '/api/v1/admin/reconciliations',
  '/api/v1/admin/webhook-events',
];

const addressOf = (path: string) =>
  path.replace('{number}', 'IMS0000001').replace('{id}', ids.customer).replace('{channel}', 'sms');

test('every operation of the OpenAPI document that takes JSON or pages is tried here', async () => {
  const { paths } = (await server.call('GET', '/api/openapi.json')).json as {
    paths: Record<string, Record<string, { parameters?: { name: string }[]; requestBody?: { content: object } }>>;
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), ...operation })),
  );
  const takesJson = operations.filter(({ requestBody }) => requestBody && 'application/json' in requestBody.content);
  expect(takesJson.map(({ method, path }) => `${method} ${path}`).sort()).toEqual(Object.keys(samples).sort());
  const paged = operations.filter(({ parameters }) => parameters?.some(({ name }) => name === 'cursor'));
  expect(paged.map(({ path }) => path).sort()).toEqual(lists.toSorted());
});

function expectProblem(answer: Answer, status: number, code: string): void {
  expect({ status: answer.status, code: answer.json?.code }).toEqual({ status, code });
  expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
  expect(answer.json).toMatchObject({
    type: `urn:hailpoint:problem:${code}`,
    status,
    title: expect.stringMatching(/\S/),
    detail: expect.stringMatching(/\S/),
    errors: expect.any(Array),
  });
  expect(answer.text).not.toMatch(/ at .*\.(ts|js):\d+|node_modules|FST_|SELECT|INSERT/);
}

describe.each(Object.entries(samples))('%s', (operation, { body: good, headers }) => {
  // Bea has both roles.
  const as = 'bea';
  const [method, pattern] = operation.split(' ') as [string, string];
  const path = addressOf(pattern);
  const call = (options: CallOptions) =>
    server.call(method, path, { as, ...options, headers: { ...headers, ...options.headers } });

  test('takes a good body', async () => {
    expect((await call({ body: good })).status).toBeLessThan(300);
  });

  test('missing body, malformed JSON, empty JSON, JSON of another shape', async () => {
    expectProblem(await call({ raw: { body: '{"a":', contentType: 'application/json' } }), 400, 'malformed_json');
    expectProblem(await call({ raw: { body: '', contentType: 'application/json' } }), 400, 'malformed_json');
    expectProblem(
      await call({ raw: { body: '{"__proto__":{"a":1}}', contentType: 'application/json' } }),
      400,
      'malformed_json',
    );
    for (const body of [null, [], 'text', 7, true]) expectProblem(await call({ body }), 400, 'invalid_request');
    expectProblem(await call({}), 400, 'invalid_request');
  });

  test('wrong content type', async () => {
    for (const contentType of [
      'text/plain',
      'application/xml',
      'multipart/form-data; boundary=x',
      'application/x-www-form-urlencoded',
    ]) {
      expectProblem(await call({ raw: { body: JSON.stringify(good), contentType } }), 415, 'unsupported_media_type');
    }
  });

  test('oversized body', async () => {
    const answer = await call({
      raw: { body: JSON.stringify({ ...good, padding: long(1_100_000) }), contentType: 'application/json' },
    });
    expectProblem(answer, 413, 'body_too_large');
    expect(answer.json.maxBytes).toBe(1_048_576);
  });

  test('unknown field, and nothing is removed in silence', async () => {
    const answer = await call({ body: { ...good, surprise: 1 } });
    expectProblem(answer, 400, 'invalid_request');
    expect(answer.json.errors).toEqual([
      { field: '/surprise', code: 'unknown_field', message: expect.stringContaining('is not a field here') },
    ]);
  });

  test('each field missing where required, of a wrong type, too long, not text', async () => {
    for (const [name, value] of Object.entries(good)) {
      const wrongType = typeof value === 'string' ? 7 : 'text';
      const answer = await call({ body: { ...good, [name]: wrongType } });
      expectProblem(answer, 400, 'invalid_request');
      expect(answer.json.errors.map(({ field }: { field: string }) => field)).toEqual([`/${name}`]);
      if (typeof value !== 'string') continue;
      expectProblem(await call({ body: { ...good, [name]: long(30_000) } }), 400, 'invalid_request');
      expectProblem(await call({ body: { ...good, [name]: `a\u0000b` } }), 400, 'invalid_request');
      expectProblem(await call({ body: { ...good, [name]: 'a\ud800b' } }), 400, 'invalid_request');
    }
  });

  test('wrong method', async () => {
    const answer = await server.call('DELETE', path, { as });
    expectProblem(answer, 405, 'method_not_allowed');
    expect(answer.headers.get('allow')!.split(', ')).toContain(method);
  });

  test('nobody, and somebody without the role', async () => {
    expectProblem(await call({ as: null, body: good }), 401, 'sign_in_required');
    expectProblem(await call({ as: 'nobody', body: good }), 401, 'sign_in_required');
    const route = server.server.routes.find(
      (one) => one.method === method && one.url.replaceAll(/:(\w+)/g, '{$1}') === pattern,
    );
    const roles = route?.access.kind === 'role' ? route.access.anyOf : [];
    for (const [other, role] of [
      ['ada', 'agent_workspace_user'],
      ['arno', 'admin'],
    ] as const) {
      if (roles.length === 0 || roles.includes(role)) continue;
      const answer = await call({ as: other, body: good });
      expectProblem(answer, 403, 'forbidden');
      expect(answer.json.detail).toContain(roles[0]);
    }
  });

  test('an error of the domain keeps its code; an unforeseen one keeps nothing', async () => {
    const what = calledBy(server, await call({ body: good, headers: { 'idempotency-key': `k-${Math.random()}` } }));
    for (const [kind, { status }] of Object.entries(errorKinds)) {
      server.messaging.failure = { what, error: new FakeError(kind as keyof typeof errorKinds, `some_${kind}`) };
      expectProblem(await call({ body: good }), status, `some_${kind}`);
    }
    const error = new Error('duplicate key (+12025550143) SELECT * FROM users');
    server.messaging.failure = { what, error };
    const answer = await call({ body: good });
    expectProblem(answer, 500, 'internal_error');
    expect(answer.text).not.toContain('2025550143');
    expect(answer.json.requestId).toBe(answer.headers.get('x-request-id'));
  });
});

function calledBy({ messaging }: TestServer, answer: Answer): string {
  expect(answer.status).toBeLessThan(300);
  return messaging.calls.filter(({ what }) => what !== 'users.get').at(-1)!.what;
}

describe('queries', () => {
  test.each(lists)('%s', async (pattern) => {
    const [as, path] = ['bea', addressOf(pattern)];
    expect((await server.call('GET', `${path}?limit=5&cursor=abc`, { as })).status).toBe(200);
    expect(server.messaging.calls.at(-1)!.args.at(-1)).toMatchObject({ limit: 5, cursor: 'abc' });
    for (const query of [
      'limit=0',
      'limit=101',
      'limit=x',
      'limit=1.5',
      'limit=',
      'limit=1&limit=2',
      'limits=5',
      `cursor=${long(1_001)}`,
      'cursor=%00',
      'limit=1e1',
      'limit[]=1',
    ]) {
      expectProblem(await server.call('GET', `${path}?${query}`, { as }), 400, 'invalid_request');
    }
  });

  test('words of a filter are checked', async () => {
    const answer = await server.call('GET', '/api/v1/interactions?view=theirs&type=fax&state=x&sort=name');
    expectProblem(answer, 400, 'invalid_request');
    expect(answer.json.errors.map(({ field, code }: Record<string, string>) => `${field} ${code}`)).toEqual([
      '/view not_allowed',
      '/type not_allowed',
      '/state not_allowed',
      '/sort not_allowed',
    ]);
  });
});

describe('addresses', () => {
  test.each([
    ['GET', '/api/v1/nothing', 404, 'not_found'],
    ['GET', '/nothing', 404, 'not_found'],
    ['GET', '/api/v1/interactions/IMS9999999', 404, 'interaction_not_found'],
    ['GET', '/api/v1/interactions/7', 404, 'not_found'],
    ['GET', `/api/v1/interactions/IMS${'9'.repeat(400)}`, 404, 'not_found'],
    ['GET', '/api/v1/interactions/IMS0000001%00', 404, 'not_found'],
    ['GET', '/api/v1/interactions/%zz', 400, 'malformed_request'],
    ['GET', `/api/v1/interactions/${'x'.repeat(2_000)}`, 400, 'malformed_request'],
    ['GET', `/api/v1/users/${ids.nobody}`, 404, 'user_not_found'],
    ['GET', '/api/v1/users/1%20OR%201=1', 404, 'not_found'],
    ['GET', `/api/v1/attachments/${ids.nobody}`, 404, 'attachment_not_found'],
    ['GET', '/api/v1/attachments/x', 404, 'not_found'],
    ['GET', '/media/wrong', 404, 'not_found'],
    ['PUT', '/api/v1/admin/channels/SMS!', 404, 'not_found'],
    ['POST', '/api/v1/admin/plugins/sms-simulator/plan', 400, 'invalid_request'],
    ['PATCH', '/api/v1/admin/plugins/sms-simulator', 400, 'invalid_request'],
    ['OPTIONS', '/api/v1/me', 405, 'method_not_allowed'],
    ['POST', '/sign-in/x', 405, 'method_not_allowed'],
    ['HEAD', '/sign-in/ada-link-token', 405, 'method_not_allowed'],
  ])('%s %s', async (method, path, status, code) => {
    const body = method === 'POST' || method === 'PUT' || method === 'PATCH' ? { active: true } : undefined;
    const answer = await server.call(method, path, { as: 'bea', ...(body ? { body } : {}) });
    expect(answer.status).toBe(status);
    if (method !== 'HEAD') expectProblem(answer, status, code);
  });

  test('an anonymous caller does not learn which interaction exists', async () => {
    for (const existing of ['IMS0000001', 'IMS9999999', 'x']) {
      expectProblem(
        await server.call('GET', `/api/v1/interactions/${existing}`, { as: null }),
        401,
        'sign_in_required',
      );
    }
  });
});

describe('fields', () => {
  const errorsOf = async (path: string, body: unknown, as = 'ada') => {
    const answer = await server.call('POST', path, { as, body, headers: key });
    expectProblem(answer, 400, 'invalid_request');
    return answer.json.errors as { field: string; code: string; message: string }[];
  };

  test.each([
    [{}, '/to', 'wrong_form'],
    [{ recipientId: 'a', manual: 'b' }, '/to', 'wrong_form'],
    ['+12025550143', '/to', 'wrong_form'],
    [null, '/to', 'wrong_form'],
    [[], '/to', 'wrong_form'],
    [{ recipient: 'a' }, '/to', 'wrong_form'],
    [{ recipientId: 7 }, '/to/recipientId', 'wrong_type'],
    [{ manual: '' }, '/to/manual', 'too_short'],
    [{ manual: long(321) }, '/to/manual', 'too_long'],
    [{ manual: 'a', label: 'b' }, '/to/label', 'unknown_field'],
  ])('Composition.to %j: one readable entry', async (to, field, code) => {
    const errors = await errorsOf(`${number}/preflight`, { ...composition, to });
    expect(errors).toEqual([{ field, code, message: expect.any(String) }]);
    if (code === 'wrong_form') expect(errors[0]!.message).toMatch(/either \{ "recipientId".* or \{ "manual"/);
  });

  test('one entry for each wrong field', async () => {
    const body = {
      channel: '!',
      to: {},
      from: 7,
      body: null,
      attachmentIds: ['x', ids.attachment],
      planId: '',
      confirm: 'all',
      x: 1,
    };
    const errors = await errorsOf(`${number}/messages`, body);
    expect(errors.map(({ field, code }) => `${field} ${code}`)).toEqual([
      '/channel malformed',
      '/to wrong_form',
      '/from wrong_type',
      '/body wrong_type',
      '/attachmentIds/0 malformed',
      '/planId too_short',
      '/confirm wrong_type',
      '/x unknown_field',
    ]);
  });

  test.each([
    ['/api/v1/interactions', { type: 'messaging' }, '/type', 'not_allowed'],
    ['/api/v1/interactions', { ...draft, consumer: 'Clara' }, '/consumer', 'malformed'],
    [
      '/api/v1/interactions',
      { ...draft, relatedRecord: { table: 'case', id: '1', url: 'javascript:alert(1)' } },
      '/relatedRecord/url',
      'malformed',
    ],
    ['/api/v1/interactions', { ...draft, relatedRecord: { table: 'case' } }, '/relatedRecord/id', 'required'],
    [
      '/api/v1/interactions',
      { ...draft, relatedRecord: { table: 'case', id: '1', 'a/b~c': 1 } },
      '/relatedRecord/a~1b~0c',
      'unknown_field',
    ],
    ['/api/v1/interactions', { ...draft, shortDescription: long(501) }, '/shortDescription', 'too_long'],
    ['/api/v1/users', { ...person, country: 'Germany' }, '/country', 'malformed'],
    ['/api/v1/users', { ...person, phones: [{ label: 'Mobile' }] }, '/phones/0/number', 'required'],
    ['/api/v1/users', { ...person, phones: Array(21).fill({ label: 'a', number: '1' }) }, '/phones', 'too_many'],
    ['/api/v1/users', { ...person, email: 'not an address' }, '/email', 'malformed'],
    ['/api/v1/users', { ...person, roles: ['root'] }, '/roles/0', 'not_allowed'],
    ['/api/v1/users', { ...person, roles: ['admin', 'admin'] }, '/roles', 'duplicate'],
    ['/api/v1/users', { ...person, username: 'Ada Lovelace' }, '/username', 'malformed'],
    [
      `${number}/messages`,
      { ...composition, attachmentIds: [ids.attachment, ids.attachment] },
      '/attachmentIds',
      'duplicate',
    ],
  ])('%s %j', async (path, body, field, code) => {
    const errors = await errorsOf(path, body, path.endsWith('users') ? 'arno' : 'ada');
    expect(errors).toEqual([{ field, code, message: expect.any(String) }]);
  });

  test('a value is never repeated in an answer', async () => {
    const answer = await server.call('POST', `${number}/messages`, {
      body: { ...composition, from: ['+12025550177'] },
      headers: key,
    });
    expect(answer.text).not.toContain('2025550177');
  });
});

describe('versions and keys', () => {
  const patch = (ifMatch?: string) =>
    server.call('PATCH', number, {
      body: { shortDescription: 'x' },
      headers: ifMatch === undefined ? {} : { 'if-match': ifMatch },
    });

  test('If-Match: missing, malformed, stale with the current version, right', async () => {
    expectProblem(await patch(), 428, 'if_match_required');
    for (const header of ['*', 'W/"3"', '"x"', '"3", "4"', '-1', '"0"', '"99999999999"', '"2147483648"', '']) {
      expectProblem(await patch(header), 400, 'if_match_invalid');
    }
    const stale = await patch('"2"');
    expectProblem(stale, 412, 'stale_version');
    expect(stale.json.current).toBe(3);
    const good = await patch('"3"');
    expect([good.status, good.headers.get('etag')]).toEqual([200, '"4"']);
  });

  test.each([
    ['/api/v1/interactions', draft],
    [`${number}/messages`, composition],
    [`${number}/replies`, { body: 'Hello' }],
  ])('Idempotency-Key on %s: required of machines, replayed with a header', async (path, body) => {
    expectProblem(await server.call('POST', path, { body }), 400, 'idempotency_key_required');
    expectProblem(
      await server.call('POST', path, { body, headers: { 'idempotency-key': 'a b' } }),
      400,
      'idempotency_key_invalid',
    );
    expectProblem(
      await server.call('POST', path, { body, headers: { 'idempotency-key': long(201) } }),
      400,
      'idempotency_key_invalid',
    );
    expect((await server.call('POST', path, { body, session: 'ada' })).status).toBe(201);
    const headers = { 'idempotency-key': `key-${path.length}` };
    const first = await server.call('POST', path, { body, headers });
    const second = await server.call('POST', path, { body, headers });
    expect([first.status, first.headers.get('idempotency-replayed')]).toEqual([201, null]);
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    expect(second.text).toBe(first.text);
  });

  test('the same key on two interactions is two requests', async () => {
    const headers = { 'idempotency-key': 'two' };
    await server.call('POST', `${number}/messages`, { body: composition, headers });
    const other = await server.call('POST', '/api/v1/interactions/IMS0000005/messages', { body: composition, headers });
    expect(other.headers.get('idempotency-replayed')).toBeNull();
  });
});

test('every code that the server can answer has a status of its own kind', () => {
  for (const { status } of Object.values(problemCodes)) expect(status).toBeGreaterThanOrEqual(400);
});
