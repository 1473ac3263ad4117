/** Whether a text is an IANA time zone that this machine knows. */
export function isTimeZone(name: string): boolean {
  // Offsets such as "+01:00" are understood by newer machines only, and are no zone: they do not know summer time.
  if (!/^[A-Za-z][A-Za-z0-9_+\-/]*$/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}
