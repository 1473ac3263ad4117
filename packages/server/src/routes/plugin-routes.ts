import type { PluginListing } from '@hailpoint/kernel/host';
import type { Static } from 'typebox';
import { admins } from '../http/access-rule.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { itemsOf } from '../schemas/items-of.js';
import { ExtensionPointSchema, PluginSchema } from '../schemas/plugin-schemas.js';

const tags = ['Administration'];

export function pluginRoutes(app: TypedServer, { host, pluginEntries, origins }: RouteContext): void {
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
    handler: async () => ({ items: host.plugins().map(describePlugin) }),
  });

  app.route({
    method: 'GET',
    url: '/api/v1/admin/extension-points',
    config: { access: admins },
    schema: {
      tags,
      operationId: 'listExtensionPoints',
      summary: 'Extension points with their contributions in the order in which they are asked.',
      response: { 200: itemsOf(ExtensionPointSchema, 'ExtensionPoints') },
    },
    handler: async () => ({
      items: host.extensionPoints().map(({ contributions, ...point }) => ({
        ...point,
        contributions: contributions.map(({ plugin, contribution, order, circuit }) => {
          return { plugin, contribution, order, circuit };
        }),
      })),
    }),
  });

  function describePlugin(plugin: PluginListing): Static<typeof PluginSchema> {
    const index = pluginEntries.findIndex((entry) => entry.package === plugin.package);
    const origin = (field: 'enabled' | 'order' | 'config') => origins[`plugins[${index}].${field}`]?.from ?? 'default';
    return {
      id: plugin.id,
      package: plugin.package,
      version: plugin.version,
      description: plugin.description,
      state: plugin.state,
      enabled: plugin.enabled,
      locked: plugin.locked,
      order: plugin.order,
      origin: { enabled: origin('enabled'), order: origin('order'), config: origin('config') },
      contributes: [...plugin.contributes],
      contributions: plugin.contributions.map(({ point, name, order }) => ({ point, name, order })),
      problem: plugin.problem ? { ...plugin.problem } : null,
      startedInMs: plugin.durationMs,
      inFlight: plugin.inFlight,
    };
  }
}
