import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { prefixQuery, searchText, searchWords } from './search-words.js';

const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('searched words', () => {
  test('lower case, letters and digits, without accents', () => {
    expect(searchWords('Jean-Luc MÜLLER, Ş. (IMS0000042) İzmir/Ürün')).toEqual([
      'jean',
      'luc',
      'muller',
      's',
      'ims0000042',
      'izmir',
      'urun',
    ]);
    expect(searchWords('王小明 안녕 Ελένη')).toEqual(['王小明', '안녕', 'ελενη']);
  });

  test('parts that are empty count for nothing', () => {
    expect(searchText(['IMS0000001', null, '', undefined, "Clara O'Neil"])).toBe('ims0000001 clara o neil');
  });

  test('a query is made of prefixes, and finds words that were kept with their accents', () => {
    expect(prefixQuery('Cla parc')).toBe("'cla':* & 'parc':*");
    expect(prefixQuery('Müll')).toBe("(('mull':*) | 'müll':*)");
    expect(prefixQuery('½')).toBe("(('1':* & '2':*) | '½':*)");
    expect(prefixQuery(' -- !! ')).toBeNull();
    expect(prefixQuery('')).toBeNull();
    expect(prefixQuery('\u0301')).toBeNull();
  });

  test('property: nothing that is typed becomes an operator, a quote or a NUL', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const query = prefixQuery(typed);
        if (query === null) return;
        const quoted = query.replaceAll(/'[\p{L}\p{N}\p{M}]+':\*/gu, 'word');
        expect(quoted).toMatch(/^(word|\(\(word( & word)*\) \| word\))( & (word|\(\(word( & word)*\) \| word\)))*$/);
      }),
    );
  });

  test('property: folding what is folded changes nothing', () => {
    fc.assert(fc.property(anyText, (text) => expect(searchText([searchText([text])])).toBe(searchText([text]))));
  });
});
