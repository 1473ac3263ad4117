import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { ChannelConfigurationInputSchema } from '../schemas/channel-schemas.js';
import { SendRequestSchema } from '../schemas/compose-requests.js';
import { CloseRequestSchema, InteractionDraftSchema, InteractionPatchSchema } from '../schemas/interaction-requests.js';
import { UserDraftSchema, UserPatchSchema } from '../schemas/user-requests.js';
import { coerceQuery } from './coerce-query.js';
import { compileValidator } from './compile-validator.js';
import { explainSchema } from './explain-schema.js';

const schemas: Record<string, TSchema> = {
  SendRequestSchema,
  InteractionDraftSchema,
  InteractionPatchSchema,
  CloseRequestSchema,
  UserDraftSchema,
  UserPatchSchema,
  ChannelConfigurationInputSchema,
};

const names = [
  'channel',
  'to',
  'recipientId',
  'manual',
  'from',
  'body',
  'template',
  'variables',
  'attachmentIds',
  'type',
  'state',
  'consumer',
  'relatedRecord',
  'table',
  'id',
  'url',
  'name',
  'kind',
  'roles',
  'phones',
  'country',
  'order',
  'active',
  'planId',
  'confirm',
  'reason',
  'x',
];
const leaf = fc.oneof(
  fc.constantFrom(
    'sms',
    'phone',
    'consumer',
    'admin',
    'GB',
    'closed_complete',
    'agent_ended',
    '01900000-0000-7000-8000-000000000001',
    'https://example.com',
    '',
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.integer({ min: -2, max: 2_000_000 }),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.constant(undefined),
);
const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie('value'), { maxKeys: 6 }),
  ),
}));

describe('explainSchema', () => {
  test.each(Object.keys(schemas))('%s: explains exactly what the compiled schema refuses', (name) => {
    const schema = schemas[name]!;
    const compiled = Compile(schema);
    fc.assert(
      fc.property(anything, (value) => {
        expect(explainSchema(schema, value).length === 0).toBe(compiled.Check(value));
      }),
      { numRuns: 2_000 },
    );
  });

  test('names each field once and never repeats a value', () => {
    fc.assert(
      fc.property(anything, fc.string({ minLength: 12, maxLength: 20 }), (value, secret) => {
        const problems = compileValidator(SendRequestSchema)({
          ...(value as object),
          body: [secret],
          from: { secret },
        });
        const fields = problems.map(({ field }) => field);
        expect(new Set(fields).size).toBe(fields.length);
        for (const { message } of problems) expect(message).not.toContain(secret);
      }),
    );
  });
});

test.each([
  [{ limit: '10' }, { limit: 10 }],
  [{ limit: '-1' }, { limit: -1 }],
  [{ limit: '1.5' }, { limit: '1.5' }],
  [{ limit: '' }, { limit: '' }],
  [{ limit: ['1', '2'] }, { limit: ['1', '2'] }],
  [
    { all: 'true', other: 'true' },
    { all: true, other: 'true' },
  ],
  [{ q: '10' }, { q: '10' }],
  [{ toString: '1' }, { toString: '1' }],
])('coerceQuery(%j)', (query, expected) => {
  const schema = { properties: { limit: { type: 'integer' }, all: { type: 'boolean' }, q: { type: 'string' } } };
  expect(coerceQuery(schema, query)).toEqual(expected);
});
