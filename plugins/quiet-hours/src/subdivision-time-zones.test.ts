import { describe, expect, test } from '@jest/globals';
import { getCountries } from 'libphonenumber-js/max';
import { countryTimeZones } from './country-time-zones.js';
import { knownSubdivisions, subdivisionTimeZones } from './subdivision-time-zones.js';
import { isTimeZone } from './zone-offset.js';

describe('time zones of places', () => {
  test('every country that has telephones has zones that the runtime understands', () => {
    const without = getCountries().filter((country) => {
      const zones = countryTimeZones(country);
      return zones.length === 0 || !zones.every(isTimeZone);
    });
    expect(without).toEqual([]);
  });

  test('what is no country has none', () => {
    expect(['', 'XX', 'Germany', '?'].flatMap(countryTimeZones)).toEqual([]);
  });

  test('every subdivision has zones that the runtime understands', () => {
    expect(knownSubdivisions.filter((place) => !subdivisionTimeZones(place)?.every(isTimeZone))).toEqual([]);
    expect(knownSubdivisions.filter((place) => subdivisionTimeZones(place)?.length === 0)).toEqual([]);
  });

  test.each([
    ['US', 51],
    ['CA', 13],
    ['AU', 8],
    ['BR', 27],
  ])('%s: %d subdivisions, whose zones are zones of the country', (country, count) => {
    const own = new Set(countryTimeZones(country));
    const inland = knownSubdivisions.filter(
      (place) => place.startsWith(`${country}-`) && subdivisionTimeZones(place)?.every((zone) => own.has(zone)),
    );
    expect(inland).toHaveLength(count);
  });

  test('an unknown subdivision is left to its country', () => {
    expect(subdivisionTimeZones('US-ZZ')).toBeUndefined();
    expect(subdivisionTimeZones('DE-BE')).toBeUndefined();
  });
});
