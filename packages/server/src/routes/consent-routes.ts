import { admins } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import {
  ConsentChangeResultSchema,
  ConsentChangeSchema,
  ConsentLookUpSchema,
  ConsentOverviewSchema,
  ConsentQuerySchema,
  ConsentSchema,
} from '../schemas/consent-schemas.js';
import { pageOf } from '../schemas/page-of.js';

const tags = ['Administration'];

/** What customers decided about messages. Addresses are never in a URL, which proxies may log. */
export function consentRoutes(app: TypedServer, { messaging }: RouteContext): void {
  const { consents } = messaging;

  app.route({
    method: 'GET',
    url: '/api/v1/admin/consents',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listConsents',
      summary: 'Opt-outs, or opt-ins, that hold now, newest first, each with its proof.',
      querystring: ConsentQuerySchema,
      response: { 200: pageOf(ConsentSchema, 'ConsentPage') },
    },
    handler: (request) => consents.list(actorOf(request), request.query),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/consents/look-up',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'lookUpConsent',
      summary: 'What holds for an address in each sender group, and how it came about. Changes nothing.',
      body: ConsentLookUpSchema,
      response: { 200: ConsentOverviewSchema },
    },
    handler: (request) => consents.lookUp(actorOf(request), request.body),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/consents',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'recordConsent',
      summary:
        'Records an opt-out or an opt-in that was given elsewhere, or lifts an opt-out, with proof. 200: it was so already.',
      body: ConsentChangeSchema,
      response: { 200: ConsentChangeResultSchema, 201: ConsentChangeResultSchema },
    },
    handler: async (request, reply) => {
      const result = await consents.record(actorOf(request), request.body);
      return reply.code(result.changed ? 201 : 200).send(result);
    },
  });
}
