import type { CallContext } from '../../contracts/call-context.js';
import type { CallScope } from './call-scope.js';
import { describeError } from './describe-error.js';
import type { Slot } from './slot.js';

/** How one guarded call ended. */
export type CallOutcome<R> =
  | { readonly status: 'answered'; readonly value: R; readonly ms: number }
  /** Not called. */
  | { readonly status: 'open'; readonly retryAfterMs: number; readonly ms: number }
  | { readonly status: 'late'; readonly ms: number }
  | { readonly status: 'failed'; readonly error: unknown; readonly ms: number }
  | { readonly status: 'aborted'; readonly ms: number };

function isThenable<R>(value: Promise<R> | R): value is Promise<R> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}

function fail<R>(slot: Slot, error: unknown, ms: number): CallOutcome<R> {
  slot.breaker.failed();
  slot.logger.warn('contribution failed', { ms: Math.round(ms), circuit: slot.breaker.state, ...describeError(error) });
  return { status: 'failed', error, ms };
}

function answer<R>(slot: Slot, value: R, check: (value: R) => void, started: number): CallOutcome<R> {
  const ms = performance.now() - started;
  try {
    check(value);
  } catch (error) {
    return fail(slot, error, ms);
  }
  slot.breaker.succeeded();
  return { status: 'answered', value, ms };
}

/**
 * Calls one contribution under its guards. A synchronous answer costs no timer and comes back synchronously.
 * @param check throws when the answer cannot be one; the contribution has then failed.
 */
export function guardedCall<C extends object, R>(
  slot: Slot<C>,
  scope: CallScope,
  invoke: (contribution: C, context: CallContext) => Promise<R> | R,
  check: (value: R) => void,
): CallOutcome<R> | Promise<CallOutcome<R>> {
  const retryAfterMs = slot.breaker.enter();
  if (retryAfterMs !== null) return { status: 'open', retryAfterMs, ms: 0 };
  const started = performance.now();
  let result: Promise<R> | R;
  try {
    result = invoke(slot.instance, scope.context(slot.logger));
  } catch (error) {
    return fail(slot, error, performance.now() - started);
  }
  if (!isThenable(result)) return answer(slot, result, check, started);

  const promise = result;
  return new Promise((resolve) => {
    // Stays in flight until it really ends, even when nobody waits for it any more: a plugin drains its late calls too.
    slot.calls.enter();
    let givenUp = false;
    const giveUp = (why: 'late' | 'aborted') => {
      givenUp = true;
      const ms = performance.now() - started;
      if (why === 'late') {
        slot.breaker.failed();
        slot.logger.warn('contribution late', { ms: Math.round(ms), circuit: slot.breaker.state });
      } else {
        slot.breaker.forgotten();
      }
      resolve({ status: why, ms });
    };
    scope.await(giveUp);
    promise.then(
      (value) => {
        slot.calls.leave();
        if (givenUp) return;
        scope.forget(giveUp);
        resolve(answer(slot, value, check, started));
      },
      (error: unknown) => {
        slot.calls.leave();
        if (givenUp) return;
        scope.forget(giveUp);
        resolve(fail(slot, error, performance.now() - started));
      },
    );
  });
}
