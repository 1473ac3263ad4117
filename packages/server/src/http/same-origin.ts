import type { FastifyRequest } from 'fastify';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that a cookie vouches for may change something: it must show that our own page made it. Browsers say so in
 * `Sec-Fetch-Site`, which pages cannot forge; older ones send `Origin`. Without either it is refused.
 * @param publicOrigin origin of `server.publicUrl`, for a proxy that hands on another `Host`
 */
export function isSameOrigin(
  request: Pick<FastifyRequest, 'method' | 'headers'>,
  publicOrigin: string | null,
): boolean {
  if (safeMethods.has(request.method)) return true;
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  const { origin, host } = request.headers;
  if (origin === undefined || origin === 'null') return false;
  if (origin === publicOrigin) return true;
  try {
    return host !== undefined && new URL(origin).host === host;
  } catch {
    return false;
  }
}
