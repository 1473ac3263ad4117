// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { expect, test } from '@jest/globals';
import { configFields } from './config-fields.js';
import { secretProblems } from './secret-problems.js';

const secret = { type: 'string', writeOnly: true };
const inner = { type: 'object', properties: { key: secret, name: { type: 'string' } } };
const fields =
  configFields({ properties: { token: secret, account: inner, accounts: { type: 'array', items: inner } } }) ?? [];

test('secrets that are written down are found at every depth, and not repeated', () => {
  const values = {
    token: 'written-down',
    account: { key: 'written-down', name: 'x' },
    accounts: [{ key: '${KEY}' }, { key: 'written-down' }, 'no account'],
  };
  const found = secretProblems(fields, values);
  expect(found.map(({ path }) => path)).toEqual(['token', 'account.key', 'accounts[1].key']);
  expect(JSON.stringify(found)).not.toContain('written-down');
});

test('references and nothing at all are fine', () => {
  expect(secretProblems(fields, { token: '${TOKEN}', account: {}, accounts: [] })).toEqual([]);
  expect(secretProblems(fields, {})).toEqual([]);
});
