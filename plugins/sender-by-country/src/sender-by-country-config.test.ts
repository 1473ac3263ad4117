import { validateSync } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import { CountryConfig, SenderByCountryConfig } from './sender-by-country-config.js';

function wrongKeys(raw: object): string[] {
  const options = { whitelist: true, forbidNonWhitelisted: true };
  const config = Object.assign(new SenderByCountryConfig(), raw);
  // As the host makes it from a file.
  if (Array.isArray(config.countries)) {
    config.countries = config.countries.map((one) => (one && Object.assign(new CountryConfig(), one)) as CountryConfig);
  }
  return validateSync(config, options).map((error) => error.property);
}

describe('configuration of sender-by-country', () => {
  test.each([
    [{}],
    [{ channels: ['sms', 'whatsapp'] }],
    [
      {
        countries: [
          { country: 'DE', senders: ['a', 'b'] },
          { country: 'AT', senders: ['a'] },
        ],
      },
    ],
    [{ others: ['a'], failures: 1, longestWaitSeconds: 1 }],
  ])('accepts %j', (raw) => {
    expect(wrongKeys(raw)).toEqual([]);
  });

  test.each([
    [{ channels: 'sms' }, 'channels'],
    [{ channels: ['SMS'] }, 'channels'],
    [{ channels: ['sms', 'sms'] }, 'channels'],
    [{ countries: null }, 'countries'],
    [{ countries: { DE: ['a'] } }, 'countries'],
    [{ countries: [null] }, 'countries'],
    [{ countries: ['DE'] }, 'countries'],
    [{ countries: [{ country: 'de', senders: ['a'] }] }, 'countries'],
    [{ countries: [{ country: 'DEU', senders: ['a'] }] }, 'countries'],
    [{ countries: [{ country: 'DE' }] }, 'countries'],
    [{ countries: [{ country: 'DE', senders: [] }] }, 'countries'],
    [{ countries: [{ country: 'DE', senders: [''] }] }, 'countries'],
    [{ countries: [{ country: 'DE', senders: ['a', 'a'] }] }, 'countries'],
    [
      {
        countries: [
          { country: 'DE', senders: ['a'] },
          { country: 'DE', senders: ['b'] },
        ],
      },
      'countries',
    ],
    [{ countries: [{ country: 'DE', senders: ['a'], sender: 'b' }] }, 'countries'],
    [{ others: 'a' }, 'others'],
    [{ others: ['a', 'a'] }, 'others'],
    [{ failures: 0 }, 'failures'],
    [{ failures: 2.5 }, 'failures'],
    [{ longestWaitSeconds: 0 }, 'longestWaitSeconds'],
    [{ longestWaitSeconds: '5m' }, 'longestWaitSeconds'],
    [{ country: 'DE' }, 'country'],
  ])('refuses %j', (raw, key) => {
    expect(wrongKeys(raw)).toEqual([key]);
  });
});
