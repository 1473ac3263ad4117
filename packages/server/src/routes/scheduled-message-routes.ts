import type { ScheduledMessage } from '@hailpoint/messaging';
import type { FastifyReply } from 'fastify';
import { agents } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import { etag } from '../http/etag.js';
import { idempotencyOf } from '../http/idempotency-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { versionOf } from '../http/version-of.js';
import { pageOf } from '../schemas/page-of.js';
import {
  ScheduledMessageQuerySchema,
  ScheduledMessageSchema,
  ScheduledOfInteractionQuerySchema,
  SchedulePatchSchema,
  SchedulePreflightRequestSchema,
  SchedulePreflightSchema,
  ScheduleRequestSchema,
} from '../schemas/scheduled-message-schemas.js';
import { markReplay } from './mark-replay.js';
import { idParams, numberParams } from './path-params.js';

const tags = ['Scheduled messages'];

function withVersion(reply: FastifyReply, scheduled: ScheduledMessage): ScheduledMessage {
  reply.header('etag', etag(scheduled.version));
  return scheduled;
}

export function scheduledMessageRoutes(app: TypedServer, { messaging }: RouteContext): void {
  const { scheduled } = messaging;

  app.route({
    method: 'GET',
    url: '/api/v1/interactions/:number/scheduled-messages',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'listScheduledMessagesOfInteraction',
      summary: 'Messages scheduled from a record. Open ones by default, the earliest first.',
      params: numberParams,
      querystring: ScheduledOfInteractionQuerySchema,
      response: { 200: pageOf(ScheduledMessageSchema, 'ScheduledMessagePage') },
    },
    handler: (request) =>
      scheduled.list(actorOf(request), { ...request.query, view: 'all', interaction: request.params.number }),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/scheduled-messages',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'scheduleMessage',
      summary: 'Schedules a message, which is sent at its moment only if the outcome is still the one shown.',
      description: 'Takes an Idempotency-Key, which bearer tokens must send.',
      params: numberParams,
      body: ScheduleRequestSchema,
      response: { 201: ScheduledMessageSchema },
    },
    handler: async (request, reply) => {
      const { number } = request.params;
      const key = idempotencyOf(request);
      const { result, replayed } = await scheduled.schedule(actorOf(request), number, request.body, key);
      markReplay(reply, replayed);
      reply.code(201).header('location', `/api/v1/scheduled-messages/${result.id}`);
      return withVersion(reply, result);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/v1/interactions/:number/scheduled-messages/preflight',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'preflightScheduledMessage',
      summary: 'What will happen at that moment, as far as it can be known now. Writes nothing.',
      params: numberParams,
      body: SchedulePreflightRequestSchema,
      response: { 200: SchedulePreflightSchema },
    },
    handler: (request) => scheduled.preflight(actorOf(request), request.params.number, request.body),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/scheduled-messages',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'listScheduledMessages',
      summary: 'Scheduled messages: own ones unless view is all. Open ones by default, the earliest first.',
      querystring: ScheduledMessageQuerySchema,
      response: { 200: pageOf(ScheduledMessageSchema, 'ScheduledMessagePage') },
    },
    handler: (request) => scheduled.list(actorOf(request), request.query),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/scheduled-messages/:id',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'getScheduledMessage',
      summary: 'One scheduled message; the ETag is its version.',
      params: idParams,
      response: { 200: ScheduledMessageSchema },
    },
    handler: async (request, reply) => withVersion(reply, await scheduled.get(actorOf(request), request.params.id)),
  });

  app.route({
    method: 'PATCH',
    url: '/api/v1/scheduled-messages/:id',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'updateScheduledMessage',
      summary:
        'Changes a message before it is sent; one that needs attention is scheduled again. If-Match must name the version.',
      params: idParams,
      body: SchedulePatchSchema,
      response: { 200: ScheduledMessageSchema },
    },
    handler: async (request, reply) => {
      const { id } = request.params;
      return withVersion(reply, await scheduled.update(actorOf(request), id, versionOf(request), request.body));
    },
  });

  app.route({
    method: 'POST',
    url: '/api/v1/scheduled-messages/:id/cancel',
    config: { access: agents },
    schema: {
      tags,
      operationId: 'cancelScheduledMessage',
      summary: 'Cancels a message that was not sent yet, whoever scheduled it. Again: the same answer.',
      params: idParams,
      response: { 200: ScheduledMessageSchema },
    },
    handler: async (request, reply) => withVersion(reply, await scheduled.cancel(actorOf(request), request.params.id)),
  });
}
