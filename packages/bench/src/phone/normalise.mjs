import google from 'google-libphonenumber';
import { PhoneNumberValidation, RecipientPhoneConfig } from '../../../../plugins/recipient-phone/dist/index.js';

/** @typedef {(written: import('./fictional-numbers.mjs').WrittenNumber) => string | null} Normalise E.164, or `null` for no valid number. */

const validation = new PhoneNumberValidation(new RecipientPhoneConfig());

/** @type {Normalise} */
export function hailpoint({ text, country }) {
  const verdict = validation.validateRecipient({
    channel: 'sms',
    value: text,
    origin: 'record',
    personCountries: [{ source: 'user', country }],
    fallbackCountries: [],
  });
  return verdict.valid ? verdict.recipientId : null;
}

const { PhoneNumberFormat, PhoneNumberUtil } = google;
const util = PhoneNumberUtil.getInstance();

/** @type {Normalise} */
export function googleLibphonenumber({ text, country }) {
  try {
    const number = util.parse(text, country);
    return util.isValidNumber(number) ? util.format(number, PhoneNumberFormat.E164) : null;
  } catch {
    return null;
  }
}
