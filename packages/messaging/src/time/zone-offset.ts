const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * Milliseconds that the zone's clocks are ahead of UTC at the instant.
 *
 * @throws RangeError for an unknown zone
 */
export function zoneOffset(zone: string, instant: number): number {
  const wholeSeconds = Math.floor(instant / 1000) * 1000;
  const parts = formatOf(zone).formatToParts(wholeSeconds);
  const part = (type: string) => Number(parts.find((one) => one.type === type)?.value);
  return (
    Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second')) - wholeSeconds
  );
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    // Making one costs far more than using it, and there are only some four hundred zones.
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}
