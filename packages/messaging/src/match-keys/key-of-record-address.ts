import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { countrySources, type PersonPlaces } from '../address/country-sources.js';
import type { MatchKeyRule } from '../address/match-key-rule.js';

/** An address of a person's record that has a match key, and where the person is. */
export interface KeyedAddress {
  readonly kind: string;
  readonly value: string;
  readonly country: string | null;
  readonly matchKey: string;
}

/**
 * The key that an address of a record has under a rule, and the reading that it is of. No plugin is asked: the address had exactly one reading,
 * so it is read as the numbering plans read it; where that says nothing, its present key stands for it, which is a way to write the number, too.
 */
export function keyOfRecordAddress(
  rule: MatchKeyRule,
  person: PersonPlaces,
  { kind, value, country, matchKey }: KeyedAddress,
): { readonly recipientId: string; readonly matchKey: string } {
  // A phone number is read the same on every channel.
  const channel = kind === 'phone' ? 'sms' : kind;
  const written = value.trim();
  const readings =
    kind === 'phone' && !written.startsWith('+')
      ? countrySources(person, { country }).flatMap((source) => readAs(written, source.country) ?? [])
      : [written];
  const keys = new Map(readings.map((reading) => [rule.keyOf(channel, reading), reading]));
  const [only] = keys;
  return only && keys.size === 1
    ? { recipientId: only[1], matchKey: only[0] }
    : { recipientId: matchKey, matchKey: rule.keyOf(channel, matchKey) };
}

function readAs(written: string, country: string): string | null {
  const parsed = parsePhoneNumberFromString(written, { defaultCountry: country as 'US', extract: false });
  return parsed?.isValid() ? parsed.number : null;
}
