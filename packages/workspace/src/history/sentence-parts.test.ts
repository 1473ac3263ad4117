import { expect, test } from '@jest/globals';
import { sentenceParts, timeWords } from './sentence-parts.js';

const day = '2026-03-02T12:00:00.000Z';

test('times and numbers of records are found, words stay as they are', () => {
  const sentence = 'IMS0000031 was closed at 2026-03-02T12:00:05.000Z; it goes on in IMS0000032.';
  expect(sentenceParts(sentence, day)).toEqual([
    { kind: 'record', number: 'IMS0000031' },
    { kind: 'words', text: ' was closed at ' },
    { kind: 'time', iso: '2026-03-02T12:00:05.000Z', text: timeWords('2026-03-02T12:00:05.000Z', day) },
    { kind: 'words', text: '; it goes on in ' },
    { kind: 'record', number: 'IMS0000032' },
    { kind: 'words', text: '.' },
  ]);
  expect(sentenceParts('Nothing of the kind: 30003.', day)).toEqual([
    { kind: 'words', text: 'Nothing of the kind: 30003.' },
  ]);
});

test('a time of another day brings its date', () => {
  expect(timeWords('2026-03-02T12:00:05.000Z', day)).toMatch(/^\d+:\d\d:05/);
  expect(timeWords('2026-03-05T12:00:05.000Z', day)).toMatch(/^Mar 5, \d+:\d\d:05/);
});
