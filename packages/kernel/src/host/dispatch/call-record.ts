/** How a call went wrong. `blocked`: it answered, but kept the whole process from working meanwhile. */
export type CallFailure = 'failed' | 'late' | 'blocked';

/** What has become of the calls of one contribution since it was built. */
export interface CallFigures {
  readonly answered: number;
  readonly failed: number;
  readonly late: number;
  /** Of the answered ones: those that blocked. */
  readonly blocked: number;
  /** Milliseconds. */
  readonly averageMs: number;
  readonly slowestMs: number;
  readonly lastFailure: { readonly at: Date; readonly how: CallFailure; readonly code: string | null } | null;
}

/** Counts the calls of one contribution. */
export class CallRecord {
  #answered = 0;
  #failed = 0;
  #late = 0;
  #blocked = 0;
  #totalMs = 0;
  #slowestMs = 0;
  #lastFailure: CallFigures['lastFailure'] = null;

  answered(ms: number): void {
    this.#answered += 1;
    this.#took(ms);
  }

  failed(how: 'failed' | 'late', ms: number, at: Date, code: string | null): void {
    if (how === 'late') this.#late += 1;
    else this.#failed += 1;
    this.#lastFailure = { at, how, code };
    this.#took(ms);
  }

  blocked(at: Date): void {
    this.#blocked += 1;
    this.#lastFailure = { at, how: 'blocked', code: null };
  }

  get figures(): CallFigures {
    const calls = this.#answered + this.#failed + this.#late;
    return {
      answered: this.#answered,
      failed: this.#failed,
      late: this.#late,
      blocked: this.#blocked,
      averageMs: calls === 0 ? 0 : this.#totalMs / calls,
      slowestMs: this.#slowestMs,
      lastFailure: this.#lastFailure,
    };
  }

  #took(ms: number): void {
    this.#totalMs += ms;
    if (ms > this.#slowestMs) this.#slowestMs = ms;
  }
}
