import { RecipientValidator } from '@hailpoint/kernel';
import { ManualTime } from '@hailpoint/kernel/host';
import { PhoneNumberValidation, RecipientPhoneConfig } from '@hailpoint/plugin-recipient-phone';
import { newId } from '@hailpoint/store';
import { describeStores } from '@hailpoint/store/testing';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { DatabaseInteractionService } from '../interactions/interaction-service.js';
import { LiveEventBus } from '../live/live-event-bus.js';
import type { Actor } from '../messaging.js';
import type { UserDraft } from '../model/user.js';
import { adminActor, agentActor } from '../testing/people.js';
import { silentLogger, testPoints } from '../testing/test-points.js';
import { DatabaseUserService } from './user-service.js';

const points = testPoints([
  {
    point: RecipientValidator,
    plugin: 'recipient-phone',
    instance: new PhoneNumberValidation(new RecipientPhoneConfig()),
  },
]);

describeStores('users', (suite) => {
  let users: DatabaseUserService;
  let ana: Actor;
  let ada: Actor;

  beforeEach(async () => {
    users = new DatabaseUserService({ store: suite.store, points, clock: new ManualTime() });
    ana = await agentActor(suite.store);
    ada = await adminActor(suite.store);
  });

  const clara: UserDraft = {
    name: ' Clara Müller ',
    kind: 'consumer',
    phones: [
      { label: 'Mobile', number: '020 7946 0123', country: 'gb' },
      { label: 'Work', number: '+1 202 555 0143' },
    ],
    email: 'clara@example.com',
    country: 'DE',
    location: 'DE-BY',
    timeZone: 'Europe/Berlin',
    language: 'pt-br',
  };

  const matchKeys = async (id: string) => {
    const rows = await suite.store.query
      .selectFrom('user_addresses')
      .select(['kind', 'value', 'match_key'])
      .where('user_id', '=', id)
      .orderBy('position')
      .execute();
    return rows.map((row) => [row.kind, row.value, row.match_key]);
  };

  describe('create', () => {
    test('keeps what was filled in, in usual spelling, phones as written', async () => {
      const user = await users.create(ana, clara);
      expect(user).toEqual({
        id: expect.any(String),
        source: 'hailpoint',
        username: null,
        name: 'Clara Müller',
        kind: 'consumer',
        roles: [],
        phones: [
          { label: 'Mobile', number: '020 7946 0123', country: 'GB' },
          { label: 'Work', number: '+1 202 555 0143', country: null },
        ],
        email: 'clara@example.com',
        country: 'DE',
        location: 'DE-BY',
        timeZone: 'Europe/Berlin',
        language: 'pt-BR',
        active: true,
        version: 1,
      });
      expect(await users.get(ana, user.id)).toEqual(user);
    });

    test('a match key is kept where an address has exactly one reading', async () => {
      const { id } = await users.create(ana, {
        name: 'Clara',
        kind: 'consumer',
        email: 'Clara@Example.com',
        phones: [
          { label: 'International', number: '+44 20 7946 0123' },
          { label: 'One country', number: '(202) 555-0143', country: 'US' },
          { label: 'No country', number: '(202) 555-0144' },
          { label: 'No number', number: '12', country: 'US' },
        ],
      });
      expect(await matchKeys(id)).toEqual([
        ['phone', '+44 20 7946 0123', '+442079460123'],
        ['phone', '(202) 555-0143', '+12025550143'],
        ['phone', '(202) 555-0144', null],
        ['phone', '12', null],
        ['email', 'Clara@Example.com', 'clara@example.com'],
      ]);
    });

    test('every wrong field is named at once', async () => {
      const draft = {
        name: ' ',
        kind: 'robot' as 'user',
        username: 'not ok',
        roles: ['root' as 'admin'],
        phones: [{ label: '', number: 'x'.repeat(65), country: 'XX' }],
        email: 'nobody',
        country: 'Germany',
        timeZone: 'Middle/Earth',
        language: 'no language',
        location: 'a\0b',
      };
      await expect(users.create(ada, draft)).rejects.toMatchObject({ kind: 'unprocessable', code: 'invalid_fields' });
      const error = (await users.create(ada, draft).catch((refusal: unknown) => refusal)) as {
        fields: { field: string; code: string }[];
      };
      expect(Object.fromEntries(error.fields.map(({ field, code }) => [field, code]))).toEqual({
        '/username': 'invalid_username',
        '/kind': 'invalid_kind',
        '/roles': 'unknown_role',
        '/email': 'invalid_email',
        '/timeZone': 'unknown_time_zone',
        '/language': 'unknown_language',
        '/name': 'required',
        '/phones/0/label': 'required',
        '/phones/0/number': 'too_long',
        '/phones/0/country': 'unknown_country',
        '/country': 'unknown_country',
        '/location': 'control_character',
      });
    });

    test('of eight who want the same user name at once, one gets it; letter case does not count', async () => {
      const names = ['Eve', 'eve', 'EVE', 'eve', 'eVe', 'eve', 'Eve', 'eve'];
      const outcomes = await Promise.allSettled(
        names.map((username) => users.create(ada, { name: 'Eve', kind: 'user', username })),
      );
      const refusals = outcomes.flatMap((outcome) =>
        outcome.status === 'rejected' ? [outcome.reason as unknown] : [],
      );
      expect(refusals).toHaveLength(7);
      for (const refusal of refusals) {
        expect(refusal).toMatchObject({ kind: 'conflict', code: 'username_taken', fields: [{ field: '/username' }] });
      }
      expect((await users.findByUsername('EVE'))?.username).toBe('eve');
    });
  });

  describe('who may change whom', () => {
    test('agents keep customers', async () => {
      const { id } = await users.create(ana, clara);
      expect((await users.update(ana, id, { name: 'Clara Jensen' })).name).toBe('Clara Jensen');
    });

    test.each([
      ['a role', { roles: ['agent_workspace_user'] }],
      ['a user name', { username: 'clara' }],
      ['the kind agent', { kind: 'agent' }],
    ] as const)('agents cannot give anybody %s', async (_, change) => {
      await expect(users.create(ana, { ...clara, ...change })).rejects.toMatchObject({ kind: 'forbidden' });
      const { id } = await users.create(ana, clara);
      await expect(users.update(ana, id, change)).rejects.toMatchObject({ kind: 'forbidden' });
    });

    test('agents change nobody who can sign in, not even themselves, and switch nobody off', async () => {
      await expect(users.update(ana, ada.userId, { name: 'X' })).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(users.update(ana, ana.userId, { name: 'X' })).rejects.toMatchObject({ kind: 'forbidden' });
      const { id } = await users.create(ana, clara);
      await expect(users.update(ana, id, { active: false })).rejects.toMatchObject({ kind: 'forbidden' });
      expect((await users.update(ada, id, { active: false })).active).toBe(false);
    });

    test('without a role there is neither reading nor writing', async () => {
      const nobody = { ...ana, roles: [] };
      await expect(users.list(nobody, {})).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(users.get(nobody, ana.userId)).rejects.toMatchObject({ kind: 'forbidden' });
      await expect(users.create(nobody, clara)).rejects.toMatchObject({ kind: 'forbidden' });
    });
  });

  describe('update', () => {
    test('absent fields stay, null empties, and the version rises', async () => {
      const { id } = await users.create(ana, clara);
      const updated = await users.update(ana, id, { email: null, country: undefined });
      expect(updated).toMatchObject({
        email: null,
        country: 'DE',
        phones: [{ label: 'Mobile' }, { label: 'Work' }],
        version: 2,
      });
    });

    test('another country gives national numbers another reading', async () => {
      const { id } = await users.create(ana, {
        name: 'Clara',
        kind: 'consumer',
        country: 'US',
        phones: [{ label: 'M', number: '020 7946 0123' }],
      });
      expect(await matchKeys(id)).toEqual([['phone', '020 7946 0123', null]]);
      await users.update(ana, id, { country: 'GB' });
      expect(await matchKeys(id)).toEqual([['phone', '020 7946 0123', '+442079460123']]);
    });

    test('changes of different fields at the same moment are all kept', async () => {
      const { id } = await users.create(ana, { name: 'Clara', kind: 'consumer' });
      await Promise.all([
        users.update(ana, id, { email: 'clara@example.com' }),
        users.update(ana, id, { country: 'DE' }),
        users.update(ana, id, { location: 'DE-BY' }),
        users.update(ana, id, { phones: [{ label: 'M', number: '+12025550143' }] }),
      ]);
      expect(await users.get(ana, id)).toMatchObject({
        email: 'clara@example.com',
        country: 'DE',
        location: 'DE-BY',
        phones: [{ number: '+12025550143' }],
        version: 5,
      });
    });

    test('of a person from another source only what decides about signing in is ours', async () => {
      const id = newId();
      const at = new Date();
      await suite.store.query
        .insertInto('users')
        .values({
          id,
          source: 'crm',
          external_id: '7',
          kind: 'consumer',
          username: null,
          name: 'Kim',
          email: null,
          country: null,
          location: null,
          time_zone: null,
          language: null,
          created_at: at,
          updated_at: at,
        })
        .execute();
      await expect(users.update(ada, id, { name: 'X', email: 'x@example.com' })).rejects.toMatchObject({
        kind: 'conflict',
        code: 'foreign_person',
        fields: [{ field: '/name' }, { field: '/email' }],
      });
      expect(await users.update(ada, id, { username: 'kim', roles: ['agent_workspace_user'] })).toMatchObject({
        source: 'crm',
        username: 'kim',
        name: 'Kim',
      });
    });

    test('interactions of somebody who was renamed are found by the new name', async () => {
      const live = new LiveEventBus(suite.store, silentLogger);
      const interactions = new DatabaseInteractionService({
        store: suite.store,
        points,
        clock: new ManualTime(),
        live,
      });
      const { id } = await users.create(ana, clara);
      const { result } = await interactions.create(ana, { type: 'phone', consumer: id });
      const other = await interactions.create(ana, { type: 'phone', shortDescription: 'About Clara Müller' });
      await users.update(ana, id, { name: 'Clara Jensen' });
      const found = async (q: string) => (await interactions.list(ana, { q })).items.map(({ number }) => number);
      expect(await found('jensen')).toEqual([result.number]);
      expect(await found('muller')).toEqual([other.result.number]);
      live.close();
    });

    test('nobody of that id', async () => {
      await expect(users.get(ana, 'no id')).rejects.toMatchObject({ kind: 'not_found', code: 'user_not_found' });
      await expect(users.update(ada, newId(), { name: 'X' })).rejects.toMatchObject({ code: 'user_not_found' });
      expect(await users.findByUsername('nobody')).toBeNull();
      expect(await users.findByUsername('\0')).toBeNull();
    });
  });

  describe('list', () => {
    beforeEach(async () => {
      for (const name of ['Zoë Young', 'ágnes Kiss', 'Bob Young', 'Agnes Brown', 'bob young']) {
        await users.create(ana, { name, kind: name.startsWith('Z') ? 'contact' : 'consumer' });
      }
    });

    const names = async (query: Parameters<DatabaseUserService['list']>[1]) =>
      (await users.list(ana, query)).items.map(({ name }) => name);

    test('by name, without regard to case and accents', async () => {
      expect(await names({ kind: 'consumer' })).toEqual(['Agnes Brown', 'ágnes Kiss', 'Bob Young', 'bob young']);
      expect(await names({ kind: 'contact' })).toEqual(['Zoë Young']);
      await expect(names({ kind: 'robot' })).rejects.toMatchObject({ fields: [{ field: '/kind' }] });
    });

    test('found by words of name and user name, each by prefix', async () => {
      await users.create(ada, { name: 'Eve Agent', kind: 'agent', username: 'e.agent7' });
      expect(await names({ q: 'you' })).toEqual(['Bob Young', 'bob young', 'Zoë Young']);
      expect(await names({ q: 'agn' })).toEqual(['Agnes Brown', 'ágnes Kiss']);
      expect(await names({ q: 'zoe young' })).toEqual(['Zoë Young']);
      expect(await names({ q: 'agent7' })).toEqual(['Eve Agent']);
      expect(await names({ q: '%' })).toEqual([]);
    });

    test('pages are complete, without anybody twice', async () => {
      const first = await users.list(ana, { kind: 'consumer', limit: 3 });
      const second = await users.list(ana, { kind: 'consumer', limit: 3, cursor: first.nextCursor! });
      expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(await names({ kind: 'consumer' }));
      expect(second.nextCursor).toBeNull();
    });
  });
});
