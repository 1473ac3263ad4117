import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type ChannelEvent, type ChannelProvider, PublicUrls, type WebhookRequest } from '@hailpoint/kernel';

/** What the server does with the webhooks of one provider: verify, parse, answer. */
export class WebhookEndpoint extends PublicUrls {
  isPublic = true;
  provider: ChannelProvider | null = null;
  readonly events: ChannelEvent[] = [];
  readonly #server = createServer(async (incoming, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of incoming) chunks.push(chunk as Buffer);
    const target = incoming.url ?? '/';
    const [path = '/', query = ''] = target.slice('/hooks'.length).split('?');
    const request: WebhookRequest = {
      method: incoming.method ?? '',
      path,
      query,
      url: this.url + target,
      headers: incoming.headers as Record<string, string>,
      body: Buffer.concat(chunks),
    };
    const verdict = this.provider?.verify(request);
    if (verdict?.accepted) {
      this.events.push(...(this.provider?.parse(request) ?? []));
      response.writeHead(verdict.response.status, verdict.response.headers).end(verdict.response.body);
    } else response.writeHead(verdict?.status ?? 503).end();
  });

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  webhook(path: string): string {
    return `${this.url}/hooks${path}`;
  }

  async close(): Promise<void> {
    const closed = new Promise((resolve) => this.#server.close(resolve));
    this.#server.closeAllConnections();
    await closed;
  }
}
