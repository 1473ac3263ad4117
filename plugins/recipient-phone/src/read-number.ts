import { type CountryCode, parsePhoneNumberFromString, validatePhoneNumberLength } from 'libphonenumber-js/max';
import { countryName } from './country-name.js';
import type { RefusalCode } from './refusal-code.js';

/** What a number is when it is read with one country, or in international form. */
export type Reading = ValidReading | InvalidReading;

export interface ValidReading {
  readonly valid: true;
  readonly e164: string;
  /** Country of the number itself; absent for numbers of no country, and of none in particular. */
  readonly country: string | undefined;
}

export interface InvalidReading {
  readonly valid: false;
  readonly code: RefusalCode;
  /** For the agent; never repeats the number. */
  readonly reason: string;
}

/**
 * Reads a number as libphonenumber does with its full metadata. The whole text must be the number; nothing is picked out of it.
 * @param country the country it is dialled from; absent for international form.
 */
export function readNumber(text: string, country?: CountryCode): Reading {
  const options = { ...(country !== undefined && { defaultCountry: country }), extract: false };
  const parsed = parsePhoneNumberFromString(text, options);
  if (parsed?.ext) {
    return refuse(
      'not_a_number',
      'The number has an extension, which a message cannot reach. Leave the extension out.',
    );
  }
  if (parsed?.isValid()) return { valid: true, e164: parsed.number, country: parsed.country };

  const numberCountry = country ?? parsed?.country;
  const where = numberCountry === undefined ? '' : ` (${countryName(numberCountry)})`;
  switch (validatePhoneNumberLength(text, options)) {
    case 'NOT_A_NUMBER':
      return notANumber(text);
    case 'INVALID_COUNTRY':
      return refuse('invalid_number', 'No country has the code that follows the +. Check the country code.');
    case 'TOO_SHORT':
      return refuse('too_short', `The number is too short for a phone number${where}. Check that no digit is missing.`);
    case 'TOO_LONG':
      return refuse(
        'too_long',
        `The number is too long for a phone number${where}. ${hint(parsed) ?? 'Check the digits.'}`,
      );
    default:
      return refuse(
        'invalid_number',
        `The number does not exist in the numbering plan${where}. ${hint(parsed) ?? 'Check the digits.'}`,
      );
  }
}

function refuse(code: RefusalCode, reason: string): InvalidReading {
  return { valid: false, code, reason };
}

function notANumber(text: string): InvalidReading {
  if (/^tel:/i.test(text)) {
    return refuse('not_a_number', 'This is a link (tel:) and not a phone number. Write the number alone.');
  }
  if (/\p{L}/u.test(text)) {
    return refuse('not_a_number', 'A phone number has no letters. Write the number alone, in digits.');
  }
  return refuse(
    'not_a_number',
    'This is not a phone number. Write one number, in digits, with a + before a country code.',
  );
}

/** Old forms that people still keep, and what became of them. */
function hint(parsed: ReturnType<typeof parsePhoneNumberFromString>): string | undefined {
  if (parsed?.country === 'MX' && /^1\d{10}$/.test(parsed.nationalNumber)) {
    return 'Mexican numbers no longer have a 1 after the country code.';
  }
  if (parsed?.country === 'BR' && /^\d{2}[6-9]\d{7}$/.test(parsed.nationalNumber)) {
    return 'Brazilian mobile numbers have a 9 after the area code and then eight digits.';
  }
  return undefined;
}
