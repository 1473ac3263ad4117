import type { AcceptedEntry } from '@hailpoint/carrier-simulator';
import type { StoredAttempt } from './store-facts.js';

/** After this the simulated carrier's look-up counts: `lookUpSettlesAfterMs` of the plugin. */
const lookUpSettlesAfterMs = 2_000;

/**
 * Why a message that the carrier accepted twice could not have been found by a look-up before the second time, or `null`
 * when it could have been. The carrier accepted the first one later than the settling time after its attempt had begun.
 */
export function duplicateExplanation(
  accepted: readonly AcceptedEntry[],
  attempts: readonly StoredAttempt[],
): string | null {
  const [first] = accepted;
  const [attempt] = attempts;
  if (!first || !attempt) return null;
  const lateBy = trueTime(first) - attempt.startedAt.getTime();
  return lateBy > lookUpSettlesAfterMs
    ? `the carrier accepted it ${lateBy} ms after its first attempt began, and its look-up counts after ${lookUpSettlesAfterMs} ms`
    : null;
}

/** The ledger has the carrier's clock, and says by how much it was ahead. */
function trueTime({ at, clockSkewMs = 0 }: AcceptedEntry): number {
  return Date.parse(at) - clockSkewMs;
}
