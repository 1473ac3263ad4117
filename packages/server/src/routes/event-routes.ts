import type { Actor } from '@hailpoint/messaging';
import type { FastifyRequest } from 'fastify';
import { signedIn } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import { identifyCaller } from '../http/identify-caller.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';

export function eventRoutes(app: TypedServer, { messaging, streams, sessionCookie }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/events',
    exposeHeadRoute: false,
    config: { access: signedIn },
    schema: {
      tags: ['Events'],
      operationId: 'streamEvents',
      summary: 'Server-sent events: where to look again, never the data itself. Each is a JSON LiveEvent.',
      produces: ['text/event-stream'],
    },
    handler: (request, reply) => {
      const sessionToken = request.caller?.by === 'session' ? request.caller.sessionToken : null;
      const stream = streams.open(actorOf(request), sessionToken, () => currentActor(request));
      return reply
        .type('text/event-stream; charset=utf-8')
        .header('cache-control', 'no-store')
        .header('x-accel-buffering', 'no')
        .send(stream);
    },
  });

  async function currentActor(request: FastifyRequest): Promise<Actor | null> {
    return (await identifyCaller(request, messaging.signIn, sessionCookie))?.actor ?? null;
  }
}
