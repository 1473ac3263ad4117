import type { Clock } from '../../services/clock.js';
import { describeError, errorCode } from './describe-error.js';
import { GarbageAnswerError } from './dispatch-errors.js';
import type { CallOutcome } from './guarded-call.js';
import type { Slot } from './slot.js';

/** Asks a contribution's selector. One that throws, or answers anything but a boolean (an `async` one!), has failed. */
export function selects<C extends object>(
  slot: Slot<C>,
  clock: Clock,
  select: (contribution: C) => boolean,
): boolean | CallOutcome<never> {
  const started = performance.now();
  try {
    const selected: unknown = select(slot.instance);
    if (typeof selected === 'boolean') return selected;
    if (selected instanceof Promise) selected.catch(() => {});
    throw new GarbageAnswerError('true or false from the selector, at once');
  } catch (error) {
    const ms = performance.now() - started;
    slot.breaker.failed();
    slot.record.failed('failed', ms, clock.now(), errorCode(error) ?? null);
    slot.logger.warn('selector failed', { ms: Math.round(ms), ...describeError(error) });
    return { status: 'failed', error, ms };
  }
}
