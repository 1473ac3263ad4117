import type { IncomingMessage } from 'node:http';

const loopbackHosts = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Why a request is turned away, or `null`. The carrier has no sign-in, so a page of another site that is open in a
 * browser on this machine must not be able to use it: no foreign origin, and on loopback no foreign host name.
 */
export function refuseForeign(request: IncomingMessage, listensOnLoopback: boolean): string | null {
  const host = request.headers.host ?? '';
  if (listensOnLoopback && !loopbackHosts.has(host.replace(/:\d+$/, '').toLowerCase())) {
    return 'This carrier answers on this machine only. Call it as localhost or 127.0.0.1.';
  }
  const { origin } = request.headers;
  if (origin !== undefined && !(URL.canParse(origin) && new URL(origin).host === host)) {
    return 'This carrier takes no requests from the pages of other sites.';
  }
  return null;
}
