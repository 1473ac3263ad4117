import type { CountrySource, CountrySourceKind } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { getCountries, getExampleNumber } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { PhoneNumberValidation, RecipientPhoneConfig } from './index.js';

const validation = new PhoneNumberValidation(new RecipientPhoneConfig());

function validate(
  value: string,
  personCountries: readonly CountrySource[] = [],
  fallbackCountries: readonly CountrySource[] = [],
) {
  return validation.validateRecipient({ channel: 'sms', value, origin: 'manual', personCountries, fallbackCountries });
}

const user = (country: string): CountrySource => ({ source: 'user', country });
const countries = getCountries();
const anyCountry = fc.constantFrom(...countries);
const anySources = fc.uniqueArray(
  fc.record({
    source: fc.constantFrom<CountrySourceKind>('address', 'user', 'location'),
    country: fc.constantFrom('US', 'CA', 'GB', 'DE', 'AT', 'FR', 'IT', 'BR', 'MX', 'AR', 'NL', 'HU', 'KZ', 'RU', 'AQ'),
  }),
  { selector: ({ source, country }) => `${source} ${country}`, maxLength: 4 },
);

/** A number of some country as people there write it, with other last digits than the example: mostly valid, some not. */
const national = fc.tuple(anyCountry, fc.integer({ min: 0, max: 9999 })).map(([country, tail]) => {
  const written = getExampleNumber(country, examples)?.formatNational() ?? '';
  const digits = [...String(tail).padStart(4, '0')];
  const places = [...written.matchAll(/\d/g)].slice(-4).map((match) => match.index);
  return { country, written: [...written].map((char, at) => (places.includes(at) ? digits.shift()! : char)).join('') };
});

const anyText = fc.oneof(
  fc.string(),
  fc.string({ unit: fc.constantFrom(...'0123456789+-() ./x;,#~*tel:') }),
  national.map(({ written }) => written),
);

describe('properties of phone number validation', () => {
  test('every country: a mobile number written nationally and internationally is the same recipient', () => {
    expect(countries.length).toBeGreaterThan(240);
    const different = countries.filter((country) => {
      const example = getExampleNumber(country, examples);
      const written = validate(example?.formatNational() ?? '', [user(country)]);
      const international = validate(example?.formatInternational() ?? '');
      return !written.valid || !international.valid || written.recipientId !== international.recipientId;
    });
    expect(different).toEqual([]);
  });

  test('idempotence: a recipient ID fed back gives itself, whatever countries are known', () => {
    let valid = 0;
    fc.assert(
      fc.property(national, anySources, ({ country, written }, others) => {
        const first = validate(written, [user(country)]);
        if (!first.valid) return;
        valid += 1;
        expect(first.recipientId).toMatch(/^\+[1-9]\d{5,14}$/);
        const again = validate(first.recipientId, others);
        expect(again).toMatchObject({ valid: true, recipientId: first.recipientId });
        expect(again.valid && again.derivation.rule).toBe('as_written');
      }),
      { numRuns: 500 },
    );
    expect(valid).toBeGreaterThan(250);
  });

  test('formatting characters do not matter', () => {
    const separators = fc.array(
      fc.constantFrom('', '', '', ' ', '-', '.', '\u00a0', '\u2011', '/', '\u200b', ' (', ') '),
      {
        minLength: 16,
        maxLength: 16,
      },
    );
    fc.assert(
      fc.property(national, separators, ({ country, written }, between) => {
        const digits = written.replace(/\D/g, '');
        const spread = [...digits].map((digit, at) => (at === 0 ? digit : `${between[at % 16]}${digit}`)).join('');
        const plain = validate(digits, [user(country)]);
        const formatted = validate(` ${spread}\u202c `, [user(country)]);
        expect(formatted).toEqual(plain);
      }),
      { numRuns: 300 },
    );
  });

  test('the order of the countries does not matter', () => {
    fc.assert(
      fc.property(national, anySources, ({ country, written }, others) => {
        const all = [user(country), ...others];
        const one = validate(written, all);
        const other = validate(written, [...all].reverse());
        expect(other.valid ? other.recipientId : other.code).toBe(one.valid ? one.recipientId : one.code);
      }),
    );
  });

  test('the fallback plays no part as soon as one country of the person is known', () => {
    fc.assert(
      fc.property(national, anySources, anyCountry, ({ written }, sources, other) => {
        fc.pre(sources.length > 0);
        const fallback: CountrySource[] = [{ source: 'sender', country: other }];
        expect(validate(written, sources, fallback)).toEqual(validate(written, sources));
      }),
    );
  });

  test('any text has an answer, and no answer repeats the number', () => {
    fc.assert(
      fc.property(anyText, anySources, (text, sources) => {
        const verdict = validate(text, sources);
        const words = verdict.valid ? verdict.derivation.explanation : verdict.reason;
        expect(words).toMatch(/^[A-Z].*\.$/);
        expect(words).not.toMatch(/\d{2}/);
      }),
      { numRuns: 500 },
    );
  });
});
