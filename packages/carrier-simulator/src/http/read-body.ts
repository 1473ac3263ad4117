import type { IncomingMessage } from 'node:http';
import { InvalidRequestError } from '../errors/invalid-request-error.js';

/** @throws InvalidRequestError (413) when the body has more bytes than `maximumBytes`. */
export async function readBody(request: IncomingMessage, maximumBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.byteLength;
    if (size > maximumBytes) throw new InvalidRequestError('body', `is larger than ${maximumBytes} bytes`, 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** @throws InvalidRequestError (400, 413, 415) */
export async function readJsonObject(request: IncomingMessage): Promise<Record<string, unknown>> {
  // A form of another site can post text/plain to this machine without asking; JSON it cannot.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    throw new InvalidRequestError('content-type', 'must be application/json', 415);
  }
  const content = await readBody(request, 256 * 1024);
  let value: unknown;
  try {
    value = JSON.parse(content.toString('utf8'));
  } catch {
    throw new InvalidRequestError('body', 'must be JSON');
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new InvalidRequestError('body', 'must be a JSON object');
  }
  return value as Record<string, unknown>;
}
