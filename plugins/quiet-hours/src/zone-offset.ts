const formats = new Map<string, Intl.DateTimeFormat>();

/** Whether the runtime knows the zone by this IANA name. Plain offsets such as `+01:00` are no zones: they do not know daylight saving time. */
export function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    formatOf(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Milliseconds that the zone's clocks are ahead of UTC at the instant.
 * @throws RangeError for an unknown zone
 */
export function zoneOffset(zone: string, instant: number): number {
  const text = formatOf(zone).format(instant);
  const [, sign, hours, minutes, seconds] = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/.exec(text) ?? [];
  if (hours === undefined) return 0;
  const size = (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) * 1000;
  return sign === '-' ? -size : size;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    // Making one costs far more than using it, and there are only some four hundred zones.
    format = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' });
    formats.set(zone, format);
  }
  return format;
}
