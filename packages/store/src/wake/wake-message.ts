import { WakePayloadError } from '../errors/wake-payload-error.js';

/** PostgreSQL takes payloads shorter than 8000 bytes. */
export const MOST_BYTES = 7_900;

/** One NOTIFY: who sent it, then what the hearers shall look at. On the wire a JSON array of strings. */
export interface WakeMessage {
  readonly origin: string;
  readonly payloads: readonly string[];
}

/** The wire size of one payload, in bytes; throws `WakePayloadError` when it could not travel. */
export function requireShort(payload: string): void {
  const bytes = wireBytes(payload);
  if (bytes > MOST_BYTES - ORIGIN_BYTES) throw new WakePayloadError(bytes, MOST_BYTES - ORIGIN_BYTES);
}

/** As few messages as fit, in order. */
export function packWakeMessages(origin: string, payloads: Iterable<string>): string[] {
  const messages: string[] = [];
  const start = wireBytes(origin) + 2;
  let current = [origin];
  let bytes = start;
  for (const payload of payloads) {
    const more = wireBytes(payload) + 1;
    if (current.length > 1 && bytes + more > MOST_BYTES) {
      messages.push(JSON.stringify(current));
      current = [origin];
      bytes = start;
    }
    current.push(payload);
    bytes += more;
  }
  if (current.length > 1) messages.push(JSON.stringify(current));
  return messages;
}

/** Null for what is not one of ours: anybody with the database's password can NOTIFY. */
export function unpackWakeMessage(text: string): WakeMessage | null {
  try {
    const parts: unknown = JSON.parse(text);
    if (!Array.isArray(parts) || !parts.every((part) => typeof part === 'string')) return null;
    const [origin, ...payloads] = parts as string[];
    return origin === undefined ? null : { origin, payloads };
  } catch {
    return null;
  }
}

// Brackets, quotes, a comma and a UUID.
const ORIGIN_BYTES = 48;

function wireBytes(text: string): number {
  return Buffer.byteLength(JSON.stringify(text));
}
