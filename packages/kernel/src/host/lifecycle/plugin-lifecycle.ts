import { type Disposable, Lifecycle } from '../../services/lifecycle.js';
import type { Timers } from '../timers.js';
import { withDeadline } from './with-deadline.js';

type Hook = () => void | Promise<void>;
type Phase = 'building' | 'starting' | 'started' | 'undone';

/** The life of one instance of a plugin: runs its start hooks, and undoes everything in reverse order. */
export class PluginLifecycle extends Lifecycle {
  readonly #timers: Timers;
  readonly #deadlineMs: number;
  readonly #starts: Hook[] = [];
  readonly #undo: Hook[] = [];
  readonly #stopping = new AbortController();
  #phase: Phase = 'building';

  /** @param deadlineMs that each single hook may take */
  constructor(timers: Timers, deadlineMs: number) {
    super();
    this.#timers = timers;
    this.#deadlineMs = deadlineMs;
  }

  get stopping(): AbortSignal {
    return this.#stopping.signal;
  }

  onStart(start: Hook): void {
    if (this.#phase !== 'building' && this.#phase !== 'starting') {
      throw new Error(
        'onStart can be called while the plugin is built and starts, not later. Call the function itself.',
      );
    }
    this.#starts.push(start);
  }

  onStop(stop: Hook): void {
    if (this.#phase === 'undone') throw new Error('The plugin has stopped; nothing can be registered any more.');
    this.#undo.push(stop);
  }

  own(disposable: Disposable): void {
    this.onStop(() => disposable.dispose());
  }

  /** Runs the start hooks in the order of their registration, those included that a start hook adds. */
  async start(): Promise<void> {
    this.#phase = 'starting';
    for (const hook of this.#starts) await withDeadline(hook, this.#deadlineMs, this.#timers);
    this.#phase = 'started';
  }

  /** Runs everything that was registered for the stop, in reverse order. One that fails does not keep the others from running. */
  async undo(): Promise<readonly unknown[]> {
    this.#stopping.abort();
    const errors: unknown[] = [];
    while (this.#undo.length > 0) {
      const hook = this.#undo.pop() as Hook;
      try {
        await withDeadline(hook, this.#deadlineMs, this.#timers);
      } catch (error) {
        errors.push(error);
      }
    }
    this.#phase = 'undone';
    return errors;
  }
}
