import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

function findRoot(from: string): string {
  return existsSync(join(from, 'lerna.json')) ? from : findRoot(dirname(from));
}

/** Jest runs at the root; a test that is started below it finds its way up. */
export const repositoryRoot = findRoot(process.cwd());
