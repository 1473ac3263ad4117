import type { Logger } from '@hailpoint/kernel';
import type { ServerMetrics } from '../metrics/server-metrics.js';
import type { TypedServer } from './typed-server.js';

/** One line and one measurement per request: its route's pattern, never its address, query, body or headers. */
export function registerRequestLog(app: TypedServer, logger: Logger, metrics: ServerMetrics): void {
  app.addHook('onSend', async (request, reply) => {
    reply.header('x-request-id', request.id);
    // What the API says concerns people and is current for a moment only; whoever may keep an answer says so.
    if (!reply.hasHeader('cache-control')) reply.header('cache-control', 'no-store');
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.is404 ? 'unknown' : (request.routeOptions.url ?? 'unknown');
    const ms = Math.round(reply.elapsedTime * 10) / 10;
    metrics.observeRequest({ method: request.method, route, status: reply.statusCode, ms });
    logger.info('request', {
      requestId: request.id,
      method: request.method,
      route,
      status: reply.statusCode,
      ms,
      ...(request.caller ? { userId: request.caller.actor.userId } : {}),
    });
  });
}
