export interface Disposable {
  dispose(): void | Promise<void>;
}

/** When a plugin starts and stops. What was registered is undone in reverse order. */
export abstract class Lifecycle {
  /** Runs after everything is built and before anything is visible. A throw means that the plugin does not start. */
  abstract onStart(start: () => void | Promise<void>): void;
  /** Runs when the last call in flight has ended. */
  abstract onStop(stop: () => void | Promise<void>): void;
  abstract own(disposable: Disposable): void;
  /** Aborted when the plugin is about to stop. */
  abstract readonly stopping: AbortSignal;
}
