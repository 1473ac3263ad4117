// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { readFileSync } from 'node:fs';
import { checkSchema } from '@hailpoint/kernel/host';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { fileSchema } from './file-schema.js';

const crm = {
  package: './crm',
  schema: {
    type: 'object',
    properties: {
      url: { type: 'string' },
      retries: { type: 'integer' },
      key: { type: 'string', writeOnly: true },
      place: { $ref: '#/$defs/Place' },
    },
    required: ['url'],
    additionalProperties: false,
    $defs: { Place: { type: 'object', properties: { city: { type: 'string' } }, additionalProperties: false } },
  },
};
const schema = fileSchema([crm]);
const problems = (text: string) => checkSchema(schema, parse(text), 'file').problems.map(({ path }) => path);

describe('the schema of the whole file', () => {
  test('takes the quickstart', () => {
    const text = readFileSync(new URL('../../../../examples/quickstart/hailpoint.yaml', import.meta.url), 'utf8');
    expect(problems(text)).toEqual([]);
  });

  test('takes what each section takes, references to the environment included', () => {
    expect(
      problems(`
server: { port: "\${PORT:-7420}", trustProxy: true }
database:
plugins:
  - package: ./crm
    enabled: "\${CRM_ON}"
    config: { url: "https://crm.example", retries: 3, key: "\${KEY}", place: { city: Bern } }
  - package: "@acme/sms"
    config: { anything: 1 }
channels: { sms: { order: 10, consentTexts: { help: "Call us." } } }
followUps: [{ name: Waits, when: customer_unanswered, after: 30m, do: { promptAgent: true } }]
logLevel: info
`),
    ).toEqual([]);
  });

  test.each([
    ['an unknown section', 'sever: {}'],
    ['an unknown key of a section', 'server: { prt: 1 }'],
    ['a port that is a word', 'server: { port: many }'],
    ['a plugin without its package', 'plugins: [{ enabled: true }]'],
    ['a wrong value of a plugin', 'plugins: [{ package: ./crm, config: { url: a, retries: many } }]'],
    ['an unknown key of a plugin', 'plugins: [{ package: ./crm, config: { url: a, kez: 1 } }]'],
    ['an unknown key within a plugin', 'plugins: [{ package: ./crm, config: { url: a, place: { town: Bern } } }]'],
    ['a missing value of a plugin', 'plugins: [{ package: ./crm, config: {} }]'],
    ['a secret that is written out', 'plugins: [{ package: ./crm, config: { url: a, key: abc } }]'],
    ['an unknown key of a channel', 'channels: { sms: { activ: true } }'],
    ['a log level that there is not', 'logLevel: loud'],
  ])('refuses %s', (_what, text) => {
    expect(problems(text)).not.toEqual([]);
  });
});
