import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { CONNECTION_WAIT_MS, ConnectionPool } from '../connection/connection-pool.js';
import { EmbeddedDatabaseError } from '../errors/embedded-database-error.js';
import type { ReportProblem } from '../problem-reporter.js';
import { DirectoryLock } from './directory-lock.js';
import { readPreparedDatabase } from './prepared-database.js';

/** Where the database's files are inside the data directory. */
export const DATABASE_FOLDER = 'postgres';
const CREATING_MARK = 'postgres.creating';

/** Takes the directory's lock, opens PGlite in it, and puts `pg`'s pool of exactly one before it. */
export async function openEmbeddedPool(directory: string, report: ReportProblem): Promise<ConnectionPool> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const lock = await DirectoryLock.acquire(directory);
  try {
    const database = await openDatabase(directory);
    return poolOver(database, report, () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

function poolOver(database: PGlite, report: ReportProblem, onClosed: () => Promise<void>): ConnectionPool {
  const pool = new pg.Pool({
    ...createPgConfig(database),
    max: 1,
    idleTimeoutMillis: 0,
    connectionTimeoutMillis: CONNECTION_WAIT_MS,
  });
  return new ConnectionPool({
    kind: 'embedded',
    pool,
    report,
    onEnd: async () => {
      try {
        await database.close();
      } finally {
        await onClosed();
      }
    },
  });
}

/**
 * A process killed while the database was being created leaves a half that cannot be opened. The mark says so: nothing
 * was ever acknowledged from that half, so it is made anew and no hand is needed.
 */
async function openDatabase(directory: string): Promise<PGlite> {
  const folder = join(directory, DATABASE_FOLDER);
  const mark = join(directory, CREATING_MARK);
  if (await exists(mark)) await rm(folder, { recursive: true, force: true });
  const creating = !(await exists(join(folder, 'PG_VERSION')));
  if (creating) await writeFile(mark, '');
  // PGlite makes its files readable for everybody; nobody else may enter the folder.
  await mkdir(folder, { recursive: true });
  await chmod(folder, 0o700);
  try {
    const loadDataDir = creating ? await readPreparedDatabase() : undefined;
    const database = await PGlite.create(folder, loadDataDir && { loadDataDir });
    await rm(mark, { force: true });
    return database;
  } catch (error) {
    throw new EmbeddedDatabaseError(directory, error);
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
