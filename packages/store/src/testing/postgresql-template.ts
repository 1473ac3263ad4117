import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrateStore } from '../open-store.js';
import { migrationsDigest } from './migrations-digest.js';

const LOCK = 7_264_871_001;
const LEFT_BEHIND_MS = 6 * 60 * 60 * 1000;

export interface TestDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

/** A fresh, migrated database on the server of the given URL, copied from a template that is made once. */
export async function createTestDatabase(serverUrl: string): Promise<TestDatabase> {
  const name = `hailpoint_test_${Date.now()}_${randomBytes(4).toString('hex')}`;
  await withServer(serverUrl, async (client) => {
    // One at a time on this server: making the template, and copying it, which nobody may be connected to.
    await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    await dropLeftBehind(client);
    const template = await templateDatabase(client, serverUrl);
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
    // No test pulls the plug of PostgreSQL, so none has to wait for its disk.
    await client.query(`ALTER DATABASE ${name} SET synchronous_commit TO off`);
  });
  return {
    url: withDatabase(serverUrl, name),
    drop: () => withServer(serverUrl, (client) => drop(client, name)),
  };
}

async function templateDatabase(client: pg.Client, serverUrl: string): Promise<string> {
  const name = `hailpoint_template_${migrationsDigest()}`;
  const found = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
  if (found.rows.length > 0) return name;
  const making = `${name}_making`;
  await drop(client, making);
  await client.query(`CREATE DATABASE ${making} TEMPLATE template0 ENCODING 'UTF8'`);
  await migrateStore({ kind: 'postgresql', url: withDatabase(serverUrl, making), poolSize: 1 });
  // The name says that it is complete. Its last session may need a moment to end.
  await client.query('SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = $1', [making]);
  await client.query(`ALTER DATABASE ${making} RENAME TO ${name}`);
  return name;
}

// Of test runs that were killed.
async function dropLeftBehind(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname ~ '^hailpoint_test_\\d{13}_'`,
  );
  for (const { datname } of rows) {
    if (Date.now() - Number(datname.split('_')[2]) > LEFT_BEHIND_MS) await drop(client, datname);
  }
}

async function drop(client: pg.Client, name: string): Promise<void> {
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

async function withServer<T>(serverUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: serverUrl });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withDatabase(serverUrl: string, name: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  return url.href;
}
