import type { SignInService } from '@hailpoint/messaging';
import type { FastifyRequest } from 'fastify';
import type { Caller } from './caller.js';

/** A token is 256 random bits in base64url or hex; nothing longer is looked up. */
const plausibleToken = /^[\w.~+/=-]{16,512}$/;

/**
 * Who calls, by bearer token or else by session cookie. `null`: nobody we know. A request that shows a token is judged by the
 * token alone, so that a wrong token is never saved by a cookie.
 */
export async function identifyCaller(
  request: FastifyRequest,
  signIn: SignInService,
  cookieName: string,
): Promise<Caller | null> {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const token = /^Bearer +(\S+) *$/i.exec(authorization)?.[1];
    if (token === undefined || !plausibleToken.test(token)) return null;
    const actor = await signIn.findAccessToken(token);
    return actor && { by: 'token', actor };
  }
  const sessionToken = request.cookies[cookieName];
  if (sessionToken === undefined || !plausibleToken.test(sessionToken)) return null;
  const actor = await signIn.findSession(sessionToken);
  return actor && { by: 'session', actor, sessionToken };
}
