import { AsyncLocalStorage } from 'node:async_hooks';
import { NestedUseError } from '../errors/nested-use-error.js';

// One for all stores of the process: from its first use on, every promise pays for every storage, also for those of closed stores.
const entered = new AsyncLocalStorage<readonly NestingGuard[]>();

/** Knows whether the caller is inside a transaction's work, across every await. */
export class NestingGuard {
  enter<T>(work: () => Promise<T>): Promise<T> {
    return entered.run([...(entered.getStore() ?? []), this], work);
  }

  /** Throws `NestedUseError` inside. */
  refuse(operation: string): void {
    if (entered.getStore()?.includes(this)) throw new NestedUseError(operation);
  }
}
