const minute = 60_000;
const day = 1440 * minute;

/** The quiet part of a day on a wall clock: from `start` up to and without `end`, over midnight where `end` is the earlier one. */
export class QuietWindow {
  private readonly from: number;
  private readonly to: number;

  /** @param start and end as `HH:MM` */
  constructor(
    readonly start: string,
    readonly end: string,
  ) {
    this.from = millisecondsOf(start);
    this.to = millisecondsOf(end);
  }

  /** @param local milliseconds on the wall clock, as if it were UTC */
  isQuiet(local: number): boolean {
    const time = local - Math.floor(local / day) * day;
    return this.from < this.to ? time >= this.from && time < this.to : time >= this.from || time < this.to;
  }

  /** The first `end` after a wall clock time. */
  nextEnd(local: number): number {
    const today = Math.floor(local / day) * day + this.to;
    return today > local ? today : today + day;
  }
}

function millisecondsOf(timeOfDay: string): number {
  const [hours, minutes] = timeOfDay.split(':').map(Number);
  return ((hours ?? 0) * 60 + (minutes ?? 0)) * minute;
}
