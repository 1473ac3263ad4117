import { type Availability, type AvailabilityPolicy, type AvailabilitySituation, injectable } from '@hailpoint/kernel';
import { MyPluginConfig } from './my-plugin-config.js';

const aDay = 24 * 60 * 60_000;

/** No messages on holidays. */
@injectable()
export class MyPluginPolicy implements AvailabilityPolicy {
  readonly #holidays: ReadonlySet<string>;

  constructor(private readonly config: MyPluginConfig) {
    this.#holidays = new Set(config.holidays);
  }

  isValidForChannel(channel: string): boolean {
    return this.config.channels.includes(channel);
  }

  /** `situation.at` is the moment of the message, which may lie ahead; the clock is not asked. */
  isChannelAvailable({ at }: AvailabilitySituation): Availability {
    if (!this.#isHoliday(at)) return { available: true };
    let until = new Date(Math.floor(at.getTime() / aDay) * aDay);
    while (this.#isHoliday(until)) until = new Date(until.getTime() + aDay);
    return { available: false, code: 'holiday', reason: 'Nothing is sent on this holiday.', until };
  }

  #isHoliday(at: Date): boolean {
    return this.#holidays.has(at.toISOString().slice(0, 10));
  }
}
