import type { CountrySource } from '@hailpoint/kernel';
import { isSupportedCountry } from 'libphonenumber-js/max';

/** What is known of where a person is. */
export interface PersonPlaces {
  readonly country?: string | null;
  readonly location?: string | null;
}

/**
 * The country sources of a person, and of one address of theirs: address, user, location. A location counts when it is an ISO 3166-1 country
 * (`BR`) or an ISO 3166-2 subdivision (`US-CA`); any other text is no source.
 */
export function countrySources(
  person: PersonPlaces,
  address?: { readonly country?: string | null },
): readonly CountrySource[] {
  const sources: CountrySource[] = [];
  const add = (source: CountrySource['source'], country: string | null) => {
    if (country !== null) sources.push({ source, country });
  };
  add('address', toCountry(address?.country?.toUpperCase()));
  add('user', toCountry(person.country?.toUpperCase()));
  // Upper case only: a free text such as "in" or "at" is a word and not India or Austria.
  add('location', toCountry(/^([A-Z]{2})(?:-[A-Z0-9]{1,3})?$/.exec(person.location?.trim() ?? '')?.[1]));
  return sources;
}

function toCountry(text: string | undefined): string | null {
  const code = text?.trim();
  return code !== undefined && isSupportedCountry(code) ? code : null;
}
