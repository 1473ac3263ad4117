// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expandEnvironment } from './expand-environment.js';

const environment = { HOST: 'carrier.example', PORT: '8080', YES: 'true', EMPTY: '', TOKEN: 's3cret-value' };
const schema = {
  type: 'object',
  properties: {
    port: { type: 'integer' },
    on: { type: 'boolean' },
    name: { type: 'string' },
    token: { type: 'string', writeOnly: true },
    senders: { type: 'array', items: { $ref: '#/$defs/Sender' } },
  },
  $defs: { Sender: { type: 'object', properties: { secret: { type: 'string', writeOnly: true } } } },
};

describe('${NAME} and ${NAME:-default}', () => {
  test.each([
    ['https://${HOST}:${PORT}/x', 'https://carrier.example:8080/x'],
    ['${MISSING:-fallback}', 'fallback'],
    ['${EMPTY:-fallback}', 'fallback'],
    ['${EMPTY}', ''],
    ['${MISSING:-}', ''],
    ['$${HOST}', '${HOST}'],
    ['$HOST and ${1X}', '$HOST and ${1X}'],
    [8080, 8080],
    [null, null],
    [undefined, undefined],
  ])('%j is read as %j', (raw, value) => {
    expect(expandEnvironment(raw, environment)).toEqual({ value, problems: [], secrets: [] });
  });

  test('a variable that is not set is named with the path', () => {
    const { problems } = expandEnvironment({ list: [{ url: 'https://${MISSING}' }] }, environment);
    expect(problems).toEqual([
      { path: 'config.list[0].url', message: 'names the environment variable MISSING, which is not set' },
    ]);
  });

  test('what holds no reference stays as it is', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (raw) => {
        fc.pre(!JSON.stringify(raw).includes('${'));
        expect(JSON.stringify(expandEnvironment(raw, environment).value)).toBe(JSON.stringify(raw));
      }),
    );
  });

  test('a whole reference takes the type that the schema wants', () => {
    const raw = { port: '${PORT}', on: '${YES}', name: '${PORT}', senders: [] };
    expect(expandEnvironment(raw, environment, { schema }).value).toEqual({
      port: 8080,
      on: true,
      name: '8080',
      senders: [],
    });
  });

  test('what cannot be read as that type stays text, for the check to name', () => {
    expect(expandEnvironment({ port: '${HOST}', on: '1${YES}' }, environment, { schema }).value).toEqual({
      port: 'carrier.example',
      on: '1true',
    });
  });
});

describe('secrets', () => {
  test('accept ${NAME}, anywhere in the tree, and are known afterwards', () => {
    const raw = { token: '${TOKEN}', senders: [{ secret: '${TOKEN}' }] };
    const expansion = expandEnvironment(raw, environment, { schema });
    expect(expansion).toMatchObject({
      value: { token: 's3cret-value', senders: [{ secret: 's3cret-value' }] },
      problems: [],
    });
    expect(expansion.secrets).toContain('s3cret-value');
  });

  test.each(['s3cret-value', '${TOKEN:-s3cret-value}', 'x${TOKEN}', '$${TOKEN}', 7, ['${TOKEN}'], { a: 1 }, true])(
    'refuse %j, and do not repeat it',
    (token) => {
      const { problems } = expandEnvironment({ senders: [{}, { secret: token }] }, environment, { schema });
      expect(problems).toHaveLength(1);
      expect(problems[0]).toMatchObject({
        path: 'config.senders[1].secret',
        message: expect.stringContaining('accepts only'),
      });
      expect(JSON.stringify(problems)).not.toContain('s3cret');
    },
  );

  test.each(['${MISSING}', '${EMPTY}'])('%s is missing', (token) => {
    expect(expandEnvironment({ token }, environment, { schema }).problems).toMatchObject([{ path: 'config.token' }]);
  });
});
