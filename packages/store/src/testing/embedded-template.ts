import { randomUUID } from 'node:crypto';
import { constants, copyFileSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { appendFile, mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { DATABASE_FOLDER } from '../embedded/open-embedded.js';
import { migrateStore } from '../open-store.js';
import { migrationsDigest } from './migrations-digest.js';

const COPY_PREFIX = 'hailpoint-test-store-';
const LEFT_BEHIND_MS = 6 * 60 * 60 * 1000;

/** A data directory of its own, migrated and empty: a copy, because unpacking one takes longer. */
export async function copyEmbeddedTemplate(): Promise<string> {
  await removeLeftBehind();
  const template = await embeddedTemplate();
  const directory = await mkdtemp(join(tmpdir(), COPY_PREFIX));
  copyFolder(join(template, DATABASE_FOLDER), join(directory, DATABASE_FOLDER));
  return directory;
}

/** Of a thousand small files: Node's own `cp` looks at each several times, and takes ten times as long. */
function copyFolder(from: string, to: string): void {
  mkdirSync(to, { mode: 0o700 });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) copyFolder(source, target);
    else copyFileSync(source, target, constants.COPYFILE_FICLONE);
  }
}

/** The template's directory; made when it is missing. Two makers at once: both make one, the first rename stays. */
export async function embeddedTemplate(): Promise<string> {
  const require = createRequire(import.meta.url);
  const pglite = require.resolve('@electric-sql/pglite');
  const version = readFileSync(join(dirname(pglite), '..', 'package.json'), 'utf8');
  const template = join(
    tmpdir(),
    `hailpoint-test-template-${userInfo().username}-${migrationsDigest(version, smallDatabase)}`,
  );
  if (await isThere(template)) return template;

  const making = `${template}.${randomUUID()}`;
  try {
    await mkdir(making, { mode: 0o700 });
    await migrateStore({ kind: 'embedded', directory: making });
    await appendFile(join(making, DATABASE_FOLDER, 'postgresql.conf'), smallDatabase);
    await rename(making, template).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST' && error.code !== 'EPERM') throw error;
    });
  } finally {
    await rm(making, { recursive: true, force: true });
  }
  return template;
}

/** Buffers are cleared at every opening: with the usual 128 MB it takes twice as long, and each open store as much memory. */
const smallDatabase = '\nshared_buffers = 16MB\nmax_connections = 5\n';

async function removeLeftBehind(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(COPY_PREFIX));
  for (const name of names) {
    const path = join(tmpdir(), name);
    const age = await stat(path).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    );
    if (age > LEFT_BEHIND_MS) await rm(path, { recursive: true, force: true });
  }
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
