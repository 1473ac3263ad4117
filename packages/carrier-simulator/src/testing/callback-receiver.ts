import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CallbackBody } from '../callbacks/callback-body.js';

export interface ReceivedCallback {
  readonly url: string;
  readonly body: CallbackBody;
  readonly rawBody: Buffer;
  readonly signature: string | undefined;
}

/** The company's side of the callbacks. Its answers can be set one by one; else 204. */
export class CallbackReceiver {
  readonly received: ReceivedCallback[] = [];
  readonly answers: number[] = [];
  readonly #listeners = new Set<() => void>();
  readonly #server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const rawBody = Buffer.concat(chunks);
    response.writeHead(this.answers.shift() ?? 204).end();
    const signature = request.headers['x-carrier-signature'] as string | undefined;
    const url = `${this.url}${request.url}`;
    this.received.push({ url, body: JSON.parse(rawBody.toString('utf8')), rawBody, signature });
    for (const listener of this.#listeners) listener();
  });

  static async start(): Promise<CallbackReceiver> {
    const receiver = new CallbackReceiver();
    await new Promise<void>((resolve) => receiver.#server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Resolves with the callbacks that fit as soon as there are `count` of them. */
  waitFor(count: number, fits: (body: CallbackBody) => boolean = () => true): Promise<readonly ReceivedCallback[]> {
    return new Promise((resolve) => {
      const look = () => {
        const fitting = this.received.filter(({ body }) => fits(body));
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
