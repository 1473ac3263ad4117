const first = 1_000;
const longest = 5 * 60_000;

/**
 * Milliseconds until the next try after `attempt` tries (1 for the first): doubling from one second to five minutes, of which a random half
 * is taken off, so that what failed together does not come back together. A carrier that names a time is not asked earlier.
 */
export function backoffMs(
  attempt: number,
  retryAfterMs: number | undefined,
  random: () => number = Math.random,
): number {
  const step = Math.min(longest, first * 2 ** Math.min(attempt - 1, 20));
  const jittered = step / 2 + (step / 2) * random();
  return Math.round(retryAfterMs === undefined ? jittered : retryAfterMs + Math.min(jittered, first) * random());
}
