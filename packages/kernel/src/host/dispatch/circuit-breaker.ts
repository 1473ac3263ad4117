import type { Clock } from '../../services/clock.js';

export interface CircuitBreakerOptions {
  /** Failures in a row that open it. Default 5. */
  readonly failures?: number;
  /** Milliseconds until one call is let through to try again. Default 30 000. */
  readonly openMs?: number;
}

export type CircuitState = 'closed' | 'open' | 'half_open';

/**
 * Spares callers the wait for a contribution that keeps failing. Opens after so many failures in a row; after a while lets
 * a single call through, whose end closes it or opens it again. Costs nothing while all is well: the clock is read only when it is not.
 */
export class CircuitBreaker {
  readonly #clock: Clock;
  readonly #threshold: number;
  readonly #openMs: number;
  #failures = 0;
  #openedAt = 0;
  #state: CircuitState = 'closed';
  #onTrial = false;

  constructor(clock: Clock, options: CircuitBreakerOptions = {}) {
    this.#clock = clock;
    this.#threshold = options.failures ?? 5;
    this.#openMs = options.openMs ?? 30_000;
  }

  get state(): CircuitState {
    return this.#state;
  }

  /** Nothing is let through just now. Once that while is over the state stays `open` until somebody calls. */
  get isResting(): boolean {
    return this.#state === 'open' && this.#openedAt + this.#openMs > this.#clock.now().getTime();
  }

  get failuresInARow(): number {
    return this.#failures;
  }

  /** `null`: call it, and report the end with {@link succeeded}, {@link failed} or {@link forgotten}. Else milliseconds until it is worth trying. */
  enter(): number | null {
    if (this.#state === 'closed') return null;
    const left = this.#openedAt + this.#openMs - this.#clock.now().getTime();
    if (left > 0) return left;
    if (this.#onTrial) return this.#openMs;
    this.#state = 'half_open';
    this.#onTrial = true;
    return null;
  }

  succeeded(): void {
    this.#failures = 0;
    // A slow call that began before the circuit opened says nothing about now; only the trial closes it.
    if (this.#state === 'half_open') {
      this.#state = 'closed';
      this.#onTrial = false;
    }
  }

  failed(): void {
    this.#failures += 1;
    if (this.#state === 'half_open' || (this.#state === 'closed' && this.#failures >= this.#threshold)) {
      this.#state = 'open';
      this.#onTrial = false;
      this.#openedAt = this.#clock.now().getTime();
    }
  }

  /** The call ended without saying anything about the contribution: its caller gave up. */
  forgotten(): void {
    this.#onTrial = false;
  }
}
