import type { Store } from '../store.js';
import { type OpenTestStoreOptions, openTestStore, type TestStore } from './open-test-store.js';
import { resetStore } from './reset-store.js';
import { TEST_DATABASE_VARIABLE } from './test-location.js';

/** What a suite that runs on every database is given. */
export interface StoreSuite {
  readonly kind: Store['kind'];
  /** Open and empty in every test; not to be asked for outside of one. */
  readonly store: TestStore;
}

interface Describe {
  (name: string, define: () => void): void;
  skip(name: string, define: () => void): void;
}

/** Jest's own, taken when needed: this door can be imported outside of a test run. */
interface TestGlobals {
  describe: Describe;
  beforeAll(work: () => Promise<void>): void;
  beforeEach(work: () => Promise<void>): void;
  afterAll(work: () => Promise<void>): void;
}

/**
 * Defines the same suite for the embedded database and for PostgreSQL. One store serves all tests of a suite and is
 * emptied before each. Without `HAILPOINT_TEST_DATABASE_URL` the tests on PostgreSQL are shown as skipped.
 */
export function describeStores(
  name: string,
  define: (suite: StoreSuite) => void,
  options: OpenTestStoreOptions = {},
): void {
  const { describe } = globalThis as unknown as TestGlobals;
  describe(`${name} (embedded)`, () => defineSuite('embedded', define, options));
  const onPostgresql = () => defineSuite('postgresql', define, options);
  if (process.env[TEST_DATABASE_VARIABLE]) {
    describe(`${name} (postgresql)`, onPostgresql);
  } else {
    process.stderr.write(`Skipped on PostgreSQL, because ${TEST_DATABASE_VARIABLE} is not set: ${name}\n`);
    describe.skip(`${name} (postgresql)`, onPostgresql);
  }
}

function defineSuite(kind: Store['kind'], define: (suite: StoreSuite) => void, options: OpenTestStoreOptions): void {
  const { afterAll, beforeAll, beforeEach } = globalThis as unknown as TestGlobals;
  let store: TestStore | null = null;
  beforeAll(async () => {
    store = await openTestStore(kind, options);
  });
  beforeEach(async () => {
    if (store) await resetStore(store);
  });
  afterAll(async () => {
    await store?.close();
    store = null;
  });
  define({
    kind,
    get store() {
      if (!store) throw new Error('The store is open inside tests only: ask for suite.store there.');
      return store;
    },
  });
}
