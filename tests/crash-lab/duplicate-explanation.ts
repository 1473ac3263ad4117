import type { AcceptedEntry } from '@hailpoint/carrier-simulator';
import type { StoredAttempt } from './store-facts.js';

/** After this the simulated carrier's look-up counts: `lookUpSettlesAfterMs` of the plugin. */
const lookUpSettlesAfterMs = 2_000;

/**
 * Why a message that the carrier accepted more than once could not have been found by a look-up before the next time, or `null` when it could
 * have been. Each acceptance but the last must have come later than the settling time after its own attempt had ended for us.
 */
export function duplicateExplanation(
  accepted: readonly AcceptedEntry[],
  attempts: readonly StoredAttempt[],
): string | null {
  const inTime = [...accepted].sort((a, b) => trueTime(a) - trueTime(b));
  const explained = inTime.slice(0, -1).map((entry) => tooLateToBeFound(entry, attempts));
  return explained.includes(null) ? null : explained.join('; ');
}

function tooLateToBeFound(entry: AcceptedEntry, attempts: readonly StoredAttempt[]): string | null {
  const own = attempts.find(({ attempt }) => attempt === entry.clientAttempt);
  if (!own?.endedAt) return null;
  const lateBy = trueTime(entry) - own.endedAt.getTime();
  return lateBy > lookUpSettlesAfterMs
    ? `the carrier accepted attempt ${own.attempt} ${lateBy} ms after it had ended, and a look-up counts after ${lookUpSettlesAfterMs} ms`
    : null;
}

/** The ledger has the carrier's clock, and says by how much it was ahead. */
function trueTime({ at, clockSkewMs = 0 }: AcceptedEntry): number {
  return Date.parse(at) - clockSkewMs;
}
