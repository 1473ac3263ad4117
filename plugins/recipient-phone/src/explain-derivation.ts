import type { CountrySource, CountrySourceKind } from '@hailpoint/kernel';
import { countryName } from './country-name.js';

const inWords = new Intl.ListFormat('en', { type: 'conjunction' });

const sourceNames: Record<CountrySourceKind, string> = {
  address: 'the country beside the number',
  user: "the person's country",
  location: "the person's location",
  sender: "the sender's country",
  default: 'the configured default country',
};

/** The sources in words, each with its country: "the person's country (Canada) and the person's location (United States)". */
export function namedSources(sources: readonly CountrySource[]): string {
  const words = new Set(sources.map(({ source, country }) => `${sourceNames[source]} (${countryName(country)})`));
  return inWords.format(words);
}

/** One sentence for the agent on a number in international form. */
export function explainAsWritten(country: string | undefined): string {
  return country === undefined
    ? 'Written in international form.'
    : `Written in international form (${countryName(country)}).`;
}

/** One sentence for the agent on a number that was read with countries. */
export function explainFromCountry(
  sources: readonly CountrySource[],
  country: string | undefined,
  isFallback: boolean,
): string {
  const reading = `ead with ${namedSources(sources)}`;
  const opening = isFallback ? `No country is known for this person: r${reading}` : `R${reading}`;
  const elsewhere = country !== undefined && !sources.some((one) => one.country === country);
  return elsewhere ? `${opening}, as a number of another country (${countryName(country)}).` : `${opening}.`;
}
