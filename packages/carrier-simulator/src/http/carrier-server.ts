import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { PortInUseError } from '../errors/port-in-use-error.js';
import { refuseForeign } from './request-guard.js';
import { type Route, sendJson } from './route.js';

const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
};

/** Answers HTTP: finds the route, and turns what went wrong into a JSON answer with a code. */
export class CarrierServer {
  readonly #server: Server;
  readonly #underWay = new Set<Promise<void>>();
  readonly #routes: readonly Route[];

  constructor(routes: readonly Route[]) {
    this.#routes = routes;
    this.#server = createServer((request, response) => {
      const answer = this.#answer(request, response).finally(() => this.#underWay.delete(answer));
      this.#underWay.add(answer);
    });
  }

  /** Returns the address. @throws PortInUseError */
  async listen(host: string, port: number): Promise<string> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', (error: NodeJS.ErrnoException) =>
        reject(error.code === 'EADDRINUSE' ? new PortInUseError(host, port, error) : error),
      );
      this.#server.listen(port, host, resolve);
    });
    const { address, family, port: actual } = this.#server.address() as AddressInfo;
    return `http://${family === 'IPv6' ? `[${address}]` : address}:${actual}`;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
    await Promise.all(this.#underWay);
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    for (const [name, value] of Object.entries(securityHeaders)) response.setHeader(name, value);
    try {
      await this.#route(request, response);
    } catch (error) {
      if (response.headersSent || response.destroyed) response.destroy();
      else if (error instanceof InvalidRequestError) {
        sendJson(response, error.status, { code: error.code, field: error.field, reason: error.message });
      } else sendJson(response, 500, { code: 'carrier_failed', reason: 'The carrier failed; nothing was accepted.' });
    }
  }

  async #route(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://carrier');
    const { address } = this.#server.address() as AddressInfo;
    const foreign = refuseForeign(request, address === '127.0.0.1' || address === '::1');
    if (foreign) return sendJson(response, 403, { code: 'foreign_request', reason: foreign });
    const matching = this.#routes.filter((route) => route.path.test(url.pathname));
    const route = matching.find(({ method }) => method === request.method);
    if (route) {
      const groups = route.path.exec(url.pathname)?.slice(1) ?? [];
      return route.handle({ request, response, url, parameters: groups.map(decode) });
    }
    if (matching.length === 0) return sendJson(response, 404, { code: 'not_found', reason: 'There is nothing here.' });
    const allow = matching.map(({ method }) => method).join(', ');
    sendJson(response, 405, { code: 'method_not_allowed', reason: `Use ${allow}.` }, { allow });
  }
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new InvalidRequestError('path', 'is not encoded correctly');
  }
}
