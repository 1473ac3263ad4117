import type { ServerResponse } from 'node:http';
import type { Route } from './route.js';

const heartbeatMs = 20_000;

/** Server-sent events that tell the page what to fetch again. */
export class EventStream {
  readonly #open = new Set<ServerResponse>();
  readonly #heartbeat = setInterval(() => this.#write(': still here\n\n'), heartbeatMs).unref();

  readonly route: Route = {
    method: 'GET',
    path: /^\/v1\/events$/,
    handle: ({ response }) => {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write('retry: 1000\n\n');
      this.#open.add(response);
      response.on('close', () => this.#open.delete(response));
    },
  };

  send(event: string, data: unknown): void {
    this.#write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  close(): void {
    clearInterval(this.#heartbeat);
    for (const response of this.#open) response.end();
  }

  #write(text: string): void {
    for (const response of this.#open) response.write(text);
  }
}
