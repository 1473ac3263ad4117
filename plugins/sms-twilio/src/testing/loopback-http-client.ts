import { type IncomingMessage, request as startRequest } from 'node:http';
import { HttpClient, type HttpRequest, HttpRequestError, type HttpResponse } from '@hailpoint/kernel';

/** The contract of `HttpClient` over plain HTTP, for tests against a server on this machine. */
export class LoopbackHttpClient extends HttpClient {
  async request({
    method = 'GET',
    url,
    headers,
    body,
    signal,
    timeoutMs = 10_000,
  }: HttpRequest): Promise<HttpResponse> {
    let sent = false;
    try {
      return await new Promise<HttpResponse>((resolve, reject) => {
        const outgoing = startRequest(url, { method, headers, ...(signal && { signal }), agent: false });
        const timer = setTimeout(() => outgoing.destroy(new Error('timeout')), timeoutMs);
        outgoing.on('close', () => clearTimeout(timer));
        outgoing.on('socket', (socket) => socket.once('connect', () => (sent = true)));
        outgoing.on('error', reject);
        outgoing.on('response', (incoming) => read(incoming).then(resolve, reject));
        outgoing.end(body);
      });
    } catch (error) {
      const reason = sent ? 'connection_lost' : 'not_connected';
      throw new HttpRequestError(reason, sent, 'The request failed.', { cause: error });
    }
  }
}

async function read(incoming: IncomingMessage): Promise<HttpResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  return {
    status: incoming.statusCode ?? 0,
    headers: incoming.headers as Record<string, string>,
    body,
    text: () => body.toString('utf8'),
    json: () => JSON.parse(body.toString('utf8')),
  };
}
