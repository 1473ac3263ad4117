import { Type } from 'typebox';
import { everybody, signedIn } from '../http/access-rule.js';
import type { RouteContext } from '../http/route-context.js';
import type { TypedServer } from '../http/typed-server.js';
import { closedObject } from '../schemas/closed-object.js';
import { linkEndedPage } from '../sign-in/link-ended-page.js';

export function signInRoutes(app: TypedServer, context: RouteContext): void {
  const { messaging, streams, sessionCookie, limits, server } = context;
  const cookie = { path: '/', httpOnly: true, sameSite: 'lax', secure: isHttps(server.publicUrl) } as const;

  app.route({
    method: 'GET',
    url: '/sign-in/:token',
    // A look at the headers must not use the link up.
    exposeHeadRoute: false,
    config: {
      access: everybody('The token in the address is the proof; it works once and for 15 minutes.'),
      rateLimit: { max: limits.signInsPerMinute, keyGenerator: (request) => `sign-in ${request.ip}` },
    },
    schema: {
      tags: ['Sign-in'],
      operationId: 'signIn',
      summary: 'Uses a one-time link: sets the session cookie and leads to the workspace.',
      params: closedObject({ token: Type.String({ minLength: 1, maxLength: 512 }) }),
    },
    handler: async (request, reply) => {
      reply.header('cache-control', 'no-store');
      const session = await messaging.signIn.useLink(request.params.token);
      if (!session) return reply.code(410).type('text/html; charset=utf-8').send(linkEndedPage);
      const expires = new Date(session.expiresAt);
      return reply.setCookie(sessionCookie, session.sessionToken, { ...cookie, expires }).redirect('/', 303);
    },
  });

  app.route({
    method: 'POST',
    url: '/api/v1/sign-out',
    config: { access: signedIn },
    schema: {
      tags: ['Sign-in'],
      operationId: 'signOut',
      summary: 'Ends the session of the cookie. A bearer token stays valid.',
      response: { 204: Type.Null({ description: 'Signed out.' }) },
    },
    handler: async (request, reply) => {
      if (request.caller?.by === 'session') {
        await messaging.signIn.endSession(request.caller.sessionToken);
        streams.endSession(request.caller.sessionToken);
      }
      return reply.clearCookie(sessionCookie, cookie).code(204).send(null);
    },
  });
}

function isHttps(publicUrl: string | null): boolean {
  return publicUrl?.startsWith('https://') ?? false;
}
