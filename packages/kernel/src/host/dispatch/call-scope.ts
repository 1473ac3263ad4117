import type { CallContext } from '../../contracts/call-context.js';
import type { Logger } from '../../services/logger.js';
import type { Timers } from '../timers.js';

/** One AbortController, made only when a contribution looks at its signal: most never do. */
class Turn {
  #controller: AbortController | undefined;
  #aborted = false;
  #reason: unknown;

  get signal(): AbortSignal {
    if (this.#aborted && this.#controller === undefined) return AbortSignal.abort(this.#reason);
    this.#controller ??= new AbortController();
    return this.#controller.signal;
  }

  abort(reason: unknown): void {
    if (this.#aborted) return;
    this.#aborted = true;
    this.#reason = reason;
    this.#controller?.abort(reason);
  }
}

/** A class, because an object literal with a getter is built slowly, and every call gets one. */
class ScopedContext implements CallContext {
  readonly logger: Logger;
  readonly #turn: Turn;

  constructor(turn: Turn, logger: Logger) {
    this.#turn = turn;
    this.logger = logger;
  }

  get signal(): AbortSignal {
    return this.#turn.signal;
  }
}

type GiveUp = (why: 'late' | 'aborted') => void;

/**
 * Deadline and cancellation of one dispatch. All its contributions share one signal; only after a deadline has aborted it
 * do those that come later get a fresh one, for a signal that is already aborted would stop them before they began.
 */
export class CallScope {
  #turn = new Turn();
  #timer: unknown;
  readonly #waiting = new Set<GiveUp>();
  readonly #timers: Timers;
  readonly #deadlineMs: number;
  readonly #signal: AbortSignal | undefined;
  readonly #onCallerAbort: (() => void) | undefined;

  constructor(timers: Timers, deadlineMs: number, signal?: AbortSignal) {
    this.#timers = timers;
    this.#deadlineMs = deadlineMs;
    this.#signal = signal;
    if (signal !== undefined) {
      this.#onCallerAbort = () => this.#giveUp('aborted', signal.reason);
      if (signal.aborted) this.#turn.abort(signal.reason);
      else signal.addEventListener('abort', this.#onCallerAbort, { once: true });
    }
  }

  get callerGaveUp(): boolean {
    return this.#signal?.aborted === true;
  }

  context(logger: Logger): CallContext {
    return new ScopedContext(this.#turn, logger);
  }

  /**
   * Calls back once if the deadline passes or the caller gives up before {@link forget}. All that wait at the same time share the deadline;
   * one timer serves the whole dispatch.
   */
  await(giveUp: GiveUp): void {
    if (this.#waiting.size === 0) this.#startDeadline();
    this.#waiting.add(giveUp);
  }

  forget(giveUp: GiveUp): void {
    this.#waiting.delete(giveUp);
  }

  close(): void {
    if (this.#timer !== undefined) this.#timers.clear(this.#timer);
    if (this.#onCallerAbort !== undefined) this.#signal?.removeEventListener('abort', this.#onCallerAbort);
  }

  #startDeadline(): void {
    if (this.#timer !== undefined) {
      this.#timers.refresh(this.#timer);
      return;
    }
    this.#timer = this.#timers.set(() => {
      // It may ring between two contributions, when nobody waits.
      if (this.#waiting.size > 0) {
        this.#giveUp('late', new DOMException('The deadline of the call has passed.', 'TimeoutError'));
      }
    }, this.#deadlineMs);
  }

  #giveUp(why: 'late' | 'aborted', reason: unknown): void {
    const waiting = [...this.#waiting];
    this.#waiting.clear();
    // Verdicts before the signal: a contribution that answers the signal with a throw was late, it did not fail.
    for (const giveUp of waiting) giveUp(why);
    const turn = this.#turn;
    if (why === 'late') this.#turn = new Turn();
    turn.abort(reason);
  }
}
