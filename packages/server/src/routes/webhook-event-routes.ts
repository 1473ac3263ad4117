import { admins } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { pageOf } from '../schemas/page-of.js';
import {
  DiscardRequestSchema,
  WebhookEventCountSchema,
  WebhookEventQuerySchema,
  WebhookEventSchema,
} from '../schemas/webhook-event-schemas.js';
import { idParams } from './path-params.js';

const tags = ['Administration'];

/** Carriers' events that wait for a person. What they say is not shown: it is a customer's. */
export function webhookEventRoutes(app: TypedServer, { messaging }: RouteContext): void {
  const { webhookEvents } = messaging;

  app.route({
    method: 'GET',
    url: '/api/v1/admin/webhook-events',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listWebhookEvents',
      summary: 'What carriers sent, newest first: by default what is parked, with the reason and the fix.',
      querystring: WebhookEventQuerySchema,
      response: { 200: pageOf(WebhookEventSchema, 'WebhookEventPage') },
    },
    handler: (request) => webhookEvents.list(actorOf(request), request.query),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/admin/webhook-events/count',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'countWebhookEvents',
      summary: 'How many carrier events are parked.',
      response: { 200: WebhookEventCountSchema },
    },
    handler: async (request) => ({ parked: await webhookEvents.countParked(actorOf(request)) }),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/webhook-events/:id/replay',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'replayWebhookEvent',
      summary: 'Processes a parked event again, and answers what it came to: processed, or parked with the reason.',
      params: idParams,
      response: { 200: WebhookEventSchema },
    },
    handler: (request) => webhookEvents.replay(actorOf(request), request.params.id),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/webhook-events/:id/discard',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'discardWebhookEvent',
      summary: 'Throws a parked event away, with a note that says why. It is deleted 30 days later.',
      params: idParams,
      body: DiscardRequestSchema,
      response: { 200: WebhookEventSchema },
    },
    handler: (request) => webhookEvents.discard(actorOf(request), request.params.id, request.body.note),
  });
}
