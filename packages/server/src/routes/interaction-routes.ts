import type { Interaction } from '@hailpoint/messaging';
import type { FastifyReply } from 'fastify';
import { agents } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import { etag } from '../http/etag.js';
import { idempotencyOf } from '../http/idempotency-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { versionOf } from '../http/version-of.js';
import {
  AssociateRequestSchema,
  CloseRequestSchema,
  InteractionDraftSchema,
  InteractionListQuerySchema,
  InteractionPatchSchema,
} from '../schemas/interaction-requests.js';
import { InteractionSchema } from '../schemas/interaction-schema.js';
import { pageOf } from '../schemas/page-of.js';
import { markReplay } from './mark-replay.js';
import { numberParams } from './path-params.js';

const tags = ['Interactions'];

function withVersion(reply: FastifyReply, interaction: Interaction): Interaction {
  reply.header('etag', etag(interaction.version));
  return interaction;
}

export function interactionRoutes(app: TypedServer, { messaging }: RouteContext): void {
  const { interactions } = messaging;

  app.route({
    method: 'GET',
    url: '/api/v1/interactions',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'listInteractions',
      summary: 'Interactions, newest first by default.',
      querystring: InteractionListQuerySchema,
      response: { 200: pageOf(InteractionSchema, 'InteractionPage') },
    },
    handler: async (request) => interactions.list(actorOf(request), request.query),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'createInteraction',
      summary: 'Creates an interaction of any type but messaging. Takes an Idempotency-Key.',
      body: InteractionDraftSchema,
      response: { 201: InteractionSchema },
    },
    handler: async (request, reply) => {
      const { result, replayed } = await interactions.create(actorOf(request), request.body, idempotencyOf(request));
      markReplay(reply, replayed);
      reply.code(201).header('location', `/api/v1/interactions/${result.number}`);
      return withVersion(reply, result);
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/interactions/:number',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'getInteraction',
      summary: 'One interaction; the ETag is its version.',
      params: numberParams,
      response: { 200: InteractionSchema },
    },
    handler: async (request, reply) =>
      withVersion(reply, await interactions.get(actorOf(request), request.params.number)),
  });

  app.route({
    method: 'PATCH',
    url: '/api/v1/interactions/:number',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'updateInteraction',
      summary: 'Changes fields. If-Match must name the version; 412 when someone else was faster.',
      params: numberParams,
      body: InteractionPatchSchema,
      response: { 200: InteractionSchema },
    },
    handler: async (request, reply) => {
      const { number } = request.params;
      return withVersion(reply, await interactions.update(actorOf(request), number, versionOf(request), request.body));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/close',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'closeInteraction',
      summary: 'Closes an interaction. Closed is final.',
      params: numberParams,
      body: CloseRequestSchema,
      response: { 200: InteractionSchema },
    },
    handler: async (request, reply) =>
      withVersion(reply, await interactions.close(actorOf(request), request.params.number, request.body)),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/associate',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'associateInteraction',
      summary: 'Says whose the number of a running conversation is. If-Match must name the version.',
      params: numberParams,
      body: AssociateRequestSchema,
      response: { 200: InteractionSchema },
    },
    handler: async (request, reply) => {
      const { number } = request.params;
      const version = versionOf(request);
      return withVersion(reply, await interactions.associate(actorOf(request), number, version, request.body));
    },
  });
}
