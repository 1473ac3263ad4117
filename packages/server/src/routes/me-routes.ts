import { Type } from 'typebox';
import { signedIn } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { text } from '../schemas/answer-parts.js';
import { closedObject } from '../schemas/closed-object.js';
import { itemsOf } from '../schemas/items-of.js';
import { nullable } from '../schemas/nullable.js';
import { RoleSchema } from '../schemas/user-schema.js';

const MeSchema = closedObject(
  {
    user: closedObject({
      id: text(),
      name: text(),
      username: nullable(text()),
      roles: Type.Unsafe<readonly ('agent_workspace_user' | 'admin')[]>(Type.Array(RoleSchema)),
    }),
    features: closedObject({ handsetUrl: nullable(text()) }),
  },
  { title: 'Me' },
);

const GuideItemSchema = closedObject(
  { situation: nullable(text()), interaction: text(), title: text(), text: text() },
  { title: 'GuideItem' },
);

export function meRoutes(app: TypedServer, { messaging, guide, handsetUrl }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/me',
    config: { access: signedIn },
    schema: {
      tags: ['Me'],
      operationId: 'getMe',
      summary: 'Who is signed in, and what this installation offers.',
      response: { 200: MeSchema },
    },
    handler: async (request) => {
      const actor = actorOf(request);
      const { id, name, username, roles } = await messaging.users.get(actor, actor.userId);
      return { user: { id, name, username, roles }, features: { handsetUrl: handsetUrl() } };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/guide',
    config: { access: signedIn },
    schema: {
      tags: ['Me'],
      operationId: 'getGuide',
      summary: 'The guided list of the home page: of the configuration, then of the demo data.',
      response: { 200: itemsOf(GuideItemSchema, 'Guide') },
    },
    handler: async () => ({
      items: [...guide.map((item) => ({ situation: null, ...item })), ...(await messaging.guide())],
    }),
  });
}
