import { setTimeout as pause } from 'node:timers/promises';

/** Asks again until the answer is something; jest's time-out is the limit. For what happens in another process. */
export async function eventually<T>(everyMs: number, look: () => Promise<T | null | undefined | false>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    await pause(everyMs);
  }
}
