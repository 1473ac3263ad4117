import type { AvailabilitySituation, CountrySource } from '@hailpoint/kernel';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { countryTimeZones } from './country-time-zones.js';
import { subdivisionTimeZones } from './subdivision-time-zones.js';
import { isTimeZone } from './zone-offset.js';

/** Where the recipient may be. */
export interface PossibleTimeZones {
  /** What was known: the person's own zone, countries that point to the recipient, only those of the sender, or nothing. */
  readonly basis: 'time_zone' | 'recipient' | 'sender' | 'nothing';
  /** IANA names, without duplicates; empty exactly when nothing was known. */
  readonly zones: readonly string[];
  /** ISO 3166 codes of countries and subdivisions that the zones come from; empty for a zone of the person's own. */
  readonly places: readonly string[];
}

/**
 * Every time zone that what is known of the recipient allows. The person's own zone stands alone; otherwise location, country, countries of
 * the person's addresses and the number's country count together, because each of them may be where the person is. A location that is a
 * subdivision narrows its country. The sender's country and the default count only when nothing points to the recipient.
 */
export function possibleTimeZones(situation: AvailabilitySituation): PossibleTimeZones {
  const { person, recipientId, sender, countries } = situation;
  if (person?.timeZone !== undefined && isTimeZone(person.timeZone)) {
    return { basis: 'time_zone', zones: [person.timeZone], places: [] };
  }
  const location = person?.location?.trim().toUpperCase() ?? '';
  const recipient = zonesOf(
    [
      ...(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/.test(location) ? [location.slice(0, 2)] : []),
      ...(person?.country === undefined ? [] : [person.country]),
      ...countries.filter((one) => !isGuess(one)).map(({ country }) => country),
      ...numberCountries(recipientId),
    ],
    location,
  );
  if (recipient.zones.length > 0) return { basis: 'recipient', ...recipient };
  const guess = zonesOf([
    ...countries.filter(isGuess).map(({ country }) => country),
    ...numberCountries(sender?.address),
  ]);
  return guess.zones.length > 0 ? { basis: 'sender', ...guess } : { basis: 'nothing', ...guess };
}

function isGuess({ source }: CountrySource): boolean {
  return source === 'sender' || source === 'default';
}

/** The country of a phone number in international form, or all that share its code; none for other addresses. */
function numberCountries(address: string | null | undefined): readonly string[] {
  const number = parsePhoneNumberFromString(address ?? '', { extract: false });
  if (!number) return [];
  return number.country === undefined ? number.getPossibleCountries() : [number.country];
}

function zonesOf(countries: readonly string[], location = ''): { zones: readonly string[]; places: readonly string[] } {
  const zones = new Set<string>();
  const places = new Set<string>();
  for (const country of new Set(countries.map((one) => one.trim().toUpperCase()))) {
    const narrowed = location.startsWith(`${country}-`) ? subdivisionTimeZones(location) : undefined;
    const found = narrowed ?? countryTimeZones(country);
    if (found.length > 0) places.add(narrowed ? location : country);
    for (const zone of found) zones.add(zone);
  }
  return { zones: [...zones], places: [...places] };
}
