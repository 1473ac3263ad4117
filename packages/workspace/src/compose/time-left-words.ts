const minuteMs = 60_000;

/** "23 hours 5 minutes", rounded down, so that nobody is promised more than there is. `null`: it has ended. */
export function timeLeftWords(until: string, now: number): string | null {
  const ms = Date.parse(until) - now;
  if (!(ms > 0)) return null;
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return 'less than a minute';
  const parts = [counted(Math.floor(minutes / 60), 'hour'), counted(minutes % 60, 'minute')];
  return parts.filter((part) => part !== '').join(' ');
}

function counted(count: number, unit: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
