import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import underPressure from '@fastify/under-pressure';
import { CrossSiteRequestError } from '../problems/cross-site-request-error.js';
import { OverloadedError } from '../problems/overloaded-error.js';
import { TooManyRequestsError } from '../problems/too-many-requests-error.js';
import { checkAccess } from './check-access.js';
import { contentSecurityPolicy } from './content-security-policy.js';
import { identifyCaller } from './identify-caller.js';
import type { RouteContext } from './route-context.js';
import { RouteWithoutAccessError } from './route-without-access-error.js';
import { isSameOrigin } from './same-origin.js';
import type { TypedServer } from './typed-server.js';

/**
 * What every request passes before its route: pressure, who calls, the rate limit, whether they may, and whether our own page
 * asked. All of it before a byte of the body is read.
 */
export async function registerSecurity(app: TypedServer, context: RouteContext): Promise<void> {
  const { messaging, limits, server, sessionCookie } = context;
  const isHttps = server.publicUrl?.startsWith('https://') ?? false;
  const publicOrigin = server.publicUrl === null ? null : new URL(server.publicUrl).origin;

  await app.register(underPressure, {
    maxEventLoopDelay: limits.eventLoopDelayMs,
    // A second without any sample counts as endless there; it only means that nothing was measured.
    pressureHandler: async (_request, _reply, _type, value) => {
      if (Number.isFinite(value)) throw new OverloadedError();
    },
  });
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: contentSecurityPolicy },
    strictTransportSecurity: isHttps ? { maxAge: 31_536_000, includeSubDomains: false } : false,
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
  await app.register(cookie);

  app.decorateRequest('caller', null);
  app.addHook('onRequest', async (request) => {
    if (request.routeOptions.config.access?.kind === 'public') return;
    request.caller = await identifyCaller(request, messaging.signIn, sessionCookie);
  });

  await app.register(rateLimit, {
    max: limits.requestsPerMinute,
    timeWindow: 60_000,
    keyGenerator: (request) => (request.caller ? `user ${request.caller.actor.userId}` : `address ${request.ip}`),
    errorResponseBuilder: (_request, { ttl }) => new TooManyRequestsError(Math.ceil(ttl / 1_000)),
  });

  // Hooks of the rate limit are the routes' own, and run between onRequest and this.
  app.addHook('preParsing', async (request) => {
    const { access } = request.routeOptions.config;
    if (!access) {
      if (request.is404) return;
      throw new RouteWithoutAccessError(request.routeOptions.url ?? '');
    }
    checkAccess(access, request.caller);
    if (request.caller?.by === 'session' && !isSameOrigin(request, publicOrigin)) throw new CrossSiteRequestError();
  });
}
