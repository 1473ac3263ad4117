/** A moment as a clock in the zone shows it: "Monday, 2 March 2026 at 09:00". */
export function momentWords(at: Date, zone: string): string {
  const day = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  });
  return `${day.format(at)} at ${clockWords(at, zone)}`;
}

/** "09:00" */
export function clockWords(at: Date, zone: string): string {
  return new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
}
