import { InvalidRequestError } from '../errors/invalid-request-error.js';
import { maximumMediaBytes } from './media-store.js';

/**
 * Bytes of a picture that a message names by URL, as a carrier fetches them: no credentials, no redirect, at most 5 MB.
 * @throws when the address does not answer 200 or sends too much.
 */
export async function fetchMedia(url: string, signal: AbortSignal): Promise<Uint8Array> {
  const response = await fetch(url, { redirect: 'error', signal });
  if (response.status !== 200 || !response.body) {
    await response.body?.cancel();
    throw new InvalidRequestError('media', `address answered ${response.status}`);
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += chunk.byteLength;
    if (size > maximumMediaBytes) throw new InvalidRequestError('media', 'is larger than 5 MB', 413);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
