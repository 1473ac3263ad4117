/** Counts what is in flight in one plugin, so that it stops only when nobody is inside any more. */
export class PluginCalls {
  #inFlight = 0;
  #closed = false;
  readonly #waiting = new Set<() => void>();

  get inFlight(): number {
    return this.#inFlight;
  }

  /** The plugin has stopped; nothing may be called. */
  get closed(): boolean {
    return this.#closed;
  }

  enter(): void {
    this.#inFlight += 1;
  }

  leave(): void {
    this.#inFlight -= 1;
    if (this.#inFlight === 0 && this.#waiting.size > 0) {
      for (const resolve of this.#waiting) resolve();
      this.#waiting.clear();
    }
  }

  /** Resolves when nothing is in flight. New calls may still come in until {@link close}. */
  idle(): Promise<void> {
    if (this.#inFlight === 0) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.add(resolve));
  }

  close(): void {
    this.#closed = true;
  }
}
