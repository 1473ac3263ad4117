import { agents } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import { idempotencyOf } from '../http/idempotency-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { ComposeOptionsSchema, ReplyOptionsSchema } from '../schemas/compose-options-schema.js';
import { CompositionSchema, ReplyRequestSchema, SendRequestSchema } from '../schemas/compose-requests.js';
import { PreflightSchema } from '../schemas/preflight-schema.js';
import { SendResultSchema } from '../schemas/send-result-schema.js';
import { markReplay } from './mark-replay.js';
import { numberParams } from './path-params.js';

const tags = ['Compose'];

export function composeRoutes(app: TypedServer, { messaging }: RouteContext): void {
  const { compose } = messaging;

  app.route({
    method: 'GET',
    url: '/api/v1/interactions/:number/compose',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'getComposeOptions',
      summary: 'What the compose form shows: channels, recipients with their verdicts, senders, limits.',
      params: numberParams,
      response: { 200: ComposeOptionsSchema },
    },
    handler: (request) => compose.options(actorOf(request), request.params.number),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/preflight',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'preflightMessage',
      summary: 'What will happen if this is sent now. Writes nothing.',
      params: numberParams,
      body: CompositionSchema,
      response: { 200: PreflightSchema },
    },
    handler: (request) => compose.preflight(actorOf(request), request.params.number, request.body),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/messages',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'sendMessage',
      summary: 'Sends. With planId, only if the outcome is still the one shown; else 409 with the new preflight.',
      description: 'Takes an Idempotency-Key, which bearer tokens must send.',
      params: numberParams,
      body: SendRequestSchema,
      response: { 201: SendResultSchema },
    },
    handler: async (request, reply) => {
      const { number } = request.params;
      const { result, replayed } = await compose.send(actorOf(request), number, request.body, idempotencyOf(request));
      markReplay(reply, replayed);
      return reply.code(201).send(result);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/interactions/:number/replies/options',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'getReplyOptions',
      summary: 'What the reply form shows of a conversation: whether free text may go, how long, and templates.',
      params: numberParams,
      response: { 200: ReplyOptionsSchema },
    },
    handler: (request) => compose.replyOptions(actorOf(request), request.params.number),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/replies/preflight',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'preflightReply',
      summary: 'What will happen if this reply is sent now. Writes nothing.',
      params: numberParams,
      body: ReplyRequestSchema,
      response: { 200: PreflightSchema },
    },
    handler: (request) => compose.preflightReply(actorOf(request), request.params.number, request.body),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/replies',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'sendReply',
      summary: 'Answers in a messaging interaction, with the same checks as a send.',
      description: 'Takes an Idempotency-Key, which bearer tokens must send.',
      params: numberParams,
      body: ReplyRequestSchema,
      response: { 201: SendResultSchema },
    },
    handler: async (request, reply) => {
      const { number } = request.params;
      const { result, replayed } = await compose.reply(actorOf(request), number, request.body, idempotencyOf(request));
      markReplay(reply, replayed);
      return reply.code(201).send(result);
    },
  });
}
