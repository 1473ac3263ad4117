const minuteMs = 60_000;

/** "23 hours 5 minutes", rounded down, so that nobody is promised more than there is. `ms` above 0. */
export function timeLeftWords(ms: number): string {
  const minutes = Math.floor(ms / minuteMs);
  if (minutes < 1) return 'less than a minute';
  const hours = Math.floor(minutes / 60);
  const parts = [counted(hours, 'hour'), counted(minutes % 60, 'minute')].filter((part) => part !== '');
  return parts.join(' ');
}

function counted(count: number, unit: string): string {
  if (count === 0) return '';
  return count === 1 ? `1 ${unit}` : `${count} ${unit}s`;
}
