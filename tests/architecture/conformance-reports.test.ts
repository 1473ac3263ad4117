import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Storage } from '@hailpoint/kernel';
import { createPluginHost, type PluginListing } from '@hailpoint/kernel/host';
import { MemoryDirectory, MemoryLogger, MemoryStorage, TestPublicUrls } from '@hailpoint/testkit';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../harness/repository-root.js';

const packages = ['plugins', 'examples']
  .flatMap((parent) => readdirSync(join(repositoryRoot, parent)).map((name) => `${parent}/${name}`))
  .filter((folder) => manifestOf(folder) !== undefined);

function manifestOf(folder: string): object | undefined {
  const file = join(repositoryRoot, folder, 'package.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as { hailpoint?: object }).hailpoint : undefined;
}

describe('every plugin of this repository ships the report on its conformance', () => {
  let listings: readonly PluginListing[] = [];
  beforeAll(async () => {
    const host = createPluginHost({
      services: {
        logger: new MemoryLogger(),
        directory: new MemoryDirectory(),
        storage: (): Storage => new MemoryStorage(),
        publicUrls: (plugin) => new TestPublicUrls(plugin),
      },
      baseDirectory: repositoryRoot,
      environment: {},
    });
    // Off: the report is read without running any code.
    await host.start(packages.map((folder) => ({ package: `./${folder}`, enabled: false })));
    listings = host.plugins();
    await host.stopAll();
  });

  test.each(packages)('%s', (folder) => {
    const listing = listings.find((each) => each.package === `./${folder}`);
    expect(listing?.conformance).toMatchObject({ failed: [] });
    expect(listing?.conformance?.passed).toBe(listing?.conformance?.total);
  });

  test('the reader sees the packages that it is meant to guard', () => {
    expect(packages).toEqual(
      expect.arrayContaining(['plugins/sms-twilio', 'plugins/quiet-hours', 'examples/acme-sms']),
    );
  });
});
