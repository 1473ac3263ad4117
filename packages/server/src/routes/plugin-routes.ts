import type { PluginOverview } from '@hailpoint/messaging';
import { Type } from 'typebox';
import { fileSchema } from '../configuration/file-schema.js';
import { admins } from '../http/access-rule.js';
import { actorOf } from '../http/actor-of.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { itemsOf } from '../schemas/items-of.js';
import {
  ContributionAnswersSchema,
  ExtensionPointSchema,
  NodeSchema,
  type PluginAnswer,
  PluginChangeRequestSchema,
  PluginChangeResultSchema,
  PluginChangeSchema,
  PluginDetailsSchema,
  PluginPlanSchema,
  PluginSchema,
} from '../schemas/plugin-schemas.js';
import { numberParams, pluginParams } from './path-params.js';

const tags = ['Administration'];

export function pluginRoutes(app: TypedServer, { plugins, host, messaging }: RouteContext): void {
  app.route({
    method: 'GET',
    url: '/api/v1/admin/plugins',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listPlugins',
      summary:
        'Plugins with their state, order, origin of their values, contributions, and what keeps one from starting.',
      response: { 200: itemsOf(PluginSchema, 'Plugins') },
    },
    handler: async (request) => ({ items: (await plugins.list(actorOf(request))).map(describePlugin) }),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/admin/plugins/:id',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'getPlugin',
      summary: 'One plugin, with the JSON Schema of its configuration.',
      params: pluginParams,
      response: { 200: PluginDetailsSchema },
    },
    handler: async (request) => {
      const { schema, ...plugin } = await plugins.get(actorOf(request), request.params.id);
      return { plugin: describePlugin(plugin), schema: schema as Record<string, unknown> | null };
    },
  });

  app.route({
    method: 'POST',
    url: '/api/v1/admin/plugins/:id/plan',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'planPluginChange',
      summary:
        'What a change would do: what starts and stops, whom it touches, in numbers and in words. Changes nothing.',
      params: pluginParams,
      body: PluginChangeSchema,
      response: { 200: PluginPlanSchema },
    },
    handler: (request) => plugins.plan(actorOf(request), request.params.id, request.body),
  });

  app.route({
    method: 'PATCH',
    url: '/api/v1/admin/plugins/:id',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'changePlugin',
      summary:
        'Carries a change out, on every node, without a restart. What has consequences needs the planId of its plan.',
      params: pluginParams,
      body: PluginChangeRequestSchema,
      response: { 200: PluginChangeResultSchema },
    },
    handler: async (request) => {
      const result = await plugins.change(actorOf(request), request.params.id, request.body);
      return { ...result, plugin: describePlugin(result.plugin) };
    },
  });

  app.route({
    method: 'GET',
    url: '/api/v1/admin/nodes',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listNodes',
      summary: 'The processes of this installation, and whether they use the same file and run the same plugins.',
      response: { 200: itemsOf(NodeSchema, 'Nodes') },
    },
    handler: async (request) => ({ items: await plugins.nodes(actorOf(request)) }),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/admin/configuration/schema',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'getConfigurationSchema',
      summary: 'JSON Schema of the whole configuration file, for editors, with that of every plugin that is listed.',
      response: { 200: Type.Record(Type.String(), Type.Unknown(), { title: 'JsonSchema' }) },
    },
    handler: async (request) => fileSchema(await plugins.schemas(actorOf(request))) as Record<string, unknown>,
  });

  app.route({
    method: 'GET',
    url: '/api/v1/admin/extension-points',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listExtensionPoints',
      summary:
        'Extension points with their contributions in the order in which they are asked, and what became of the calls.',
      response: { 200: itemsOf(ExtensionPointSchema, 'ExtensionPoints') },
    },
    handler: async () => ({
      items: host.extensionPoints().map(({ contributions, ...point }) => ({
        ...point,
        contributions: contributions.map(({ calls: { lastFailure, ...calls }, ...contribution }) => ({
          ...contribution,
          calls: { ...calls, lastFailure: lastFailure && { ...lastFailure, at: lastFailure.at.toISOString() } },
        })),
      })),
    }),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/admin/interactions/:number/contributions',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'explainContributions',
      summary:
        'Which plugins answer when somebody composes from this record, in which order, and why the others do not.',
      params: numberParams,
      response: { 200: ContributionAnswersSchema },
    },
    handler: (request) => messaging.compose.explainContributions(actorOf(request), request.params.number),
  });
}

/** Without the places in the file system. */
function describePlugin(plugin: PluginOverview): PluginAnswer {
  const { origins } = plugin;
  return {
    id: plugin.id,
    package: plugin.package,
    version: plugin.version,
    description: plugin.description,
    state: plugin.state,
    enabled: plugin.enabled,
    locked: plugin.locked,
    order: plugin.order,
    contributionOrders: { ...plugin.contributionOrders },
    config: { ...plugin.config },
    origin: {
      enabled: origins.enabled.from,
      order: origins.order.from,
      config: Object.fromEntries(Object.entries(origins.config).map(([key, { from }]) => [key, from])),
    },
    override: plugin.override,
    contributes: [...plugin.contributes],
    contributions: plugin.contributions.map(({ point, name, order }) => ({ point, name, order })),
    problem: plugin.problem ? { ...plugin.problem } : null,
    degraded: plugin.degraded,
    held: plugin.held && { ...plugin.held, since: plugin.held.since.toISOString() },
    conformance: plugin.conformance && {
      ...plugin.conformance,
      failed: plugin.conformance.failed.map((rule) => ({ ...rule })),
    },
    offSince: plugin.offSince,
    startedInMs: plugin.durationMs,
    inFlight: plugin.inFlight,
  };
}
