import { admins } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import {
  ChannelConfigurationInputSchema,
  ChannelConfigurationSchema,
  ChannelPlanSchema,
  ChannelResetSchema,
} from '../schemas/channel-schemas.js';
import { itemsOf } from '../schemas/items-of.js';
import { channelParams } from './path-params.js';

const tags = ['Administration'];

export function channelRoutes(app: TypedServer, { messaging }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/admin/channels',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listChannels',
      summary: 'Channel configurations, and where their values come from.',
      response: { 200: itemsOf(ChannelConfigurationSchema, 'ChannelConfigurations') },
    },
    handler: async () => ({ items: await messaging.channels.list() }),
  });

  app.route({
    method: 'PUT',
    url: '/api/v1/admin/channels/:channel',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'putChannel',
      summary: 'Sets values of a channel configuration; what is not named stays. Locked ones are refused.',
      params: channelParams,
      body: ChannelConfigurationInputSchema,
      response: { 200: ChannelConfigurationSchema },
    },
    handler: (request) => messaging.channels.put(actorOf(request), request.params.channel, request.body),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/channels/:channel/reset',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'resetChannel',
      summary:
        'Takes back all that was set for a channel: the file and the defaults hold again. Locked ones are refused.',
      params: channelParams,
      response: { 200: ChannelResetSchema },
    },
    handler: async (request) => ({
      channel: await messaging.channels.reset(actorOf(request), request.params.channel),
    }),
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/channels/:channel/plan',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'planChannel',
      summary: 'What setting these values would mean for what is under way, in numbers and in words. Changes nothing.',
      params: channelParams,
      body: ChannelConfigurationInputSchema,
      response: { 200: ChannelPlanSchema },
    },
    handler: (request) => messaging.channels.plan(actorOf(request), request.params.channel, request.body),
  });
}
