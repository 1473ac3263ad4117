import { mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { migrateStore } from '../open-store.js';
import { DATABASE_FOLDER } from './open-embedded.js';
import { PREPARED_PREFIX, preparedFile } from './prepared-database.js';

/** For the build: makes the archive of a new, migrated database, in place of an earlier one. */
export async function prepareDatabase(): Promise<void> {
  const file = preparedFile();
  for (const name of await readdir(dirname(file))) {
    if (name.startsWith(PREPARED_PREFIX)) await rm(join(dirname(file), name));
  }
  const directory = await mkdtemp(join(tmpdir(), 'hailpoint-prepare-'));
  try {
    await migrateStore({ kind: 'embedded', directory });
    const database = await PGlite.create(join(directory, DATABASE_FOLDER));
    const archive = await database.dumpDataDir('gzip');
    await database.close();
    // Whoever starts meanwhile finds all of it or none.
    const making = `${file}.${process.pid}`;
    await writeFile(making, new Uint8Array(await archive.arrayBuffer()));
    await rename(making, file);
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
