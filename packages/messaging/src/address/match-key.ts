import { parsePhoneNumberFromString } from 'libphonenumber-js/max';

/** The 67 area codes of Brazil's numbering plan. What stands behind any other is no Brazilian number, and is left alone. */
const brazilianAreas = '1[1-9]|2[12478]|3[1-578]|4[1-9]|5[1345]|6[1-9]|7[134579]|8[1-9]|9[1-9]';

/**
 * Numbers that one subscriber is written with in more than one way. Each rule keeps apart what the numbering plan keeps apart:
 * - Brazil: old mobile numbers (eight digits, first digit 6 to 9) got a leading 9. It is put in, and never taken out: without it
 *   `9 3333-4444` would become the landline `3333-4444`, which is somebody else.
 * - Mexico: the 1 after the country code, once dialled for mobiles, means nothing any more.
 * - Argentina: the 9 after the country code tells the network that a mobile is meant; the ten digits after it are the subscriber's.
 */
const oneSubscriber: readonly (readonly [RegExp, string])[] = [
  [new RegExp(`^\\+55(${brazilianAreas})([6-9]\\d{7})$`), '+55$19$2'],
  [/^\+521([2-9]\d{9})$/, '+52$1'],
  [/^\+549([1-9]\d{9})$/, '+54$1'],
];

/**
 * The canonical key of a recipient ID on a channel: one per subscriber. We match by it, and send to the recipient ID. Total: whatever the
 * text is, it has a key, and the key of a key is itself. Phone numbers are those that begin with a plus; of every other address case and
 * surrounding space do not count, on any channel.
 */
export function matchKey(_channel: string, recipientId: string): string {
  const text = recipientId.trim();
  if (!text.startsWith('+')) return text.toLowerCase();
  const number = readNumber(text);
  if (number === null) return text.toLowerCase();
  for (const [form, key] of oneSubscriber) {
    if (form.test(number)) return number.replace(form, key);
  }
  return number;
}

/** `+` and digits; `null` when it is no phone number, or one with an extension, which is more than one subscriber. */
function readNumber(text: string): string | null {
  try {
    const parsed = parsePhoneNumberFromString(text, { extract: false });
    if (parsed === undefined || parsed.ext !== undefined) return null;
    // What is not valid is left as it is written: its prefixes mean nothing that we know.
    return parsed.isValid() ? parsed.number : `+${text.replaceAll(/\D/g, '')}`;
  } catch {
    return null;
  }
}
