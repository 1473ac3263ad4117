import { describe, expect, test } from '@jest/globals';
import type { ComposeTemplate } from '../api/types.js';
import { completeChoice, templateParts, templatesFrom, variableError } from './template-choice.js';

const reminder: ComposeTemplate = {
  id: 'reminder:en',
  name: 'Reminder',
  language: 'en',
  body: 'Hello {{name}}, see you on {{ day }}. Bye, {{name}}.',
  variables: [
    { name: 'name', label: 'Name', example: null, maxLength: null },
    { name: 'day', label: 'Day', example: 'Monday', maxLength: 20 },
  ],
  senderIds: ['care'],
};
const words = (values: Record<string, string>) =>
  templateParts(reminder, values)
    .map(({ text, open }) => (open === null ? text : `<${text}>`))
    .join('');

describe('what the customer will see', () => {
  test('the values where the variables stand; what is open by its label', () => {
    expect(words({ name: 'Ana', day: 'Monday' })).toBe('Hello Ana, see you on Monday. Bye, Ana.');
    expect(words({ name: 'Ana' })).toBe('Hello Ana, see you on <Day>. Bye, Ana.');
    expect(words({})).toBe('Hello <Name>, see you on <Day>. Bye, <Name>.');
  });

  test('braces in a value are text', () => {
    expect(words({ name: '{{day}}', day: '$&' })).toBe('Hello {{day}}, see you on $&. Bye, {{day}}.');
  });
});

test('the choice has each variable of the template, and no other', () => {
  expect(completeChoice({ id: 'reminder:en', variables: { name: 'Ana', other: 'x' } }, reminder)).toEqual({
    id: 'reminder:en',
    variables: { name: 'Ana', day: '' },
  });
});

test('templates of a sender; of all, while none is known', () => {
  expect([null, 'care', 'sales'].map((sender) => templatesFrom([reminder], sender).length)).toEqual([1, 1, 0]);
});

test('a variable that is not filled in yet is no error', () => {
  const blocker = (code: string) => ({ code, reason: 'One line.', field: 'template' as const, variable: 'day' });
  expect(variableError({ blockers: [blocker('template_variable_not_one_line')] }, 'day')).toBe('One line.');
  expect(variableError({ blockers: [blocker('template_variable_not_one_line')] }, 'name')).toBeNull();
  expect(variableError({ blockers: [blocker('template_variable_missing')] }, 'day')).toBeNull();
});
