import type { MessageTemplate } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { fillTemplate } from './fill-template.js';

const reminder: MessageTemplate = {
  id: 'reminder:en',
  name: 'Reminder',
  language: 'en',
  body: 'Hello {{name}}, see you on {{ day }}. Bye, {{name}}.',
  variables: [{ name: 'name', label: 'Name of the customer', maxLength: 10 }, { name: 'day' }],
  maxLength: 60,
};

const fill = (variables: Record<string, string>, id = 'reminder:en') =>
  fillTemplate({ id, variables }, [reminder], 4096);
const codes = (variables: Record<string, string>, id?: string) =>
  fill(variables, id).blockers.map(({ code, variable = null }) => [code, variable]);

describe('a template is filled in', () => {
  test('each variable wherever it stands', () => {
    const filled = fill({ name: 'Ana', day: 'Monday' });
    expect(filled).toEqual({
      template: { id: 'reminder:en', name: 'Reminder', language: 'en', variables: { name: 'Ana', day: 'Monday' } },
      text: 'Hello Ana, see you on Monday. Bye, Ana.',
      maxLength: 60,
      blockers: [],
    });
  });

  test('braces and dollar signs in a value are text', () => {
    expect(fill({ name: '{{day}}', day: '$& $1' }).text).toBe('Hello {{day}}, see you on $& $1. Bye, {{day}}.');
  });

  test.each([
    [
      'nothing is filled in',
      {},
      [
        ['template_variable_missing', 'name'],
        ['template_variable_missing', 'day'],
      ],
    ],
    ['one is empty', { name: '', day: 'Monday' }, [['template_variable_missing', 'name']]],
    ['one is blank', { name: 'Ana', day: ' \u00a0 ' }, [['template_variable_missing', 'day']]],
    ['a line break', { name: 'Ana\nBo', day: 'Monday' }, [['template_variable_not_one_line', 'name']]],
    ['a carriage return', { name: 'Ana\rBo', day: 'Monday' }, [['template_variable_not_one_line', 'name']]],
    ['a line separator', { name: 'Ana\u2028Bo', day: 'Monday' }, [['template_variable_not_one_line', 'name']]],
    ['a tab', { name: 'Ana', day: 'Mon\tday' }, [['template_variable_not_one_line', 'day']]],
    ['a NUL', { name: 'Ana', day: 'Mon\0day' }, [['template_variable_not_one_line', 'day']]],
    ['four spaces', { name: 'Ana', day: 'Mon    day' }, [['template_variable_not_one_line', 'day']]],
    ['half of a character', { name: 'Ana\ud83d', day: 'Monday' }, [['template_variable_not_text', 'name']]],
    ['a character of two halves is fine', { name: 'Ana 😀', day: 'Monday' }, []],
    ['three spaces are fine', { name: 'Ana', day: 'Mon   day' }, []],
    ['exactly as long as it may be', { name: 'Anastasia ', day: 'Monday' }, []],
    ['one character too long', { name: 'Anastasia X', day: 'M' }, [['template_variable_too_long', 'name']]],
    ['the text becomes too long', { name: 'Ana', day: 'M'.repeat(28) }, [['template_too_long', null]]],
    ['the text is exactly as long as it may be', { name: 'Ana', day: 'M'.repeat(27) }, []],
    [
      'one that the template does not have',
      { name: 'Ana', day: 'Mo', time: '9' },
      [['template_variable_unknown', null]],
    ],
    ['a name of every object', { name: 'Ana', day: 'Mo', constructor: '9' }, [['template_variable_unknown', null]]],
  ] as [string, Record<string, string>, [string, string | null][]][])('%s', (_, variables, expected) => {
    expect(codes(variables)).toEqual(expected);
  });

  test('one that is not there', () => {
    expect(codes({ name: 'Ana' }, 'other:en')).toEqual([['template_unknown', null]]);
  });

  test('blockers are sentences for the agent, by the label of the variable', () => {
    const [missing, dayMissing] = fill({}).blockers;
    expect([missing?.reason, missing?.field]).toEqual(['Fill in “Name of the customer”.', 'template']);
    expect(dayMissing?.reason).toBe('Fill in “day”.');
    expect(fill({ name: 'Anastasia XY', day: 'M' }).blockers[0]?.reason).toBe(
      '“Name of the customer” is 2 characters too long: 10 fit.',
    );
  });

  test('property: without a blocker the text is one that a carrier takes, with every value in it', () => {
    const value = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom('a\ud83d', 'a\nb', 'a    b', '\t', '', '{{name}}', '$&'),
    );
    fc.assert(
      fc.property(value, value, (name, day) => {
        const { text, blockers } = fill({ name, day });
        if (blockers.length > 0) return;
        expect(text).toBe(`Hello ${name}, see you on ${day}. Bye, ${name}.`);
        expect(text.length).toBeLessThanOrEqual(60);
        expect(text).not.toMatch(/[\n\r\t]| {4}/);
        expect(text.isWellFormed()).toBe(true);
      }),
    );
  });
});
