import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../../store/dist/index.js';
import { populationSql } from './population-sql.mjs';
import { pg } from './store-packages.mjs';

/**
 * Databases that all begin alike: each is a copy of one that was migrated and populated once.
 * @typedef {object} BenchDatabases
 * @property {() => Promise<import('../../../store/dist/index.js').StoreOptions>} copy
 * @property {(location: any) => Promise<void>} drop A copy.
 * @property {() => Promise<void>} close Drops the original, too.
 */

const prefix = 'hailpoint_bench_';
const leftBehindMs = 6 * 60 * 60 * 1_000;

/**
 * @param {string} serverUrl The user must be allowed to create databases.
 * @returns {Promise<BenchDatabases>}
 */
export async function postgresqlDatabases(serverUrl) {
  const server = new pg.Client({ connectionString: serverUrl });
  await server.connect();
  const run = `${prefix}${Date.now()}_${process.pid}`;
  const original = `${run}_original`;
  let copies = 0;
  const urlOf = (/** @type {string} */ name) => Object.assign(new URL(serverUrl), { pathname: `/${name}` }).href;
  const drop = (/** @type {string} */ name) => server.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  try {
    for (const name of await leftBehind(server)) await drop(name);
    await server.query(`CREATE DATABASE ${original} TEMPLATE template0 ENCODING 'UTF8'`);
    await populate({ kind: 'postgresql', url: urlOf(original), poolSize: 1 });
  } catch (error) {
    await drop(original);
    await server.end();
    throw error;
  }
  return {
    async copy() {
      copies += 1;
      const name = `${run}_${copies}`;
      await server.query(`CREATE DATABASE ${name} TEMPLATE ${original}`);
      return { kind: 'postgresql', url: urlOf(name) };
    },
    drop: async ({ url }) => {
      await drop(new URL(url).pathname.slice(1));
    },
    async close() {
      await drop(original);
      await server.end();
    },
  };
}

/** Databases of runs that were killed long ago. */
async function leftBehind(/** @type {any} */ server) {
  const { rows } = await server.query(`SELECT datname FROM pg_database WHERE datname ~ '^${prefix}\\d{13}_'`);
  const names = rows.map((/** @type {{ datname: string }} */ row) => row.datname);
  return names.filter(
    (/** @type {string} */ name) => Date.now() - Number(name.slice(prefix.length, prefix.length + 13)) > leftBehindMs,
  );
}

/** @returns {Promise<BenchDatabases>} */
export async function embeddedDatabases() {
  const folder = await mkdtemp(join(tmpdir(), prefix));
  const original = join(folder, 'original');
  let copies = 0;
  try {
    await populate({ kind: 'embedded', directory: original });
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    async copy() {
      copies += 1;
      const directory = join(folder, String(copies));
      await cp(original, directory, { recursive: true });
      return { kind: 'embedded', directory };
    },
    drop: ({ directory }) => rm(directory, { recursive: true, force: true }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

/** @param {import('../../../store/dist/index.js').StoreOptions} location */
async function populate(location) {
  const store = await openStore(location);
  try {
    let number = 0;
    for (const text of [...populationSql(), 'VACUUM ANALYZE']) {
      number += 1;
      await store.execute({ name: `bench_populate_${number}`, text }, []);
    }
  } finally {
    await store.close();
  }
}
