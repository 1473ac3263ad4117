import { countWords } from '../text/count-words.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** About how long a time was or will be: "1.3 seconds", "4 minutes", "2 days". Milliseconds. */
export function durationWords(ms: number): string {
  if (ms < 50) return 'less than a tenth of a second';
  if (ms < 9_950) return countWords(Math.round(ms / 100) / 10, 'second');
  if (ms < 59.5 * second) return countWords(Math.round(ms / second), 'second');
  if (ms < 59.5 * minute) return countWords(Math.round(ms / minute), 'minute');
  if (ms < 48 * hour) return countWords(Math.round(ms / hour), 'hour');
  return countWords(Math.round(ms / day), 'day');
}
