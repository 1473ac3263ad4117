import { agentsAndAdmins } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { closedObject } from '../schemas/closed-object.js';
import { pageQuery } from '../schemas/page-query.js';
import { StorySchema } from '../schemas/story-schema.js';
import { idParams, numberParams } from './path-params.js';

const tags = ['History'];
const description =
  'Times inside sentences and values are ISO 8601, UTC, with milliseconds, so that a page can show them in its reader’s zone. Who is no agent reads it without addresses.';

export function historyRoutes(app: TypedServer, { messaging: { history } }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/interactions/:number/history',
    config: { access: agentsAndAdmins },
    schema: {
      tags,
      operationId: 'getInteractionHistory',
      summary: 'What happened, in order and in plain words; where it stands, why, and what comes next.',
      description: `${description} limit counts messages: the newest without a cursor, nextCursor leads to what was before.`,
      params: numberParams,
      querystring: closedObject(pageQuery),
      response: { 200: StorySchema },
    },
    handler: (request) => history.ofInteraction(actorOf(request), request.params.number, request.query),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/messages/:id/history',
    config: { access: agentsAndAdmins },
    schema: {
      tags,
      operationId: 'getMessageHistory',
      summary: 'The story of one message: who asked, why it was allowed, each attempt, each report of the carrier.',
      description,
      params: idParams,
      response: { 200: StorySchema },
    },
    handler: (request) => history.ofMessage(actorOf(request), request.params.id),
  });
}
