import { expect, test } from '@jest/globals';
import { splitText } from './split-text.js';

test.each([
  ['STOP', ['STOP']],
  ['  STOP ', ['  STOP ']],
  ['Hello there', ['Hello', 'there']],
  ['one two three four', ['one two', 'three four']],
  ['', ['']],
])('%j arrives as %j', (body, parts) => {
  expect(splitText(body)).toEqual(parts);
});
