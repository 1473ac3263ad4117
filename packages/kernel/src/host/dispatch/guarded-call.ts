import type { CallContext } from '../../contracts/call-context.js';
import type { Clock } from '../../services/clock.js';
import type { CallScope } from './call-scope.js';
import { describeError, errorCode } from './describe-error.js';
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

/** Milliseconds that a contribution may compute before it gives the process back; nobody else is served meanwhile. */
const blockingMs = 200;

type Failed = Extract<CallOutcome<never>, { status: 'failed' }>;

function fail(slot: Slot, clock: Clock, error: unknown, ms: number): Failed {
  slot.breaker.failed();
  slot.record.failed('failed', ms, clock.now(), errorCode(error) ?? null);
  slot.logger.warn('contribution failed', { ms: Math.round(ms), circuit: slot.breaker.state, ...describeError(error) });
  return { status: 'failed', error, ms };
}

/** @param atOnceMs how long it computed before it gave the process back */
function answer<R>(
  slot: Slot,
  clock: Clock,
  value: R,
  check: (value: R) => void,
  ms: number,
  atOnceMs = ms,
): Failed | Extract<CallOutcome<R>, { status: 'answered' }> {
  try {
    check(value);
  } catch (error) {
    return fail(slot, clock, error, ms);
  }
  slot.record.answered(ms);
  if (atOnceMs < blockingMs) {
    slot.breaker.succeeded();
  } else {
    // Nothing can interrupt it, and the answer is as good as any; but one that keeps doing this is not asked any more.
    slot.breaker.failed();
    slot.record.blocked(clock.now());
    slot.logger.warn('contribution blocked the process', { ms: Math.round(atOnceMs), circuit: slot.breaker.state });
  }
  return { status: 'answered', value, ms };
}

/**
 * Calls one contribution under its guards. A synchronous answer costs no timer and comes back synchronously.
 * @param check throws when the answer cannot be one; the contribution has then failed.
 */
export function guardedCall<C extends object, R>(
  slot: Slot<C>,
  scope: CallScope,
  clock: Clock,
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
    return fail(slot, clock, error, performance.now() - started);
  }
  const atOnceMs = performance.now() - started;
  if (!isThenable(result)) return answer(slot, clock, result, check, atOnceMs);

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
        slot.record.failed('late', ms, clock.now(), 'deadline_exceeded');
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
        resolve(answer(slot, clock, value, check, performance.now() - started, atOnceMs));
      },
      (error: unknown) => {
        slot.calls.leave();
        if (givenUp) return;
        scope.forget(giveUp);
        resolve(fail(slot, clock, error, performance.now() - started));
      },
    );
  });
}

/** Calls one contribution whose contract says that it answers at once. Nothing can cut it off; one that keeps failing is not called. */
export function guardedSyncCall<C extends object, R>(
  slot: Slot<C>,
  clock: Clock,
  invoke: (contribution: C) => R,
  check: (value: R) => void,
): Exclude<CallOutcome<R>, { status: 'late' | 'aborted' }> {
  const retryAfterMs = slot.breaker.enter();
  if (retryAfterMs !== null) return { status: 'open', retryAfterMs, ms: 0 };
  const started = performance.now();
  let value: R;
  try {
    value = invoke(slot.instance);
  } catch (error) {
    return fail(slot, clock, error, performance.now() - started);
  }
  return answer(slot, clock, value, check, performance.now() - started);
}
