import { randomId } from '../api/random-id.js';

/** An idempotency key and what it was made for. */
export interface SendKey {
  key: string;
  fingerprint: string;
}

/** The same key for the same content, so that trying again never does it twice; a new one for anything else. */
export function keyFor(content: unknown, last: SendKey | null): SendKey {
  const fingerprint = JSON.stringify(content);
  return last?.fingerprint === fingerprint ? last : { key: randomId(), fingerprint };
}
