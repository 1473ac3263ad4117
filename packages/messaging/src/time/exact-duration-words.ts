import { countWords } from '../text/count-words.js';

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
] as const;

/** A time that somebody chose, in the largest unit that fits it whole: "2 days", "90 minutes". Milliseconds. */
export function exactDurationWords(ms: number): string {
  const [unit, size] = units.find(([, each]) => ms >= each && ms % each === 0) ?? units[3];
  return countWords(Math.round(ms / size), unit);
}
