import swagger from '@fastify/swagger';
import { everybody } from '../http/access-rule.js';
import type { TypedServer } from '../http/typed-server.js';
import { nameSchemas } from './name-schemas.js';
import { nameWildcards } from './name-wildcards.js';

/** The OpenAPI 3.1 document at `/api/openapi.json`, written from the routes' own schemas. */
export async function registerOpenApi(app: TypedServer): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Hailpoint',
        version: '1',
        description: 'Agent-initiated messaging. Errors are application/problem+json (RFC 9457) with a stable code.',
        license: { name: 'MIT', identifier: 'MIT' },
      },
      components: {
        securitySchemes: {
          session: { type: 'apiKey', in: 'cookie', name: 'hailpoint_session' },
          token: { type: 'http', scheme: 'bearer' },
        },
      },
    },
  });

  let document: string | null = null;
  app.route({
    method: 'GET',
    url: '/api/openapi.json',
    config: { access: everybody('It describes the program, not the data.') },
    schema: { tags: ['Operations'], operationId: 'getOpenApi', summary: 'This document.' },
    handler: (_request, reply) => {
      document ??= JSON.stringify(nameSchemas(nameWildcards(app.swagger() as Record<string, unknown>)));
      return reply.type('application/json; charset=utf-8').header('cache-control', 'no-cache').send(document);
    },
  });
}
