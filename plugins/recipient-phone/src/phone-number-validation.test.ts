import { readFileSync } from 'node:fs';
import type { CountrySource, Derivation, RecipientCandidate } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import plugin, { PhoneNumberValidation, RecipientPhoneConfig } from './index.js';

const validation = new PhoneNumberValidation(new RecipientPhoneConfig());

function sources(countries: string, source: CountrySource['source'] = 'user'): CountrySource[] {
  return countries.split(' ').flatMap((country) => (country === '' ? [] : [{ source, country }]));
}

function validate(
  value: string,
  personCountries: readonly CountrySource[] = [],
  more: Partial<RecipientCandidate> = {},
) {
  return validation.validateRecipient({
    channel: 'sms',
    value,
    origin: 'record',
    personCountries,
    fallbackCountries: [],
    ...more,
  });
}

function result(value: string, countries = ''): string {
  const verdict = validate(value, sources(countries));
  return verdict.valid ? verdict.recipientId : verdict.code;
}

describe('A7: national numbers become E.164 by the countries of the person', () => {
  // Numbers for fiction where a regulator reserves some that exist in the plan; elsewhere the made-up ones of libphonenumber's documentation.
  test.each([
    ['US', '(202) 555-0143', '+12025550143'],
    ['US', '1 202 555 0143', '+12025550143'],
    ['US', '2025550143', '+12025550143'],
    ['CA', '613-555-0143', '+16135550143'],
    ['GB', '020 7946 0123', '+442079460123'],
    ['GB', '(020) 7946 0123', '+442079460123'],
    ['GB', '0117 496 0123', '+441174960123'],
    ['DE', '030 23125123', '+493023125123'],
    ['DE', '01523 5000123', '+4915235000123'],
    ['DE', '030/23125-123', '+493023125123'],
    ['FR', '01 99 00 12 34', '+33199001234'],
    ['FR', '04 65 71 12 34', '+33465711234'],
    ['IT', '02 1234 5678', '+390212345678'],
    ['IT', '06 1234 5678', '+390612345678'],
    ['IT', '312 345 6789', '+393123456789'],
    ['BR', '(11) 96123-4567', '+5511961234567'],
    ['BR', '0 15 11 96123-4567', '+5511961234567'],
    ['BR', '(11) 2345-6789', '+551123456789'],
    ['MX', '222 123 4567', '+522221234567'],
    ['MX', '55 1234 5678', '+525512345678'],
    ['AR', '011 2345-6789', '+541123456789'],
    ['AR', '11 15 2345-6789', '+5491123456789'],
    ['AR', '011 15 2345-6789', '+5491123456789'],
    ['CI', '01 23 45 67 89', '+2250123456789'],
    ['AU', '0491 570 006', '+61491570006'],
    ['AU', '(02) 5550 1234', '+61255501234'],
    ['SE', '070-174 06 05', '+46701740605'],
    ['AT', '0664 123456', '+43664123456'],
    ['IN', '081234 56789', '+918123456789'],
    ['JP', '090-1234-5678', '+819012345678'],
    ['RU', '8 (912) 345-67-89', '+79123456789'],
    ['ES', '612 34 56 78', '+34612345678'],
  ])('%s: %s is %s', (country, written, expected) => {
    expect(result(written, country)).toBe(expected);
  });

  test.each([
    ['+12025550143', '+12025550143'],
    ['+1 (202) 555-0143', '+12025550143'],
    ['+44 (0)20 7946 0123', '+442079460123'],
    ['(+44) 20 7946 0123', '+442079460123'],
    ['\u202a+44\u00a020\u20117946\u20110123\u202c', '+442079460123'],
    ['＋44 20 7946 0123', '+442079460123'],
    ['+39 02 1234 5678', '+390212345678'],
    ['+54 9 11 2345 6789', '+5491123456789'],
    ['+54 11 2345 6789', '+541123456789'],
    ['+225 01 23 45 67 89', '+2250123456789'],
    ['+800 1234 5678', '+80012345678'],
  ])('international form stands for itself, whoever the person is: %s', (written, expected) => {
    expect(result(written)).toBe(expected);
    expect(result(written, 'FR IT')).toBe(expected);
  });

  test.each([
    ['', 'US', 'empty'],
    [' \u200b\t', 'US', 'empty'],
    ['+', 'US', 'not_a_number'],
    ['no number', 'US', 'not_a_number'],
    ['1-800-FLOWERS', 'US', 'not_a_number'],
    ['call 202 555 0143', 'US', 'not_a_number'],
    ['tel:+12025550143', 'US', 'not_a_number'],
    ['tel:+12025550143', '', 'not_a_number'],
    ['+12025550143;ext=3', '', 'not_a_number'],
    ['(202) 555-0143 x3', 'US', 'not_a_number'],
    ['202 555 0143 202 555 0144', 'US', 'too_long'],
    ['911', 'US', 'too_short'],
    ['+225 01 23 45 67', '', 'too_short'],
    ['+1 202 555 0143 99', '', 'too_long'],
    ['+52 1 222 123 4567', '', 'too_long'],
    ['+55 11 6123 4567', '', 'invalid_number'],
    ['+1 202 155 0143', '', 'invalid_number'],
    ['+999 12345678', '', 'invalid_number'],
    ['2025550143', '', 'no_country'],
    ['0044 20 7946 0123', '', 'no_country'],
    ['2025550143', 'AQ', 'no_country'],
    ['2025550143', 'Germany', 'no_country'],
    ['2025550143', 'GB FR', 'invalid_number'],
  ])('"%s" with %s is refused: %s', (written, countries, code) => {
    expect(result(written, countries)).toBe(code);
  });

  test('two countries that agree are one reading, two that differ are refused', () => {
    expect(result('613-555-0143', 'US CA')).toBe('+16135550143');
    expect(result('020 7946 0123', 'GB GG')).toBe('+442079460123');
    expect(result('06 01 23 45 67', 'FR IT')).toBe('ambiguous');
    expect(result('0664 123456', 'DE AT')).toBe('ambiguous');
    expect(result('0664 123456', 'AT GB')).toBe('+43664123456');
    expect(result('0664 123456', 'at')).toBe('+43664123456');
  });

  test('an international prefix counts only where it is dialled', () => {
    expect(result('0044 20 7946 0123', 'DE')).toBe('+442079460123');
    expect(result('011 44 20 7946 0123', 'US')).toBe('+442079460123');
    expect(result('0044 20 7946 0123', 'US')).toBe('too_long');
  });
});

describe('A7: the derivation says how', () => {
  const derivation = (...args: Parameters<typeof validate>): Derivation => {
    const verdict = validate(...args);
    if (!verdict.valid) throw new Error(`refused: ${verdict.code}`);
    return verdict.derivation;
  };

  test('written in international form', () => {
    expect(derivation('+44 20 7946 0123', sources('US'))).toEqual({
      rule: 'as_written',
      country: 'GB',
      sources: [],
      explanation: 'Written in international form (United Kingdom).',
    });
    expect(derivation('+800 1234 5678')).toEqual({
      rule: 'as_written',
      sources: [],
      explanation: 'Written in international form.',
    });
  });

  test('names exactly the sources that were used', () => {
    const countries: CountrySource[] = [
      { source: 'address', country: 'US' },
      { source: 'user', country: 'FR' },
      { source: 'location', country: 'CA' },
    ];
    expect(derivation('(202) 555-0143', countries)).toEqual({
      rule: 'from_country',
      country: 'US',
      sources: [countries[0], countries[2]],
      explanation: "Read with the country beside the number (United States) and the person's location (Canada).",
    });
    expect(derivation('0044 20 7946 0123', sources('DE')).explanation).toBe(
      "Read with the person's country (Germany), as a number of another country (United Kingdom).",
    );
  });

  const fallbackCountries = [...sources('GB', 'sender'), ...sources('DE', 'default')];

  test('only a person without any country falls back: to the sender, then to the default, and it says so', () => {
    expect(derivation('020 7946 0123', [], { fallbackCountries })).toEqual({
      rule: 'from_country',
      country: 'GB',
      sources: [{ source: 'sender', country: 'GB' }],
      explanation: "No country is known for this person: read with the sender's country (United Kingdom).",
    });
    expect(derivation('01523 5000123', [], { fallbackCountries })).toEqual({
      rule: 'from_country',
      country: 'DE',
      sources: [{ source: 'default', country: 'DE' }],
      explanation: 'No country is known for this person: read with the configured default country (Germany).',
    });
    expect(validate('020 7946 0123', sources('US'), { fallbackCountries })).toMatchObject({ code: 'too_long' });
    expect(validate('020 7946 0123', sources('AQ'), { fallbackCountries })).toMatchObject({ code: 'no_country' });
  });

  test('the fallback is in order and never ambiguous', () => {
    const both = [...sources('AT', 'sender'), ...sources('DE', 'default')];
    expect(validate('0664 123456', [], { fallbackCountries: both })).toMatchObject({ recipientId: '+43664123456' });
  });

  test('a validator that derived the number before keeps its word', () => {
    const earlier: Derivation = { rule: 'from_country', country: 'GB', sources: [], explanation: 'From the CRM.' };
    expect(derivation('+442079460123', [], { derivation: earlier })).toBe(earlier);
  });
});

describe('what the agent reads when a number is refused', () => {
  test.each([
    ['', '', 'There is no number. Write one.'],
    ['+12025550143 ext 3', '', 'The number has an extension, which a message cannot reach. Leave the extension out.'],
    ['1-800-FLOWERS', 'US', 'A phone number has no letters. Write the number alone, in digits.'],
    ['tel:+12025550143', '', 'This is a link (tel:) and not a phone number. Write the number alone.'],
    [
      '+52 1 222 123 4567',
      '',
      'The number is too long for a phone number (Mexico). Mexican numbers no longer have a 1 after the country code.',
    ],
    [
      '(11) 6123-4567',
      'BR',
      'The number does not exist in the numbering plan (Brazil). Brazilian mobile numbers have a 9 after the area code and then eight digits.',
    ],
    [
      '06 01 23 45 67',
      'FR IT',
      'The number is valid in France and Italy, and not as the same number. Write it with + and the country code.',
    ],
    [
      '2025550143',
      '',
      'The number has no country code, and no country is known to read it with. Write it with + and the country code.',
    ],
    [
      '2025550143',
      'AQ',
      "No numbering plan is known for the person's country (Antarctica). Write it with + and the country code.",
    ],
  ])('"%s" with %s', (written, countries, reason) => {
    expect(validate(written, sources(countries))).toMatchObject({ valid: false, reason });
  });
});

describe('the plugin recipient-phone', () => {
  test('D2: is valid for its configured channels', () => {
    expect(validation.isValidForChannel('sms')).toBe(true);
    expect(validation.isValidForChannel('whatsapp')).toBe(true);
    expect(validation.isValidForChannel('email')).toBe(false);
    const config = Object.assign(new RecipientPhoneConfig(), { channels: ['voice'] });
    expect(new PhoneNumberValidation(config).isValidForChannel('sms')).toBe(false);
    expect(new PhoneNumberValidation(config).isValidForChannel('voice')).toBe(true);
  });

  test('contributes to the extension point', () => {
    const contributed: unknown[] = [];
    plugin.register({ contribute: (...entry) => contributed.push(entry.slice(0, 2)), provide: () => undefined });
    expect(plugin.id).toBe('recipient-phone');
    expect(contributed).toEqual([[expect.objectContaining({ id: 'recipient-validator' }), PhoneNumberValidation]]);
  });

  const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
  const examples = [...readme.matchAll(/^\| `([^`]*)` *\| (none|[A-Z]{2}(?: and [A-Z]{2})*) *\| `([^`]+)` *\|$/gm)];
  test('the README has its examples', () => expect(examples).toHaveLength(16));
  test.each(examples.map((row) => row.slice(1)))('README: %s with %s is %s', (written, countries, expected) => {
    expect(result(written!, countries === 'none' ? '' : countries!.replaceAll(' and ', ' '))).toBe(expected);
  });
});
