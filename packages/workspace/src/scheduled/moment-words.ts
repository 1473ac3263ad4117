/** The zone of this browser: the reader's own. */
export const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Tue, Mar 3, 09:00" as a clock in the zone shows it; with the year when it is another than this one. */
export function momentWords(iso: string, zone: string, now = new Date()): string {
  const at = new Date(iso);
  const year = (date: Date) => date.toLocaleDateString('en', { timeZone: zone, year: 'numeric' });
  return at.toLocaleString('en', {
    timeZone: zone,
    weekday: 'short',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(year(at) === year(now) ? {} : { year: 'numeric' }),
  });
}

/** Day and time for the inputs, as a clock in the zone shows them. */
export function wallClock(iso: string, zone: string): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(new Date(iso));
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

/** Whether two zones show the same time at that moment; then one of them is enough. */
export function sameClock(iso: string, one: string, other: string): boolean {
  return JSON.stringify(wallClock(iso, one)) === JSON.stringify(wallClock(iso, other));
}
