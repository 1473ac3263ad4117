import type { AcceptedEntry } from '@hailpoint/carrier-simulator';
import type { StoredAttempt } from './store-facts.js';

/** After this the simulated carrier's look-up counts: `lookUpSettlesAfterMs` of the plugin. */
const lookUpSettlesAfterMs = 2_000;

/**
 * Why a message that the carrier accepted twice could not have been found by a look-up before the second time, or `null`
 * when it could have been: the carrier accepted the first one later than the settling time after its attempt had ended for us.
 */
export function duplicateExplanation(
  accepted: readonly AcceptedEntry[],
  attempts: readonly StoredAttempt[],
): string | null {
  const [first] = accepted;
  const [attempt] = attempts;
  if (!first || !attempt?.endedAt) return null;
  const lateBy = trueTime(first) - attempt.endedAt.getTime();
  return lateBy > lookUpSettlesAfterMs
    ? `the carrier accepted it ${lateBy} ms after its first attempt ended, and its look-up counts after ${lookUpSettlesAfterMs} ms`
    : null;
}

/** The ledger has the carrier's clock, and says by how much it was ahead. */
function trueTime({ at, clockSkewMs = 0 }: AcceptedEntry): number {
  return Date.parse(at) - clockSkewMs;
}
