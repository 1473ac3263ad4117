import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openStore } from '../open-store.js';
import { DATABASE_FOLDER } from './open-embedded.js';

const run = promisify(execFile);
const packageFolder = fileURLToPath(new URL('../../', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hailpoint-test-prepared-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** A first start, of what is built. */
async function begin(name: string) {
  const script = join(packageFolder, 'test-processes/begin-directory.mjs');
  const { stdout } = await run(process.execPath, [script, join(folder, name)]);
  return JSON.parse(stdout) as { identity: string; columns: string[]; installation: number };
}

/** As PGlite makes one, without the archive. In a process of its own: it takes 840 MB, which a test worker would keep. */
async function createEmptyDatabase(path: string): Promise<void> {
  const pglite = createRequire(import.meta.url).resolve('@electric-sql/pglite');
  const script = `const { mkdirSync } = require('node:fs');
    const { PGlite } = require(${JSON.stringify(pglite)});
    mkdirSync(${JSON.stringify(path)}, { recursive: true });
    PGlite.create(${JSON.stringify(path)}).then((database) => database.close());`;
  await run(process.execPath, ['-e', script]);
}

test('new directories are unpacked from one archive, which holds nothing of an installation', async () => {
  const [one, other] = [await begin('one'), await begin('other')];
  expect(other).toEqual(one);
  expect(one.installation).toBe(0);
});

test('what is unpacked is what the migrations make', async () => {
  const { columns, identity } = await begin('third');
  const directory = join(folder, 'made');
  await createEmptyDatabase(join(directory, DATABASE_FOLDER));
  const store = await openStore({ kind: 'embedded', directory });
  try {
    const made = await store.execute<{ name: string }>(
      {
        name: 'test_columns',
        text: `SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'public' ORDER BY 1`,
      },
      [],
    );
    expect(columns).toEqual(made.map(({ name }) => name));
    const [control] = await store.execute<{ identity: string }>(
      { name: 'test_identity', text: 'SELECT system_identifier::text AS identity FROM pg_control_system()' },
      [],
    );
    expect(control?.identity).not.toBe(identity);
  } finally {
    await store.close();
  }
});
