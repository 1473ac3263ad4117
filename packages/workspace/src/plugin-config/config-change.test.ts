// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { expect, test } from '@jest/globals';
import { changedKeys, configChange, editedConfig, isReference, numberOf, stuckKeys } from './config-change.js';

const present = { url: 'https://crm.example', level: 3, senders: [{ address: '+12025550100', name: 'One' }] };

test('only what differs is asked for; what was cleared is taken back', () => {
  const edited = {
    url: 'https://crm.example',
    level: undefined,
    senders: [{ address: '+12025550101', name: undefined }],
  };
  expect(changedKeys(present, edited)).toEqual(['level', 'senders']);
  expect(configChange(present, edited)).toEqual({ level: null, senders: [{ address: '+12025550101' }] });
  expect(editedConfig(present, edited)).toEqual({
    url: 'https://crm.example',
    senders: [{ address: '+12025550101', name: undefined }],
  });
  expect(configChange(present, {})).toEqual({});
});

test('what comes from the file cannot be cleared here', () => {
  const edited = { url: undefined, level: undefined };
  expect(stuckKeys(present, edited, { url: 'file', level: 'override' })).toEqual(['url']);
  expect(stuckKeys(present, edited, { url: 'environment' })).toEqual(['url']);
});

test.each<[string, unknown]>([
  ['', undefined],
  [' 12 ', 12],
  ['-0.5', -0.5],
  ['1e3', 1_000],
  ['1.', '1.'],
  ['${PORT:-7421}', '${PORT:-7421}'],
  ['twelve', 'twelve'],
])('the number %j', (text, expected) => {
  expect(numberOf(text)).toBe(expected);
});

test.each([
  ['${TOKEN}', true],
  ['${TOKEN:-a}', false],
  ['a ${TOKEN}', false],
  ['secret', false],
  ['', false],
])('the reference %j', (text, expected) => {
  expect(isReference(text)).toBe(expected);
});
