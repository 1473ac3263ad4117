import type { Logger } from '@hailpoint/kernel';
import type { Store, WakeTopic } from '@hailpoint/store';
import { describeError } from './describe-error.js';

export interface WorkerOptions {
  readonly name: string;
  readonly store: Store;
  readonly logger: Logger;
  /** Wakes it before the next poll. Absent: polling is quick enough. */
  readonly topic?: WakeTopic;
  /** Milliseconds between looks when nothing wakes it. */
  readonly pollMs: number;
  /** One look. `true`: there may be more, look again at once. */
  readonly run: () => Promise<boolean>;
}

/** Looks again and again, one look at a time: when woken, when told that there is more, and at least every `pollMs`. */
export class Worker {
  readonly #options: WorkerOptions;
  #stopping = false;
  #loop: Promise<void> | undefined;
  #awake = false;
  #rouse: (() => void) | undefined;
  #deaf: (() => void) | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  start(): void {
    if (this.#loop) return;
    const { store, topic } = this.#options;
    if (topic) this.#deaf = store.onWake(topic, () => this.wake());
    this.#loop = this.#work();
  }

  wake(): void {
    this.#awake = true;
    this.#rouse?.();
  }

  async stop(): Promise<void> {
    this.#stopping = true;
    this.#deaf?.();
    this.wake();
    await this.#loop;
  }

  async #work(): Promise<void> {
    while (!this.#stopping) {
      this.#awake = false;
      let more = false;
      try {
        more = await this.#options.run();
      } catch (error) {
        this.#options.logger.error('A worker failed and goes on', {
          worker: this.#options.name,
          error: describeError(error),
        });
      }
      if (!more) await this.#rest();
    }
  }

  #rest(): Promise<void> {
    if (this.#awake || this.#stopping) return Promise.resolve();
    return new Promise((resolve) => {
      const timer = setTimeout(done, this.#options.pollMs);
      const rouse = () => done();
      this.#rouse = rouse;
      function done() {
        clearTimeout(timer);
        resolve();
      }
    });
  }
}
