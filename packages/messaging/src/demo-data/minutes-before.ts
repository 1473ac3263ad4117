/** A moment so many minutes (also parts of one) before another. */
export function minutesBefore(at: Date, minutes: number): Date {
  return new Date(at.getTime() - Math.round(minutes * 60_000));
}
