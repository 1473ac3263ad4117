import { openStore } from '../open-store.js';
import type { Store } from '../store.js';
import type { StoreLocation, StoreOptions } from '../store-options.js';
import { newTestLocation } from './test-location.js';

export type TestStore = Store & {
  /** Where its data are, for a second node or a second process. */
  readonly location: StoreLocation;
};

export type OpenTestStoreOptions = Pick<StoreOptions, 'logger' | 'onProblem'> & { readonly poolSize?: number };

/**
 * A store with a fresh, migrated database of its own, which goes when the store is closed. Using the store inside a
 * transaction throws. Keep one per test file, and `resetStore` it between tests.
 */
export async function openTestStore(
  kind: Store['kind'] = 'embedded',
  options: OpenTestStoreOptions = {},
): Promise<TestStore> {
  const { location, remove } = await newTestLocation(kind, options.poolSize);
  try {
    const { logger, onProblem } = options;
    const store = await openStore({ ...location, refuseNesting: true, logger, onProblem });
    const close = store.close.bind(store);
    let closing: Promise<void> | null = null;
    return Object.assign(store, {
      location,
      close: () => {
        closing ??= close().finally(remove);
        return closing;
      },
    });
  } catch (error) {
    await remove();
    throw error;
  }
}
