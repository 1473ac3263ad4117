import { AsyncLocalStorage } from 'node:async_hooks';
import { NestedUseError } from '../errors/nested-use-error.js';

/** Knows whether the caller is inside a transaction's work, across every await. */
export class NestingGuard {
  private readonly inside = new AsyncLocalStorage<boolean>();

  enter<T>(work: () => Promise<T>): Promise<T> {
    return this.inside.run(true, work);
  }

  /** Throws `NestedUseError` inside. */
  refuse(operation: string): void {
    if (this.inside.getStore()) throw new NestedUseError(operation);
  }
}
