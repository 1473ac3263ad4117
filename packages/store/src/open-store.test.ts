import { createServer } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import pg from 'pg';
import { migrations } from './migrations/index.js';
import { migrateStore, migrationStatus, openStore } from './open-store.js';
import { refuseOld } from './postgresql/check-server.js';
import type { PostgresqlLocation, StoreLogger } from './store-options.js';
import { newTestLocation, TEST_DATABASE_VARIABLE, type TestLocation } from './testing/index.js';

const server = process.env[TEST_DATABASE_VARIABLE];
const kinds = server ? (['embedded', 'postgresql'] as const) : (['embedded'] as const);
const onPostgresql = server ? describe : describe.skip;

describe.each(kinds)('opening a store (%s)', (kind) => {
  let home: TestLocation;
  beforeAll(async () => {
    home = await newTestLocation(kind);
  });
  afterAll(() => home.remove());

  async function change(statement: string): Promise<void> {
    const store = await openStore(home.location);
    await sql.raw(statement).execute(store.query);
    await store.close();
  }

  test('of this version changes nothing, also without permission to migrate', async () => {
    await (await openStore({ ...home.location, migrate: false })).close();
    expect(await migrateStore(home.location)).toEqual([]);
    const status = await migrationStatus(home.location);
    expect(status.applied.map(({ name }) => name)).toEqual(Object.keys(migrations));
    expect(status).toMatchObject({ pending: [], unknown: [] });
  });

  test('that a newer version migrated is refused, with the way out in the message', async () => {
    await change(
      `INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-from-the-future', '2099-01-01T00:00:00.000Z')`,
    );
    const refusal = await openStore(home.location).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'database_newer', unknownMigrations: ['9999-from-the-future'] });
    expect((refusal as Error).message).toContain('Start the newer version');
    await expect(openStore({ ...home.location, migrate: false })).rejects.toMatchObject({ code: 'database_newer' });
    expect(await migrationStatus(home.location)).toMatchObject({ pending: [], unknown: ['9999-from-the-future'] });
    await expect(migrateStore(home.location)).rejects.toMatchObject({ code: 'database_newer' });
  });
});

onPostgresql('opening a store on a PostgreSQL server', () => {
  let home: { location: PostgresqlLocation; remove: () => Promise<void> };
  let url: string;
  beforeAll(async () => {
    const { location, remove } = await newTestLocation('postgresql');
    if (location.kind !== 'postgresql') throw new Error('expected a server');
    home = { location, remove };
    url = location.url;
  });
  afterAll(() => home.remove());

  async function emptyDatabase(): Promise<void> {
    const store = await openStore({ ...home.location, migrate: true });
    await sql.raw('DROP SCHEMA public CASCADE; CREATE SCHEMA public').execute(store.query);
    await store.close();
  }

  test('that is behind is refused without permission to migrate, and nothing is changed', async () => {
    await emptyDatabase();
    const refusal = await openStore({ ...home.location, migrate: false }).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'database_behind', pendingMigrations: Object.keys(migrations) });
    expect((refusal as Error).message).toContain('npx hailpoint migrate');
    expect(await migrationStatus(home.location)).toEqual({
      applied: [],
      pending: Object.keys(migrations),
      unknown: [],
    });
    expect(await migrateStore(home.location)).toEqual(Object.keys(migrations));
    await (await openStore({ ...home.location, migrate: false })).close();
  });

  test('by six nodes at once migrates once, and all of them come up', async () => {
    await emptyDatabase();
    const logged: string[] = [];
    const ignore = () => {};
    const logger: StoreLogger = { debug: ignore, info: (message) => logged.push(message), warn: ignore, error: ignore };
    const stores = await Promise.all(
      Array.from({ length: 6 }, () => openStore({ ...home.location, poolSize: 2, logger })),
    );
    const rows = await sql<{ name: string }>`SELECT name FROM kysely_migration`.execute(stores[0]!.query);
    expect(rows.rows.map(({ name }) => name)).toEqual(Object.keys(migrations));
    expect(logged).toEqual(['The database was migrated']);
    await Promise.all(stores.map((store) => store.close()));
  });

  test('with a migration that fails changes nothing, and says which', async () => {
    await emptyDatabase();
    // In the way of the first migration, half-way through it.
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    await client.query('CREATE TABLE messages (id int)');
    await expect(openStore(home.location)).rejects.toMatchObject({ code: 'migration_failed' });
    await expect(openStore(home.location)).rejects.toThrow('0001-main-job');
    const tables = await client.query(
      `SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 1`,
    );
    expect(tables.rows.map(({ relname }) => relname)).toEqual([
      'kysely_migration',
      'kysely_migration_lock',
      'messages',
    ]);
    await client.query('DROP TABLE messages');
    await client.end();
    await (await openStore(home.location)).close();
  });

  test('leaves no connection behind when it is closed', async () => {
    const store = await openStore({ ...home.location, applicationName: 'goes away' });
    await Promise.all(Array.from({ length: 8 }, () => store.ping()));
    await store.close();
    const other = await openStore(home.location);
    // The server may notice a little later; that it never does would end in this test's time-out.
    const sessions = () =>
      sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name LIKE 'goes away%'`.execute(
        other.query,
      );
    while ((await sessions()).rows.length > 0);
    await other.close();
  });

  test.each([
    ['a database that does not exist', () => replaced((to) => (to.pathname = '/no_such_database'))],
    ['a user that does not exist', () => replaced((to) => (to.username = 'no_such_user'))],
  ])('is refused for %s, without the password', async (_, wrong) => {
    const refusal = (await openStore({ kind: 'postgresql', url: wrong() }).catch((error: unknown) => error)) as Error;
    expect(refusal).toMatchObject({ code: 'cannot_connect' });
    expect(everything(refusal)).not.toContain('very-secret');
  });

  function replaced(how: (to: URL) => void): string {
    const to = new URL(url);
    to.password = 'very-secret';
    how(to);
    return to.href;
  }
});

describe('a server that cannot be reached', () => {
  test.each([
    ['nobody listens', async () => `postgres://me:very-secret@127.0.0.1:${await closedPort()}/hailpoint`],
    ['the URL is no URL', async () => 'postgres://me:very-secret@[bad/hailpoint'],
    ['there is no such host', async () => 'postgres://me:very-secret@no-such-host.invalid/hailpoint'],
  ])('is told in words, without the password: %s', async (_, url) => {
    const refusal = (await openStore({ kind: 'postgresql', url: await url() }).catch(
      (error: unknown) => error,
    )) as Error;
    expect(refusal).toMatchObject({ code: 'cannot_connect', name: 'CannotConnectError' });
    expect(refusal.message).toContain('Check that the server runs');
    expect(everything(refusal)).not.toContain('very-secret');
  });

  async function closedPort(): Promise<number> {
    const listener = createServer();
    await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
    const { port } = listener.address() as { port: number };
    await new Promise((resolve) => listener.close(resolve));
    return port;
  }
});

test('a server older than PostgreSQL 15 is refused', () => {
  expect(() => refuseOld({ number: '140012', text: '14.12' })).toThrow(
    expect.objectContaining({ code: 'database_too_old', found: '14.12' }),
  );
  expect(() => refuseOld({ number: '150000', text: '15.0' })).not.toThrow();
});

/** Message, stack and causes, as a careless log would write them. */
function everything(error: unknown): string {
  if (!(error instanceof Error)) return String(JSON.stringify(error));
  return [error.message, error.stack, JSON.stringify(error), everything(error.cause)].join('\n');
}
