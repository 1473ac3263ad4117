import type { CountrySource, Sender } from '@hailpoint/kernel';
import { isSupportedCountry } from 'libphonenumber-js/max';

/** What a national number is read with when nothing is known of where the person is: the sender's country, then the configured default. */
export function fallbackCountries(
  sender: Pick<Sender, 'country'> | null,
  defaultCountry: string | undefined,
): readonly CountrySource[] {
  const sources: CountrySource[] = [];
  const add = (source: CountrySource['source'], text: string | undefined) => {
    const country = text?.trim().toUpperCase();
    if (country !== undefined && isSupportedCountry(country)) sources.push({ source, country });
  };
  add('sender', sender?.country);
  add('default', defaultCountry);
  return sources;
}
