import type { Preflight } from '../api/types.js';
import { isNotWritten } from './not-written.js';

/** When everything that stands in the way ends by itself: the latest of the ends. `null`: something has to be done, or nothing is in the way. */
export function openingOf({ blockers, text }: Pick<Preflight, 'blockers' | 'text'>): string | null {
  // What is not written yet will be.
  const real = blockers.filter((blocker) => !isNotWritten(blocker, { text }));
  const ends = real.flatMap(({ until }) => until ?? []);
  if (real.length === 0 || ends.length < real.length) return null;
  return ends.reduce((latest, end) => (Date.parse(end) > Date.parse(latest) ? end : latest));
}
