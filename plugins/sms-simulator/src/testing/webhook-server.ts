import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ChannelEvent, ChannelProvider, WebhookRequest } from '@hailpoint/kernel';

/** What the server does with the callbacks of one provider: verify, parse, answer. */
export class WebhookServer {
  provider: ChannelProvider | null = null;
  readonly events: ChannelEvent[] = [];
  readonly refused: WebhookRequest[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const [path = '/', query = ''] = (incoming.url ?? '/').split('?');
    const request: WebhookRequest = {
      method: incoming.method ?? '',
      path,
      query,
      url: `${this.url}${incoming.url}`,
      headers: incoming.headers as Record<string, string>,
      body: Buffer.concat(chunks),
    };
    const verdict = this.provider?.verify(request);
    if (verdict?.accepted) {
      this.events.push(...(this.provider?.parse(request) ?? []));
      response.writeHead(verdict.response.status, verdict.response.headers).end(verdict.response.body);
    } else {
      this.refused.push(request);
      response.writeHead(verdict?.status ?? 503).end();
    }
    for (const listener of this.#listeners) listener();
  });

  static async start(): Promise<WebhookServer> {
    const server = new WebhookServer();
    await new Promise<void>((resolve) => server.#server.listen(0, '127.0.0.1', resolve));
    return server;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves with the events as soon as there are `count` that fit. */
  waitFor(count: number, fits: (event: ChannelEvent) => boolean = () => true): Promise<readonly ChannelEvent[]> {
    return new Promise((resolve) => {
      const look = () => {
        const fitting = this.events.filter(fits);
        if (fitting.length < count) return;
        this.#listeners.delete(look);
        resolve(fitting);
      };
      this.#listeners.add(look);
      look();
    });
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
