import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { repositoryRoot } from '../harness/repository-root.js';

test("the pages are built for users, with React's production build, also when jest has them built", () => {
  const assets = join(repositoryRoot, 'packages/workspace/dist/assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const code = scripts.map((name) => readFileSync(join(assets, name), 'utf8')).join('\n');
  // The one tells its errors by number, the other in words, and in the console it tells of its tools.
  expect(code).toContain('react.dev/errors/');
  expect(code).not.toContain('React DevTools');
});
