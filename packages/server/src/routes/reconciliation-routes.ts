import { Type } from 'typebox';
import { admins } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { closedObject } from '../schemas/closed-object.js';
import { pageOf } from '../schemas/page-of.js';
import { pageQuery } from '../schemas/page-query.js';
import { ReconciliationRequestSchema, ReconciliationSchema } from '../schemas/reconciliation-schema.js';

const tags = ['Administration'];

export function reconciliationRoutes(app: TypedServer, { messaging }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/admin/reconciliations',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listReconciliations',
      summary: 'Comparisons of what carriers know with what we know, newest first.',
      querystring: closedObject(pageQuery),
      response: { 200: pageOf(ReconciliationSchema, 'ReconciliationPage') },
    },
    handler: (request) => messaging.reconciliations.list(actorOf(request), request.query),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/reconciliations',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'startReconciliation',
      summary:
        'Compares now, beside the daily comparison. The answer comes before it is done; the list shows how far it is.',
      body: ReconciliationRequestSchema,
      response: { 202: closedObject({ items: Type.Array(ReconciliationSchema) }, { title: 'ReconciliationsStarted' }) },
    },
    handler: async (request, reply) => {
      const items = await messaging.reconciliations.start(actorOf(request), request.body);
      reply.code(202);
      return { items: [...items] };
    },
  });
}
