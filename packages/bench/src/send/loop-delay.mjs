import { quantile } from '../measure.mjs';

const everyMs = 5;

/**
 * Watches how long the event loop keeps a timer waiting.
 * @returns {{ reset(): void, stop(): { p99Ms: number, worstMs: number } }}
 */
export function watchLoopDelay() {
  /** @type {number[]} */
  let delays = [];
  let due = performance.now() + everyMs;
  /** @type {NodeJS.Timeout} */
  let timer;
  const look = () => {
    const now = performance.now();
    // One long wait also kept everything waiting that came during it; a single late timer must not stand for all of them.
    for (let late = now - due; late > 0; late -= everyMs) delays.push(late);
    if (now <= due) delays.push(0);
    due = now + everyMs;
  };
  const goOn = () => {
    look();
    timer = setTimeout(goOn, everyMs);
  };
  timer = setTimeout(goOn, everyMs);
  return {
    reset() {
      delays = [];
      due = performance.now() + everyMs;
    },
    stop() {
      clearTimeout(timer);
      // The timer that is still waiting counts: on a loop that never comes round it is the only one.
      look();
      return { p99Ms: quantile(delays, 0.99), worstMs: quantile(delays, 1) };
    },
  };
}
