import { type Availability, type AvailabilityPolicy, type AvailabilitySituation, injectable } from '@hailpoint/kernel';
import { explainQuietHours, explainUnknownTimeZone } from './explain-quiet-hours.js';
import { firstCommonOpening, isQuietIn } from './next-opening.js';
import { possibleTimeZones } from './possible-time-zones.js';
import { QuietHoursConfig } from './quiet-hours-config.js';
import { QuietWindow } from './quiet-window.js';

/** No messages at night, on the recipient's clock. Where several time zones are possible, night in any of them is night. */
@injectable()
export class QuietHoursPolicy implements AvailabilityPolicy {
  private readonly windows: ReadonlyMap<string, QuietWindow>;

  constructor({ channels, start, end, windows }: QuietHoursConfig) {
    this.windows = new Map([
      ...channels.map((channel) => [channel, new QuietWindow(start, end)] as const),
      ...windows.map((own) => [own.channel, new QuietWindow(own.start ?? start, own.end ?? end)] as const),
    ]);
  }

  isValidForChannel(channel: string): boolean {
    return this.windows.has(channel);
  }

  /** `until` is the first moment that is open; absent when the possible zones share no open hour within eight days. */
  isChannelAvailable(situation: AvailabilitySituation): Availability {
    const window = this.windows.get(situation.channel);
    // While nobody is chosen there is nobody to wake; the question comes again with the recipient.
    if (!window || (situation.recipientId === null && situation.person === null)) return { available: true };
    const possible = possibleTimeZones(situation);
    if (possible.basis === 'nothing') {
      return { available: false, code: 'time_zone_unknown', reason: explainUnknownTimeZone() };
    }
    const at = situation.at.getTime();
    if (!possible.zones.some((zone) => isQuietIn(zone, window, at))) return { available: true };
    const opening = firstCommonOpening(possible.zones, window, at);
    return {
      available: false,
      code: 'quiet_hours',
      reason: explainQuietHours(possible, window, situation.at, opening !== undefined),
      ...(opening !== undefined && { until: new Date(opening) }),
    };
  }
}
