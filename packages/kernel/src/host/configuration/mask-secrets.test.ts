import { expect, test } from '@jest/globals';
import { maskSecrets, writtenSecrets } from './mask-secrets.js';

// biome-ignore lint/suspicious/noTemplateCurlyInString: that is what people write in the file
const reference = '${TOKEN}';
const schema = {
  type: 'object',
  properties: {
    url: { type: 'string' },
    key: { type: 'string', writeOnly: true },
    accounts: { type: 'array', items: { $ref: '#/definitions/Account' } },
  },
  definitions: { Account: { type: 'object', properties: { name: {}, pin: { writeOnly: true } } } },
};

test('secrets that were written out are hidden wherever the schema has them; references and all else are shown', () => {
  const config = {
    url: 'https://crm.example',
    key: 'written out',
    accounts: [
      { name: 'a', pin: 1234 },
      { name: 'b', pin: reference },
    ],
  };
  expect(maskSecrets(config, schema)).toEqual({
    url: 'https://crm.example',
    key: '***',
    accounts: [
      { name: 'a', pin: '***' },
      { name: 'b', pin: reference },
    ],
  });
  expect(maskSecrets({ key: `x${reference}` }, schema)).toEqual({ key: '***' });
});

test('without a schema, and for what it does not know, names tell', () => {
  const config = { url: 'https://crm.example', apiKey: 'k', nested: { authToken: 't', passwords: ['p'], level: 3 } };
  const masked = {
    url: 'https://crm.example',
    apiKey: '***',
    nested: { authToken: '***', passwords: '***', level: 3 },
  };
  expect(maskSecrets(config, null)).toEqual(masked);
  expect(maskSecrets({ clientSecret: 's' }, schema)).toEqual({ clientSecret: '***' });
});

test('secrets that are written out are found by their paths', () => {
  const config = { url: 'https://crm.example', key: 'written', accounts: [{ pin: reference }, { pin: 7 }] };
  expect(writtenSecrets(config, schema)).toEqual(['config.key', 'config.accounts[1].pin']);
  expect(writtenSecrets({ key: reference }, schema)).toEqual([]);
});
