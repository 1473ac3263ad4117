import { AsyncLocalStorage } from 'node:async_hooks';
import { TestEnvironment } from 'jest-environment-node';

/** Entered by the file of tests that runs: by jest for each test, by stores that refuse nesting, by libraries. */
const entered = new Set();

for (const method of ['run', 'enterWith']) {
  const original = AsyncLocalStorage.prototype[method];
  AsyncLocalStorage.prototype[method] = function (...values) {
    entered.add(this);
    return original.apply(this, values);
  };
}

/**
 * Node's own, and at the end of a file every storage that it entered is switched off. Whatever was entered once is paid for by every promise of
 * the process, and a worker runs a hundred files: with a hundred storages an `await` takes fifty times as long.
 */
export default class OwnStoragesEnvironment extends TestEnvironment {
  async teardown() {
    await super.teardown();
    for (const storage of entered) storage.disable();
    entered.clear();
  }
}
