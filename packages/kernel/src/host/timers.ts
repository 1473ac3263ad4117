/** One-shot timers; given by a test that moves time itself. */
export interface Timers {
  /** Calls back once after so many milliseconds. */
  set(callback: () => void, ms: number): unknown;
  clear(handle: unknown): void;
}

export const systemTimers: Timers = {
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
};
