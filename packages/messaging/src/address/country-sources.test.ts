import { describe, expect, test } from '@jest/globals';
import { countrySources } from './country-sources.js';

describe('country sources of a person', () => {
  test('A7: address, user and location, in this order', () => {
    expect(countrySources({ country: 'BR', location: 'US-CA' }, { country: 'GB' })).toEqual([
      { source: 'address', country: 'GB' },
      { source: 'user', country: 'BR' },
      { source: 'location', country: 'US' },
    ]);
  });

  test.each([
    ['BR', 'BR'],
    ['US-CA', 'US'],
    ['GB-ENG', 'GB'],
    ['PT-11', 'PT'],
    [' DE ', 'DE'],
    ['São Paulo', null],
    ['Berlin, DE', null],
    ['in', null],
    ['ZZ', null],
    ['XX-YY', null],
    ['IN-OFFICE', null],
    ['', null],
  ])('a location %j says %s', (location, country) => {
    expect(countrySources({ location })).toEqual(country ? [{ source: 'location', country }] : []);
  });

  test('what is not a country is no source', () => {
    expect(countrySources({ country: 'Brazil', location: null }, { country: null })).toEqual([]);
    expect(countrySources({}, { country: 'gb' })).toEqual([{ source: 'address', country: 'GB' }]);
  });
});
