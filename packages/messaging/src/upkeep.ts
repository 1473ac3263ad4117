import type { Logger } from '@hailpoint/kernel';

/** Milliseconds between two rounds. */
const everyMs = 60 * 60_000;

/** Throws away what is too old to be needed, once an hour. Several nodes may do so at once. */
export class Upkeep {
  readonly #tasks: Readonly<Record<string, () => Promise<unknown>>>;
  readonly #logger: Logger;
  #timer: NodeJS.Timeout | null = null;
  #round: Promise<void> = Promise.resolve();

  /** @param tasks by a name for the log */
  constructor(tasks: Readonly<Record<string, () => Promise<unknown>>>, logger: Logger) {
    this.#tasks = tasks;
    this.#logger = logger;
  }

  start(): void {
    if (this.#timer) return;
    this.#timer = setInterval(() => this.#next(), everyMs);
    this.#timer.unref();
    this.#next();
  }

  /** Waits for the round that is under way. */
  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    await this.#round;
  }

  #next(): void {
    this.#round = this.#round.then(() => this.#run());
  }

  async #run(): Promise<void> {
    for (const [name, task] of Object.entries(this.#tasks)) {
      try {
        await task();
      } catch (error) {
        this.#logger.error('Upkeep failed; it is tried again in an hour', { task: name, error: (error as Error).name });
      }
    }
  }
}
