const iso = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/g;

/** Times and days as somebody in a time zone reads them. */
export class LocalTime {
  readonly #time: Intl.DateTimeFormat;
  readonly #day: Intl.DateTimeFormat;
  readonly #shortDay: Intl.DateTimeFormat;

  /** @param timeZone IANA */
  constructor(timeZone: string) {
    this.#time = new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' });
    this.#day = new Intl.DateTimeFormat('en-GB', { timeZone, dateStyle: 'full' });
    this.#shortDay = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long' });
  }

  /** `09:00:02` */
  time(at: string): string {
    return this.#time.format(new Date(at));
  }

  /** `Monday 2 March 2026` */
  day(at: string): string {
    return this.#day.format(new Date(at)).replace(',', '');
  }

  /** The text with its times put into the zone; one of another day than `today` brings its date along. */
  text(text: string, today: string): string {
    return text.replaceAll(iso, (at) => {
      const time = this.time(at);
      return this.day(at) === this.day(today) ? time : `${this.#shortDay.format(new Date(at))}, ${time}`;
    });
  }
}
