import { isIPv6 } from 'node:net';
import Fastify from 'fastify';
import type { HailpointServer } from './hailpoint-server.js';
import { answerClientError } from './http/answer-client-error.js';
import { describeRoute } from './http/describe-route.js';
import { newRequestId } from './http/new-request-id.js';
import { answerProblem, registerErrors } from './http/register-errors.js';
import { registerRequestLog } from './http/register-request-log.js';
import { registerSecurity } from './http/register-security.js';
import type { RouteContext } from './http/route-context.js';
import { RouteTable } from './http/route-table.js';
import { defaultLimits } from './http/server-limits.js';
import type { TypedServer } from './http/typed-server.js';
import { EventStreams } from './live/event-streams.js';
import { backlogMetrics } from './metrics/backlog-metrics.js';
import { ServerMetrics } from './metrics/server-metrics.js';
import { registerOpenApi } from './openapi/register-openapi.js';
import { workspacePages } from './pages/workspace-pages.js';
import { PortInUseError } from './port-in-use-error.js';
import { allRoutes } from './routes/all-routes.js';
import type { ServerOptions } from './server-options.js';
import { sessionCookieName } from './sign-in/session-cookie-name.js';
import { answerSerializer } from './validation/answer-serializer.js';
import { routeValidator } from './validation/route-validator.js';

/** Builds the server; it answers nothing before `listen`. */
export async function createServer(options: ServerOptions): Promise<HailpointServer> {
  const { messaging, configuration, logger } = options;
  const limits = { ...defaultLimits, ...options.limits };
  const streams = new EventStreams(messaging.live, limits);
  const metrics = new ServerMetrics(() => streams.count, options.host);
  backlogMetrics(metrics.registry, () => messaging.backlog());
  const table = new RouteTable();
  const { trustProxy } = configuration.server;
  const context: RouteContext = {
    messaging,
    host: options.host,
    plugins: options.plugins,
    server: configuration.server,
    guide: configuration.guide,
    limits,
    logger,
    streams,
    metrics,
    sessionCookie: sessionCookieName(configuration.server.publicUrl),
    isReady: options.isReady ?? (async () => true),
    handsetUrl: options.handsetUrl ?? (() => null),
  };

  const app = Fastify({
    // Our own request log knows what must not be in a log; Fastify's writes addresses.
    logger: false,
    bodyLimit: limits.bodyBytes,
    trustProxy: typeof trustProxy === 'object' ? [...trustProxy] : trustProxy,
    genReqId: newRequestId(trustProxy !== false),
    routerOptions: { maxParamLength: 1_200, ignoreTrailingSlash: false },
    forceCloseConnections: 'idle',
    clientErrorHandler: answerClientError,
    frameworkErrors: (error, request, reply) => {
      answerProblem(error, request, reply, logger);
    },
  }) as unknown as TypedServer;

  app.setValidatorCompiler((route) => routeValidator(route) as never);
  app.setSerializerCompiler(answerSerializer(logger) as never);
  app.removeContentTypeParser('text/plain');
  app.addHook('onRoute', (route) => describeRoute(table, route));
  registerRequestLog(app, logger, metrics);
  await registerSecurity(app, context);
  registerErrors(app, logger, table);
  await registerOpenApi(app);
  await allRoutes(app, context);
  if (options.workspaceDirectory !== undefined) await workspacePages(app, options.workspaceDirectory);
  app.addHook('preClose', async () => streams.close());
  app.addHook('onClose', async () => metrics.close());
  await app.ready();

  let url: string | null = null;
  return {
    async listen(at) {
      const host = at?.host ?? configuration.server.host;
      const port = at?.port ?? configuration.server.port;
      try {
        await app.listen({ host, port });
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EADDRINUSE') throw new PortInUseError(host, port, error);
        throw error;
      }
      url = reachableUrl(app);
      return url;
    },
    close: () => app.close(),
    get url() {
      if (url === null) throw new Error('The server does not listen yet: call listen() first.');
      return url;
    },
    get routes() {
      return table.routes;
    },
  };
}

/** Where this machine reaches the server; an address that means "all" is reached by the loopback. */
function reachableUrl(app: TypedServer): string {
  const address = app.server.address();
  if (address === null || typeof address === 'string') throw new Error('The server does not listen on a port.');
  const host = address.address === '0.0.0.0' || address.address === '::' ? '127.0.0.1' : address.address;
  return `http://${isIPv6(host) ? `[${host}]` : host}:${address.port}`;
}
