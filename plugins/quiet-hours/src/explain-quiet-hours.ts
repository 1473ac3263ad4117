import type { PossibleTimeZones } from './possible-time-zones.js';
import { zoneOffset } from './zone-offset.js';

const inWords = new Intl.ListFormat('en', { type: 'conjunction' });
const weekday = new Intl.DateTimeFormat('en', { weekday: 'long', timeZone: 'UTC' });
const countryNames = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'code' });

/** Why not now, for the agent: what the recipient's clock shows, how we know, and when messages go. Names places, never an address. */
export function explainQuietHours(
  possible: PossibleTimeZones,
  quiet: { readonly start: string; readonly end: string },
  at: Date,
  opensAtAll: boolean,
): string {
  return [
    whatTheClockShows(possible, at),
    `Messages on this channel are not sent from ${quiet.start} to ${quiet.end} of the recipient's time.`,
    ...(opensAtAll ? [] : ['No hour suits all these time zones.']),
    ...(possible.basis === 'time_zone' ? [] : ["A time zone in the person's record makes this exact."]),
  ].join(' ');
}

/** Fails closed: somewhere on earth it is always night. */
export function explainUnknownTimeZone(): string {
  return "Neither the recipient's time zone nor a country is known, so it may be night there. Set one in the person's record.";
}

function whatTheClockShows({ basis, zones, places }: PossibleTimeZones, at: Date): string {
  const clocks = localTimes(zones, at);
  if (basis === 'time_zone') return `It is ${clocks} for the recipient (${zones.join()}).`;
  const where = inWords.format(places.map(placeName));
  return basis === 'recipient'
    ? `The recipient's time zone is not known; by country (${where}) it is ${clocks} there.`
    : `Neither time zone nor country of the recipient is known; by the sender's country (${where}) it is ${clocks} there.`;
}

/** "22:15", or "from 16:15 to 22:15" from the earliest clock to the latest; with the days where they differ. */
function localTimes(zones: readonly string[], at: Date): string {
  const offsets = zones.map((zone) => zoneOffset(zone, at.getTime()));
  const clock = (offset: number) => {
    const local = new Date(at.getTime() + offset);
    return { time: local.toISOString().slice(11, 16), day: weekday.format(local) };
  };
  const [earliest, latest] = [clock(Math.min(...offsets)), clock(Math.max(...offsets))];
  if (earliest.day !== latest.day) return `from ${earliest.day} ${earliest.time} to ${latest.day} ${latest.time}`;
  return earliest.time === latest.time ? earliest.time : `from ${earliest.time} to ${latest.time}`;
}

function placeName(place: string): string {
  const country = countryNames.of(place.slice(0, 2)) ?? place;
  return place.length === 2 ? country : `${country}: ${place}`;
}
