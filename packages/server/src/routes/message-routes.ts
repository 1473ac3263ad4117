import { agents } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import { idempotencyOf } from '../http/idempotency-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { LookUpResultSchema, MessageSchema, ResendRequestSchema } from '../schemas/message-schema.js';
import { markReplay } from './mark-replay.js';
import { idParams } from './path-params.js';

const tags = ['Messages'];

/** What agents do about a message of which it is not known whether it was sent. */
export function messageRoutes(app: TypedServer, { messaging }: RouteContext): void {
  app.route({
    method: 'POST',
    url: '/api/v1/messages/:id/look-up',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'lookUpMessage',
      summary: 'Asks the carrier now what became of a message of unknown outcome.',
      description: 'A message that the carrier surely does not have is sent again, as when it is looked up by itself.',
      params: idParams,
      response: { 200: LookUpResultSchema },
    },
    handler: (request) => messaging.messages.lookUp(actorOf(request), request.params.id),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/messages/:id/resend',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'resendMessage',
      summary: 'Sends a message of unknown outcome again, though the carrier may have it.',
      description:
        'Needs the confirmation may_arrive_twice, and runs the checks of a reply. It is another attempt of the same message. Takes an Idempotency-Key, which bearer tokens must send.',
      params: idParams,
      body: ResendRequestSchema,
      response: { 200: MessageSchema },
    },
    handler: async (request, reply) => {
      const key = idempotencyOf(request);
      const { result, replayed } = await messaging.messages.resend(
        actorOf(request),
        request.params.id,
        request.body,
        key,
      );
      markReplay(reply, replayed);
      return result;
    },
  });
}
