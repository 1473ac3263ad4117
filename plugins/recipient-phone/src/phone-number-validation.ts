import {
  type CountrySource,
  type Derivation,
  injectable,
  type RecipientCandidate,
  type RecipientValidator,
  type RecipientVerdict,
} from '@hailpoint/kernel';
import { isSupportedCountry } from 'libphonenumber-js/max';
import { cleanNumber } from './clean-number.js';
import { countryName } from './country-name.js';
import { explainAsWritten, explainFromCountry, namedSources } from './explain-derivation.js';
import { type InvalidReading, readNumber, type ValidReading } from './read-number.js';
import { RecipientPhoneConfig } from './recipient-phone-config.js';
import type { RefusalCode } from './refusal-code.js';

const inWords = new Intl.ListFormat('en', { type: 'conjunction' });

/** Makes E.164 of a phone number and says how, or says why it cannot. Landlines are phone numbers; nobody here knows which take texts. */
@injectable()
export class PhoneNumberValidation implements RecipientValidator {
  constructor(private readonly config: RecipientPhoneConfig) {}

  isValidForChannel(channel: string): boolean {
    return this.config.channels.includes(channel);
  }

  validateRecipient(candidate: RecipientCandidate): RecipientVerdict {
    const text = cleanNumber(candidate.value);
    if (text === '') return refuse('empty', 'There is no number. Write one.');
    if (text.startsWith('+')) return validateInternational(text, candidate.derivation);
    const personCountries = inUpperCase(candidate.personCountries);
    return personCountries.length > 0
      ? validateTogether(text, personCountries)
      : validateInOrder(text, inUpperCase(candidate.fallbackCountries));
  }
}

/** A validator before this one may already have derived the number; its explanation is then the true one. */
function validateInternational(text: string, earlier: Derivation | undefined): RecipientVerdict {
  const reading = readNumber(text);
  if (!reading.valid) return refuse(reading.code, reading.reason);
  const { e164, country } = reading;
  const asWritten: Derivation = {
    rule: 'as_written',
    ...(country !== undefined && { country }),
    sources: [],
    explanation: explainAsWritten(country),
  };
  return { valid: true, recipientId: e164, derivation: earlier ?? asWritten };
}

/** All countries of the person at once: none of them is more right than another. */
function validateTogether(text: string, sources: readonly CountrySource[]): RecipientVerdict {
  const { valid, invalid } = readAll(text, sources);
  const [first] = valid;
  if (first === undefined) return refuseAll(text, invalid, sources);
  if (valid.every(({ reading }) => reading.e164 === first.reading.e164)) return accept(first.reading, valid, sources);
  const places = inWords.format(valid.map(({ country }) => countryName(country)));
  return refuse(
    'ambiguous',
    `The number is valid in ${places}, and not as the same number. Write it with + and the country code.`,
  );
}

/** A guess, because nothing is known of the person: the first country under which the number is valid. */
function validateInOrder(text: string, sources: readonly CountrySource[]): RecipientVerdict {
  const { valid, invalid } = readAll(text, sources);
  const [first] = valid;
  return first ? accept(first.reading, [first], sources, 'fallback') : refuseAll(text, invalid, sources);
}

function readAll(text: string, sources: readonly CountrySource[]) {
  const valid: { readonly country: string; readonly reading: ValidReading }[] = [];
  const invalid: InvalidReading[] = [];
  for (const country of new Set(sources.map((source) => source.country))) {
    if (!isSupportedCountry(country)) continue;
    const reading = readNumber(text, country);
    if (reading.valid) valid.push({ country, reading });
    else invalid.push(reading);
  }
  return { valid, invalid };
}

function accept(
  { e164, country }: ValidReading,
  readWith: readonly { readonly country: string }[],
  sources: readonly CountrySource[],
  fallback?: 'fallback',
): RecipientVerdict {
  const used = sources.filter((source) => readWith.some((one) => one.country === source.country));
  return {
    valid: true,
    recipientId: e164,
    derivation: {
      rule: 'from_country',
      ...(country !== undefined && { country }),
      sources: used,
      explanation: explainFromCountry(used, country, fallback === 'fallback'),
    },
  };
}

function refuseAll(
  text: string,
  invalid: readonly InvalidReading[],
  sources: readonly CountrySource[],
): RecipientVerdict {
  const [first, ...more] = invalid;
  if (first === undefined) return refuseWithoutCountry(text, sources);
  if (more.length === 0 || first.code === 'not_a_number') return refuse(first.code, first.reason);
  const code = more.every((one) => one.code === first.code) ? first.code : 'invalid_number';
  const reason = `The number is not valid with ${namedSources(sources)}.`;
  return refuse(code, `${reason} Check it, or write it with + and the country code.`);
}

function refuseWithoutCountry(text: string, sources: readonly CountrySource[]): RecipientVerdict {
  const bare = readNumber(text);
  if (!bare.valid && bare.code === 'not_a_number') return refuse(bare.code, bare.reason);
  const reason =
    sources.length === 0
      ? 'The number has no country code, and no country is known to read it with.'
      : `No numbering plan is known for ${namedSources(sources)}.`;
  return refuse('no_country', `${reason} Write it with + and the country code.`);
}

function refuse(code: RefusalCode, reason: string): RecipientVerdict {
  return { valid: false, code, reason };
}

function inUpperCase(sources: readonly CountrySource[]): readonly CountrySource[] {
  return sources.map(({ source, country }) => ({ source, country: country.trim().toUpperCase() }));
}
