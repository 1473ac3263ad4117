const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** A time span in words: "1.3 seconds", "4 minutes", "2 days". Milliseconds. */
export function durationWords(ms: number): string {
  if (ms < 50) return 'less than a tenth of a second';
  if (ms < 9_950) return count((Math.round(ms / 100) / 10).toString(), 'second');
  if (ms < 59.5 * second) return count(String(Math.round(ms / second)), 'second');
  if (ms < 59.5 * minute) return count(String(Math.round(ms / minute)), 'minute');
  if (ms < 48 * hour) return count(String(Math.round(ms / hour)), 'hour');
  return count(String(Math.round(ms / day)), 'day');
}

function count(amount: string, unit: string): string {
  return `${amount} ${unit}${amount === '1' ? '' : 's'}`;
}
