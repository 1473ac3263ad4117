import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.close());

test('a link signs in once: session cookie, then the workspace', async () => {
  const answer = await server.call('GET', '/sign-in/ada-link-token', { as: null });
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/']);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  const cookie = answer.headers.get('set-cookie')!;
  expect(cookie).toMatch(/^hailpoint_session=ada-session-token; Path=\/; Expires=[^;]+; HttpOnly; SameSite=Lax$/);
  const me = await server.call('GET', '/api/v1/me', { as: null, headers: { cookie: cookie.split(';')[0]! } });
  expect(me.json).toEqual({
    user: { id: expect.any(String), name: 'Ada Agent', username: 'ada', roles: ['agent_workspace_user'] },
    features: { handsetUrl: null },
  });
});

test.each([['used'], ['unknown']])('a link that is %s shows a page that says how to get another', async (which) => {
  if (which === 'used') await server.call('GET', '/sign-in/ada-link-token', { as: null });
  const answer = await server.call('GET', `/sign-in/${which === 'used' ? 'ada-link-token' : 'other'}`, { as: null });
  expect(answer.status).toBe(410);
  expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(answer.text).toContain('npx hailpoint login &lt;username&gt;');
  expect(answer.text).not.toMatch(/<script/);
});

test('a look at the headers does not use the link up', async () => {
  expect((await server.call('HEAD', '/sign-in/ada-link-token', { as: null })).status).toBe(405);
  expect((await server.call('GET', '/sign-in/ada-link-token', { as: null })).status).toBe(303);
});

test('signing out ends the session and clears the cookie', async () => {
  const answer = await server.call('POST', '/api/v1/sign-out', { session: 'ada' });
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toMatch(/^hailpoint_session=; Max-Age=0; Path=\/; Expires=Thu, 01 Jan 1970/);
  expect((await server.call('GET', '/api/v1/me', { session: 'ada' })).status).toBe(401);
});

test('signing out with a token keeps the token', async () => {
  expect((await server.call('POST', '/api/v1/sign-out')).status).toBe(204);
  expect((await server.call('GET', '/api/v1/me')).status).toBe(200);
});

test('with https the cookie is secure and of this host only', async () => {
  const secure = await startTestServer({ server: { publicUrl: 'https://messages.example.com' } });
  const answer = await secure.call('GET', '/sign-in/ada-link-token', { as: null });
  expect(answer.headers.get('set-cookie')).toMatch(
    /^__Host-hailpoint_session=.*; Path=\/;.* HttpOnly; Secure; SameSite=Lax$/,
  );
  expect(answer.headers.get('strict-transport-security')).toBe('max-age=31536000');
  await secure.close();
});

test('guessing links is slowed down per address', async () => {
  const slow = await startTestServer({ limits: { signInsPerMinute: 2 } });
  const statuses = [];
  for (const guess of ['a', 'b', 'ada-link-token'])
    statuses.push((await slow.call('GET', `/sign-in/${guess}`, { as: null })).status);
  expect(statuses).toEqual([410, 410, 429]);
  await slow.close();
});
