import type { FastifyRequest } from 'fastify';

/**
 * The URL that the carrier called, which its signature covers. With `server.publicUrl` it is that; else what the proxy says, if
 * one is trusted (Fastify reads `X-Forwarded-*` only then); else what the request itself says.
 */
export function publicUrlOf(
  request: Pick<FastifyRequest, 'protocol' | 'host' | 'raw'>,
  server: { readonly publicUrl: string | null },
): string {
  const base = server.publicUrl ?? `${request.protocol}://${request.host}`;
  return `${base}${request.raw.url ?? '/'}`;
}
