import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import Fastify from 'fastify';
import { ids } from '../testing/fake-messaging.test.fixture.js';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';
import { everybody } from './access-rule.js';
import { describeRoute } from './describe-route.js';
import { type RouteDescription, RouteTable } from './route-table.js';
import { RouteWithoutAccessError } from './route-without-access-error.js';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.close());

/** An address that a pattern matches. */
function addressOf({ url }: RouteDescription): string {
  return url
    .replace(':number', 'IMS0000001')
    .replace(':id', ids.customer)
    .replace(':channel', 'sms')
    .replace(':token', 'none')
    .replace(':pluginId', 'sms')
    .replace('*', 'x');
}

describe('every route', () => {
  test('declares who may call it', () => {
    expect(server.server.routes.length).toBeGreaterThan(35);
    for (const { method, url, access } of server.server.routes) {
      expect({ method, url, kind: access?.kind }).toEqual({
        method,
        url,
        kind: expect.stringMatching(/^(public|signed_in|role)$/),
      });
    }
  });

  test('that is public says why; all others are under /api/v1', () => {
    for (const { url, access } of server.server.routes) {
      if (access.kind === 'public') expect(access.because).toMatch(/\w+ \w+/);
      else expect(url).toMatch(/^\/api\/v1\//);
      expect(url.startsWith('/api/v1/admin/') ? access : null).toEqual(
        url.startsWith('/api/v1/admin/') ? { kind: 'role', anyOf: ['admin'] } : null,
      );
    }
  });

  test('A1: is closed to nobody, to a stranger, and to a user without the role', async () => {
    const guarded = server.server.routes.filter(({ access }) => access.kind !== 'public');
    expect(guarded.length).toBeGreaterThan(25);
    for (const route of guarded) {
      const address = addressOf(route);
      const nobody = await server.call(route.method, address, { as: null });
      const stranger = await server.call(route.method, address, { as: 'mallory' });
      expect([route.method, route.url, nobody.status, stranger.status]).toEqual([route.method, route.url, 401, 401]);
      if (route.access.kind !== 'role') continue;
      const { anyOf } = route.access;
      const roles = { ada: 'agent_workspace_user', arno: 'admin' } as const;
      for (const [username, role] of Object.entries(roles)) {
        const answer = await server.call(route.method, address, { as: username });
        expect([route.url, username, answer.status === 403]).toEqual([route.url, username, !anyOf.includes(role)]);
      }
    }
  });

  test('without a declared rule is refused when it is registered', () => {
    const app = Fastify();
    app.addHook('onRoute', (route) => describeRoute(new RouteTable(), route));
    const handler = async () => 'x';
    expect(() => app.get('/open', handler)).toThrow(RouteWithoutAccessError);
    expect(() => app.get('/said', { config: { access: everybody('It is a test.') } }, handler)).not.toThrow();
  });
});

describe('changes with a cookie', () => {
  const read = '/api/v1/notifications/read';
  const withCookie = (headers: Record<string, string>) =>
    server.call('POST', read, {
      as: null,
      body: {},
      headers: { cookie: 'hailpoint_session=ada-session-token', ...headers },
    });

  test.each([
    ['our own page', { 'sec-fetch-site': 'same-origin' }, 200],
    ['the address bar', { 'sec-fetch-site': 'none' }, 200],
    ['a page on a sibling host', { 'sec-fetch-site': 'same-site' }, 403],
    ['a page on another site', { 'sec-fetch-site': 'cross-site' }, 403],
    ['another site that also claims our origin', { 'sec-fetch-site': 'cross-site', origin: 'OURS' }, 403],
    ['an older browser on our page', { origin: 'OURS' }, 200],
    ['an older browser on another page', { origin: 'https://evil.example.com' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['an origin that is none', { origin: 'x' }, 403],
    ['nothing said', {}, 403],
  ] as [string, Record<string, string>, number][])('from %s', async (_who, headers, status) => {
    const own = headers['origin'] === 'OURS' ? { ...headers, origin: server.url } : headers;
    const answer = await withCookie(own);
    expect(answer.status).toBe(status);
    if (status === 403) expect(answer.json.code).toBe('cross_site_request');
  });

  test('bearer tokens need no such evidence, and a wrong one is not saved by a cookie', async () => {
    const evil = { 'sec-fetch-site': 'cross-site' };
    expect((await server.call('POST', read, { body: {}, headers: evil })).status).toBe(200);
    const both = { cookie: 'hailpoint_session=ada-session-token', 'sec-fetch-site': 'same-origin' };
    expect((await server.call('POST', read, { as: 'mallory', body: {}, headers: both })).status).toBe(401);
  });

  test('reading needs none, so that links into the workspace work', async () => {
    const headers = { cookie: 'hailpoint_session=ada-session-token', 'sec-fetch-site': 'cross-site' };
    expect((await server.call('GET', '/api/v1/me', { as: null, headers })).status).toBe(200);
  });

  test('the public origin counts as ours behind a proxy that hands on another host', async () => {
    const behind = await startTestServer({ server: { publicUrl: 'https://messages.example.com' } });
    const headers = { cookie: '__Host-hailpoint_session=ada-session-token', origin: 'https://messages.example.com' };
    expect((await behind.call('POST', read, { as: null, body: {}, headers })).status).toBe(200);
    await behind.close();
  });
});

describe('credentials', () => {
  test.each([
    ['Basic YWRhOng='],
    ['Bearer'],
    ['Bearer  '],
    ['Bearer ada-access-token extra'],
    [`Bearer ${'x'.repeat(600)}`],
    ['bearer ada-session-token'],
  ])('%s is nobody', async (authorization) => {
    expect((await server.call('GET', '/api/v1/me', { as: null, headers: { authorization } })).status).toBe(401);
  });

  test('an agent keeps customers, and cannot make or change people who sign in', async () => {
    const patch = (id: string, body: object, as = 'ada') => server.call('PATCH', `/api/v1/users/${id}`, { as, body });
    const post = (body: object, as = 'ada') => server.call('POST', '/api/v1/users', { as, body });
    expect((await post({ name: 'Nora', kind: 'consumer' })).status).toBe(201);
    expect((await patch(ids.customer, { name: 'Nora' })).status).toBe(200);
    for (const refused of [
      await post({ name: 'Nora', kind: 'agent' }),
      await post({ name: 'Nora', kind: 'user', roles: ['admin'] }),
      await post({ name: 'Nora', kind: 'user', username: 'nora' }),
      await patch(ids.agent, { name: 'Nora' }),
      await patch(ids.customer, { roles: ['admin'] }),
      await patch(ids.customer, { active: false }),
    ]) {
      expect([refused.status, refused.json.code, refused.json.roles]).toEqual([403, 'forbidden', ['admin']]);
    }
    expect((await post({ name: 'Nora', kind: 'agent', roles: ['agent_workspace_user'] }, 'arno')).status).toBe(201);
    expect((await patch(ids.agent, { active: false }, 'arno')).status).toBe(200);
  });

  test('the rate limit is per user, and per address for nobody', async () => {
    const small = await startTestServer({ limits: { requestsPerMinute: 3 } });
    const statuses = async (as: string | null) => {
      const answers = [];
      for (let index = 0; index < 4; index += 1) answers.push((await small.call('GET', '/api/v1/me', { as })).status);
      return answers;
    };
    expect(await statuses('ada')).toEqual([200, 200, 200, 429]);
    expect(await statuses('arno')).toEqual([200, 200, 200, 429]);
    expect(await statuses(null)).toEqual([401, 401, 401, 429]);
    const answer = await small.call('GET', '/api/v1/me');
    expect(answer.json.code).toBe('too_many_requests');
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    await small.close();
  });
});
