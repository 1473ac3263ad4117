import { ManualTime } from '@hailpoint/kernel/host';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import type { Actor } from '../messaging.js';
import { agentActor } from '../testing/people.js';
import { DatabaseSignInService } from './sign-in-service.js';

const minute = 60_000;

describeStores('sign-in', (suite) => {
  let clock: ManualTime;
  let signIn: DatabaseSignInService;
  let ana: Actor;

  beforeEach(async () => {
    clock = new ManualTime();
    signIn = new DatabaseSignInService({ store: suite.store, clock });
    ana = await agentActor(suite.store);
  });

  const switchOff = () =>
    suite.store.query.updateTable('users').set({ active: false }).where('id', '=', ana.userId).execute();

  test('a link gives a session of 12 hours, which does not slide', async () => {
    const { token, expiresAt } = await signIn.createLink(ana.userId);
    expect(expiresAt).toBe('2026-01-05T10:15:00.000Z');
    const session = await signIn.useLink(token);
    expect(session).toMatchObject({
      expiresAt: '2026-01-05T22:00:00.000Z',
      user: { id: ana.userId, name: 'Ana', username: 'ana' },
    });
    clock.advance(12 * 60 * minute - 1);
    expect(await signIn.findSession(session!.sessionToken)).toEqual(ana);
    clock.advance(1);
    expect(await signIn.findSession(session!.sessionToken)).toBeNull();
  });

  test('a link works once, also when eight use it at the same moment', async () => {
    const { token } = await signIn.createLink(ana.userId);
    const sessions = await Promise.all(Array.from({ length: 8 }, () => signIn.useLink(token)));
    expect(sessions.filter((session) => session !== null)).toHaveLength(1);
    expect(await signIn.useLink(token)).toBeNull();
    const audit = await suite.store.query
      .selectFrom('audit_entries')
      .select(['action', 'subject', 'user_id'])
      .execute();
    expect(audit).toEqual([{ action: 'user.signed_in', subject: 'ana', user_id: ana.userId }]);
  });

  test('a link is void after 15 minutes, and an unknown one never worked', async () => {
    const { token } = await signIn.createLink(ana.userId);
    clock.advance(15 * minute);
    expect(await signIn.useLink(token)).toBeNull();
    expect(await signIn.useLink('guessed')).toBeNull();
  });

  test('signing out ends the session', async () => {
    const { token } = await signIn.createLink(ana.userId);
    const { sessionToken } = (await signIn.useLink(token))!;
    await signIn.endSession(sessionToken);
    expect(await signIn.findSession(sessionToken)).toBeNull();
  });

  test('who is switched off gets no link and no token, and what they had stops working', async () => {
    const unused = await signIn.createLink(ana.userId);
    const { token } = await signIn.createLink(ana.userId);
    const { sessionToken } = (await signIn.useLink(token))!;
    const accessToken = await signIn.createAccessToken(ana.userId);
    await switchOff();
    await expect(signIn.createLink(ana.userId)).rejects.toMatchObject({ code: 'user_inactive' });
    await expect(signIn.createAccessToken(ana.userId)).rejects.toMatchObject({ code: 'user_inactive' });
    expect(await signIn.useLink(unused.token)).toBeNull();
    expect(await signIn.findSession(sessionToken)).toBeNull();
    expect(await signIn.findAccessToken(accessToken)).toBeNull();
    await expect(signIn.createLink('nobody')).rejects.toMatchObject({ code: 'user_not_found' });
  });

  test('an access token names its person until it is revoked, and notes its use to the minute', async () => {
    const token = await signIn.createAccessToken(ana.userId, 'Nightly job');
    expect(token).toMatch(/^hp_[A-Za-z0-9_-]{43}$/);
    const uses = async () =>
      (
        await suite.store.query.selectFrom('access_tokens').select('last_used_at').execute()
      )[0]!.last_used_at?.toISOString();
    expect(await uses()).toBeUndefined();
    expect(await signIn.findAccessToken(token)).toEqual(ana);
    clock.advance(minute - 1);
    await signIn.findAccessToken(token);
    expect(await uses()).toBe('2026-01-05T10:00:00.000Z');
    clock.advance(1);
    await signIn.findAccessToken(token);
    expect(await uses()).toBe('2026-01-05T10:01:00.000Z');
    expect(await signIn.findAccessToken(`${token}x`)).toBeNull();
    expect(await signIn.findAccessToken('')).toBeNull();
    await suite.store.query.updateTable('access_tokens').set({ revoked_at: clock.now() }).execute();
    expect(await signIn.findAccessToken(token)).toBeNull();
  });

  test('no secret is stored: neither link, session nor access token', async () => {
    const { token } = await signIn.createLink(ana.userId);
    const { sessionToken } = (await signIn.useLink(token))!;
    const accessToken = await signIn.createAccessToken(ana.userId);
    for (const table of ['sign_in_links', 'sessions', 'access_tokens', 'audit_entries']) {
      const { rows } = await sql<{ text: string }>`SELECT t::text AS text FROM ${sql.table(table)} t`.execute(
        suite.store.query,
      );
      expect(rows.length).toBeGreaterThan(0);
      for (const secret of [token, sessionToken, accessToken])
        expect(rows.map((row) => row.text).join()).not.toContain(secret);
    }
  });

  test('what is over is swept', async () => {
    await signIn.createLink(ana.userId);
    await signIn.useLink((await signIn.createLink(ana.userId)).token);
    expect(await signIn.sweepExpired()).toBe(0);
    clock.advance(15 * minute);
    expect(await signIn.sweepExpired()).toBe(2);
    clock.advance(12 * 60 * minute);
    expect(await signIn.sweepExpired()).toBe(1);
  });
});
