/** A send or reply that the server acknowledged with 2xx: from then on it may not be lost, nor be there twice. */
export interface Acknowledged {
  readonly messageId: string;
  readonly body: string;
}

/** What the simulated people did and were told. */
export class LabTally {
  readonly acknowledged: Acknowledged[] = [];
  /** The same Idempotency-Key gave two messages. */
  readonly contradictions: string[] = [];
  /** Answers that no server may give, and requests that never got one. */
  readonly failures: string[] = [];
  readonly #refusals = new Map<string, number>();
  readonly #retries = new Map<string, number>();
  #texts = 0;

  get retries(): number {
    return [...this.#retries.values()].reduce((sum, times) => sum + times, 0);
  }

  /** Why requests were made again: no answer, or one that asks for it. */
  get retryReasons(): readonly (readonly [reason: string, times: number])[] {
    return [...this.#retries].sort(([, a], [, b]) => b - a);
  }

  /** Requests that somebody waited for. */
  get requests(): number {
    return (
      this.acknowledged.length + this.retries + [...this.#refusals.values()].reduce((sum, times) => sum + times, 0)
    );
  }

  /** Texts that phones sent. */
  get texts(): number {
    return this.#texts;
  }

  /** Refusals by code, the most frequent first. */
  get refusals(): readonly (readonly [code: string, times: number])[] {
    return [...this.#refusals].sort(([, a], [, b]) => b - a);
  }

  refused(code: string): void {
    this.#refusals.set(code, (this.#refusals.get(code) ?? 0) + 1);
  }

  retried(reason: string): void {
    this.#retries.set(reason, (this.#retries.get(reason) ?? 0) + 1);
  }

  texted(): void {
    this.#texts += 1;
  }
}
