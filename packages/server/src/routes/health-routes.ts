import { everybody } from '../http/access-rule.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { text } from '../schemas/answer-parts.js';
import { closedObject } from '../schemas/closed-object.js';

const tags = ['Operations'];
const Health = closedObject({ status: text() }, { title: 'Health' });
const because = 'Load balancers and monitors ask without credentials; it holds no data of people.';

export function healthRoutes(app: TypedServer, { isReady, metrics }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/health/live',
    config: { access: everybody(because), rateLimit: false },
    schema: { tags, operationId: 'isLive', summary: 'The process answers.', response: { 200: Health } },
    handler: async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      return { status: 'live' };
    },
  });

  app.route({
    method: 'GET',
    url: '/health/ready',
    config: { access: everybody(because), rateLimit: false },
    schema: {
      tags,
      operationId: 'isReady',
      summary: 'The database answers. 503 when it does not.',
      response: { 200: Health, 503: Health },
    },
    handler: async (_request, reply) => {
      reply.header('cache-control', 'no-store');
      const ready = await isReady().catch(() => false);
      return ready ? { status: 'ready' } : reply.code(503).send({ status: 'not_ready' });
    },
  });

  app.route({
    method: 'GET',
    url: '/metrics',
    config: { access: everybody(because), rateLimit: false },
    schema: {
      tags,
      operationId: 'getMetrics',
      summary: 'Metrics in the Prometheus text format.',
      produces: ['text/plain'],
    },
    handler: async (_request, reply) =>
      reply
        .type(metrics.registry.contentType)
        .header('cache-control', 'no-store')
        .send(await metrics.registry.metrics()),
  });
}
