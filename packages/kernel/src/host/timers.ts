/** One-shot timers; given by a test that moves time itself. */
export interface Timers {
  /** Calls back once after so many milliseconds. */
  set(callback: () => void, ms: number): unknown;
  clear(handle: unknown): void;
  /** Lets the timer run its whole time again, also one that has rung: cheaper than a new one. */
  refresh(handle: unknown): void;
}

export const systemTimers: Timers = {
  set: (callback, ms) => setTimeout(callback, ms),
  clear: (handle) => clearTimeout(handle as NodeJS.Timeout),
  refresh: (handle) => (handle as NodeJS.Timeout).refresh(),
};
