import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const PREPARED_PREFIX = 'empty-database-';

/** Beside what was compiled; named after the version of PGlite, which alone can read it. */
export function preparedFile(): string {
  const entry = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const manifest = JSON.parse(readFileSync(join(dirname(entry), '..', 'package.json'), 'utf8')) as { version: string };
  const compiled = dirname(dirname(fileURLToPath(import.meta.url)));
  return join(compiled, `${PREPARED_PREFIX}${manifest.version}.tar.gz`);
}

/**
 * A new, migrated and empty database as an archive: unpacking it takes a fraction of the time that creating one takes. `undefined`: the build
 * made none, so one is created; slower, and otherwise the same. Migrations that it does not have yet run as in any other database.
 */
export async function readPreparedDatabase(): Promise<Blob | undefined> {
  const bytes = await readFile(preparedFile()).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  return bytes && new Blob([new Uint8Array(bytes)]);
}
