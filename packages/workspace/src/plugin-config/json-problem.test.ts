import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { jsonProblem } from './json-problem.js';

describe('where a text stops being JSON', () => {
  test.each<[string, number, number, string]>([
    ['', 1, 1, 'something is missing there'],
    ['{', 1, 2, 'something is missing there'],
    ['{\n  "a": 1,\n}', 3, 1, '} is not expected there'],
    ['{ a: 1 }', 1, 3, 'a is not expected there'],
    ['{ "a" 1 }', 1, 7, '1 is not expected there'],
    ['[1, 2', 1, 6, 'something is missing there'],
    ['[1 2]', 1, 4, '2 is not expected there'],
    ['{"a": "open', 1, 12, 'something is missing there'],
    ['{"a": tru}', 1, 7, 't is not expected there'],
    ['1 1', 1, 3, '1 is not expected there'],
  ])('%j', (text, line, column, what) => {
    expect(jsonProblem(text)).toMatchObject({
      line,
      column,
      message: `This is no JSON: line ${line}, column ${column}: ${what}.`,
    });
  });

  test('nothing is wrong with what is JSON, however it is laid out', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, indent) => {
        expect(jsonProblem(JSON.stringify(value, null, indent))).toBeNull();
      }),
    );
  });

  test('up to the place it could still have become JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.nat(), (value, cut) => {
        const text = JSON.stringify({ value });
        const part = text.slice(0, 1 + (cut % (text.length - 1)));
        const problem = jsonProblem(part);
        expect(problem === null || problem.offset <= part.length).toBe(true);
      }),
    );
  });
});
