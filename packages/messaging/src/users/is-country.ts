import { isSupportedCountry } from 'libphonenumber-js/max';

/** Countries and territories of ISO 3166-1 that have no telephone numbering of their own. */
const withoutNumbers = new Set(['AQ', 'BV', 'GS', 'HM', 'PN', 'TF', 'UM']);

/** Whether a text is an ISO 3166-1 alpha-2 code, in upper case. */
export function isCountry(code: string): boolean {
  return isSupportedCountry(code) || withoutNumbers.has(code);
}
