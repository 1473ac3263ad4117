import { setImmediate as turn } from 'node:timers/promises';

/** Waits until `look` answers something other than `undefined`, giving the loop turns in between; jest's time-out is the limit. */
export async function eventually<T>(look: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const seen = await look();
    if (seen !== undefined) return seen;
    await turn();
  }
}
