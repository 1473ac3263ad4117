import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { everybody } from '../http/access-rule.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { closedObject } from '../schemas/closed-object.js';
import { publicUrlOf } from '../webhooks/public-url-of.js';
import { rawHeaders } from '../webhooks/raw-headers.js';

const params = closedObject({
  pluginId: Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,63}$', 'x-must-be': 'the id of a plugin' }),
  '*': Type.String(),
});

/** Carriers' callbacks: handed to the domain as they came in, whatever their content type. */
export async function webhookRoutes(app: TypedServer, { messaging, server, limits }: RouteContext): Promise<void> {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  // Fastify refuses a content type that it cannot read, and even '*' does not take it; what the carrier said is kept beside.
  const said = new WeakMap<IncomingMessage, string>();
  app.addHook('onRequest', async ({ raw }) => {
    const contentType = raw.headers['content-type'];
    if (contentType !== undefined) said.set(raw, contentType);
    raw.headers['content-type'] = 'application/octet-stream';
  });

  app.route({
    method: ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'],
    url: '/webhooks/:pluginId/*',
    config: {
      access: everybody("The plugin checks the carrier's signature before anything is stored."),
      consumes: 'any content type',
      rateLimit: {
        max: limits.webhooksPerMinute,
        keyGenerator: (request: FastifyRequest) =>
          `webhook ${(request.params as { pluginId?: string }).pluginId} ${request.ip}`,
      },
    },
    schema: {
      tags: ['Carriers'],
      summary:
        "A carrier's callback. Durable before a 2xx; 503 when the plugin is not loaded, so that the carrier retries.",
      params,
    },
    handler: async (request, reply) => {
      const { pluginId } = request.params;
      const [path = '', query = ''] = splitOnce(request.raw.url ?? '', '?');
      const answer = await messaging.webhooks.receive(pluginId, {
        method: request.method,
        path: path.slice(`/webhooks/${pluginId}`.length) || '/',
        query,
        url: publicUrlOf(request, server),
        headers: rawHeaders({ ...request.headers, 'content-type': said.get(request.raw) }),
        body: Buffer.isBuffer(request.body) ? request.body : new Uint8Array(),
      });
      return reply
        .code(answer.status)
        .headers({ 'cache-control': 'no-store', ...answer.headers })
        .send(answer.body ?? '');
    },
  });
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
