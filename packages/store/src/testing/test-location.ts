import { rm } from 'node:fs/promises';
import type { Store } from '../store.js';
import type { StoreLocation } from '../store-options.js';
import { copyEmbeddedTemplate } from './embedded-template.js';
import { createTestDatabase } from './postgresql-template.js';

/** Names the PostgreSQL server of the tests; its user must be allowed to create databases. */
export const TEST_DATABASE_VARIABLE = 'HAILPOINT_TEST_DATABASE_URL';

/** A fresh, migrated database that nobody has open. */
export interface TestLocation {
  readonly location: StoreLocation;
  /** Removes the database and all in it. */
  readonly remove: () => Promise<void>;
}

/** For tests that open the store themselves, such as those of several nodes or processes. */
export async function newTestLocation(kind: Store['kind'], poolSize = 8): Promise<TestLocation> {
  if (kind === 'embedded') {
    const directory = await copyEmbeddedTemplate();
    return { location: { kind, directory }, remove: () => rm(directory, { recursive: true, force: true }) };
  }
  const server = process.env[TEST_DATABASE_VARIABLE];
  if (!server) throw new Error(`${TEST_DATABASE_VARIABLE} is not set: there is no PostgreSQL server to test on.`);
  const { url, drop } = await createTestDatabase(server);
  return { location: { kind, url, poolSize }, remove: drop };
}
