import { agents } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { closedObject } from '../schemas/closed-object.js';
import { MessageSchema } from '../schemas/message-schema.js';
import { nullable } from '../schemas/nullable.js';
import { pageOf } from '../schemas/page-of.js';
import { pageQuery } from '../schemas/page-query.js';
import { PreflightConsentSchema } from '../schemas/preflight-schema.js';
import { numberParams } from './path-params.js';

export function threadRoutes(app: TypedServer, { messaging }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/interactions/:number/messages',
    config: { access: agents },
    schema: {
      tags: ['Interactions'],
      operationId: 'listMessages',
      summary: 'The thread: oldest first within a page, the newest page first.',
      params: numberParams,
      querystring: closedObject(pageQuery),
      response: { 200: pageOf(MessageSchema, 'MessagePage') },
    },
    handler: (request) => messaging.interactions.thread(actorOf(request), request.params.number, request.query),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/interactions/:number/consent',
    config: { access: agents },
    schema: {
      tags: ['Interactions'],
      operationId: 'getInteractionConsent',
      summary:
        "What holds for a conversation's recipient and the group of its sender; null where it is no conversation.",
      params: numberParams,
      response: { 200: closedObject({ consent: nullable(PreflightConsentSchema) }, { title: 'InteractionConsent' }) },
    },
    handler: async (request) => ({
      consent: await messaging.consents.ofConversation(actorOf(request), request.params.number),
    }),
  });
}
