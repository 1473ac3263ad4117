import { describe, expect, test } from '@jest/globals';
import { configFields, labelOf } from './config-fields.js';

const schema = {
  type: 'object',
  required: ['url', 'senders'],
  additionalProperties: false,
  properties: {
    url: { type: 'string', description: 'Of the CRM.' },
    token: { type: 'string', writeOnly: true },
    greeting: { type: 'string', maxLength: 500 },
    port: { type: 'integer', minimum: 0, maximum: 65_535, default: 7421 },
    trace: { type: 'boolean', default: false },
    route: { enum: ['fast', 'cheap'], default: 'fast' },
    channels: { type: 'array', items: { type: 'string' }, minItems: 1, default: ['sms'] },
    senders: { type: 'array', items: { $ref: '#/$defs/Sender' }, minItems: 1 },
    retry: { $ref: '#/$defs/Pace', title: 'Trying again' },
    tree: { $ref: '#/$defs/Tree' },
    labels: { type: 'object', additionalProperties: { type: 'string' } },
    either: { oneOf: [{ type: 'string' }, { type: 'number' }] },
    lists: { type: 'array', items: { type: 'array', items: { type: 'string' } } },
    lost: { $ref: '#/$defs/Nothing' },
    anything: true,
  },
  $defs: {
    Sender: {
      type: 'object',
      required: ['address'],
      properties: { address: { type: 'string' }, pace: { type: 'object', $ref: '#/$defs/Pace' } },
    },
    Pace: { type: 'object', properties: { segmentsPerSecond: { type: 'number', minimum: 0.01 } } },
    Tree: { type: 'object', properties: { name: { type: 'string' }, inner: { $ref: '#/$defs/Tree' } } },
  },
};

const fields = configFields(schema) ?? [];
const field = (name: string) => fields.find((one) => one.name === name);

describe('the form of a configuration', () => {
  test('has a field for every property, in the order of the schema', () => {
    expect(fields.map(({ name }) => name)).toEqual(Object.keys(schema.properties));
    expect(fields.filter(({ required }) => required).map(({ name }) => name)).toEqual(['url', 'senders']);
  });

  test.each<[string, unknown]>([
    ['url', { kind: 'text', secret: false, long: false }],
    ['token', { kind: 'text', secret: true, long: false }],
    ['greeting', { kind: 'text', secret: false, long: true }],
    ['port', { kind: 'number' }],
    ['trace', { kind: 'boolean' }],
    ['route', { kind: 'choice', options: ['fast', 'cheap'] }],
    ['channels', { kind: 'list', item: { kind: 'text', secret: false, long: false } }],
    ['labels', { kind: 'json' }],
    ['either', { kind: 'json' }],
    ['lists', { kind: 'json' }],
    ['lost', { kind: 'json' }],
    ['anything', { kind: 'json' }],
  ])('%s', (name, shape) => {
    expect(field(name)?.shape).toEqual(shape);
  });

  test('lists of objects are groups, with groups inside', () => {
    expect(field('senders')?.shape).toMatchObject({
      kind: 'groups',
      fields: [
        { name: 'address', required: true, shape: { kind: 'text' } },
        {
          name: 'pace',
          shape: { kind: 'group', fields: [{ label: 'Segments per second', shape: { kind: 'number' } }] },
        },
      ],
    });
    expect(field('retry')).toMatchObject({ label: 'Trying again', shape: { kind: 'group' } });
  });

  test('an object that holds itself ends', () => {
    expect(field('tree')?.shape).toMatchObject({
      kind: 'group',
      fields: [
        { name: 'name', shape: { kind: 'text' } },
        { name: 'inner', shape: { kind: 'json' } },
      ],
    });
  });

  test.each([
    ['url', 'Of the CRM.'],
    ['port', 'From 0 to 65535. Default: 7421.'],
    ['trace', 'Default: off.'],
    ['channels', 'At least 1 entry. Default: sms.'],
    ['token', null],
  ])('the hint of %s', (name, hint) => {
    expect(field(name)?.hint).toBe(hint);
  });

  test.each([[null], [{ type: 'string' }], [{ type: 'object' }], [{ properties: {}, additionalProperties: true }]])(
    'no form: %j',
    (none) => {
      expect(configFields(none)).toBeNull();
    },
  );

  test('names of keys are read as words', () => {
    expect(['apiBaseUrl', 'senders', 'max_age', 'opt-out'].map(labelOf)).toEqual([
      'API base URL',
      'Senders',
      'Max age',
      'Opt out',
    ]);
  });
});
