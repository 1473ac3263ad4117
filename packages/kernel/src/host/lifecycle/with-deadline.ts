import type { Timers } from '../timers.js';

/** Something did not end in time. */
export class DeadlineError extends Error {
  override readonly name = 'DeadlineError';
  readonly code = 'deadline_exceeded';

  constructor(readonly deadlineMs: number) {
    super(`It did not end within ${deadlineMs / 1_000} seconds.`);
  }
}

/**
 * Runs it and waits for its end, but no longer than so many milliseconds.
 * @throws DeadlineError
 */
export async function withDeadline<T>(run: () => T | Promise<T>, deadlineMs: number, timers: Timers): Promise<T> {
  const running = run();
  if (!(running instanceof Promise)) return running;
  let handle: unknown;
  const late = new Promise<never>((_resolve, reject) => {
    handle = timers.set(() => reject(new DeadlineError(deadlineMs)), deadlineMs);
  });
  try {
    return await Promise.race([running, late]);
  } finally {
    timers.clear(handle);
  }
}
