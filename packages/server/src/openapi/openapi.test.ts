import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { startTestServer, type TestServer } from '../testing/test-server.test.fixture.js';
import { nameSchemas } from './name-schemas.js';

interface Operation {
  readonly operationId?: string;
  readonly summary: string;
  readonly security: unknown[];
  readonly parameters?: { name: string; in: string; schema: object; required?: boolean }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content?: Record<string, { schema: object }> }>;
}

let server: TestServer;
let document: {
  openapi: string;
  info: object;
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, object>; securitySchemes: object };
};
beforeAll(async () => {
  server = await startTestServer();
  document = (await server.call('GET', '/api/openapi.json', { as: null })).json;
});
afterAll(() => server.close());

const operations = () =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method.toUpperCase()} ${path}`, operation })),
  );

describe('/api/openapi.json', () => {
  test('is OpenAPI 3.1', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(document.info).toMatchObject({ title: 'Hailpoint', version: '1' });
  });

  test('has every route of the server, and no other', () => {
    const described = new Set(operations().map(({ name }) => name));
    const expected = server.server.routes
      .filter(({ hidden, method }) => !hidden && method !== 'HEAD')
      .map(({ method, url }) => `${method} ${url.replace(/:(\w+)/g, '{$1}').replace('*', '{path}')}`);
    expect([...described].filter((name) => !name.startsWith('HEAD ')).sort()).toEqual(expected.sort());
  });

  test('every operation says what it is, who may call it, and how it fails', () => {
    for (const { name, operation } of operations()) {
      expect([name, operation.summary?.length > 0]).toEqual([name, true]);
      expect([name, Array.isArray(operation.security)]).toEqual([name, true]);
      const problem = operation.responses['4XX']?.content?.['application/problem+json'];
      expect([name, problem]).toEqual([name, { schema: { $ref: '#/components/schemas/Problem' } }]);
      for (const parameter of [...(name.match(/\{(\w+)\}/g) ?? [])].map((text) => text.slice(1, -1))) {
        const found = operation.parameters?.find((one) => one.in === 'path' && one.name === parameter);
        expect([name, parameter, found?.required]).toEqual([name, parameter, true]);
      }
    }
    const ids = operations().flatMap(({ operation }) => (operation.operationId ? [operation.operationId] : []));
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every schema is JSON Schema 2020-12, and every reference leads somewhere', () => {
    const require = createRequire(createRequire(import.meta.url).resolve('fastify'));
    const { Ajv2020 } = require('ajv/dist/2020.js') as {
      Ajv2020: new (options: object) => { addSchema(s: object): void; compile(s: object): unknown };
    };
    const ajv = new Ajv2020({
      strict: true,
      strictTypes: false,
      formats: { 'date-time': true },
      keywords: ['x-must-be', 'components'],
    });
    ajv.addSchema({ $id: 'https://example.com/document', components: document.components });
    let compiled = 0;
    const visit = (value: unknown): void => {
      if (value === null || typeof value !== 'object') return;
      const { schema } = value as { schema?: object };
      if (schema && typeof schema === 'object') {
        const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://example.com/document#/'));
        expect(() => ajv.compile(absolute)).not.toThrow();
        compiled += 1;
      }
      for (const item of Object.values(value)) visit(item);
    };
    visit(document.paths);
    expect(compiled).toBeGreaterThan(80);
  });

  test('bodies name their fields and refuse all others', () => {
    const bodies = operations().flatMap(({ operation }) => Object.values(operation.requestBody?.content ?? {}));
    expect(bodies.length).toBeGreaterThanOrEqual(12);
    for (const { schema } of bodies) {
      const name = (schema as { $ref?: string }).$ref?.split('/').at(-1) ?? '';
      expect(document.components.schemas[name]).toMatchObject({ type: 'object', additionalProperties: false });
    }
    expect(document.components.schemas['Composition']).toMatchObject({
      required: ['channel', 'to'],
      anyOf: [{ required: ['body'] }, { required: ['template'] }],
    });
  });
});

test('two different schemas cannot share a title', () => {
  const titled = (title: string, type: string) => ({ schema: { title, type } });
  expect(() => nameSchemas({ paths: [titled('A', 'string'), titled('A', 'number')] })).toThrow('title A');
  expect(nameSchemas({ paths: [titled('A', 'string'), titled('A', 'string')] })).toEqual({
    components: { schemas: { A: { title: 'A', type: 'string' } } },
    paths: [{ schema: { $ref: '#/components/schemas/A' } }, { schema: { $ref: '#/components/schemas/A' } }],
  });
});
