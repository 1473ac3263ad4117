import { createHmac, timingSafeEqual } from 'node:crypto';

/** Header of a webhook that holds its signature. */
export const signatureHeader = 'x-carrier-signature';

/** The carrier signs the raw body with HMAC-SHA256, in hexadecimal digits. */
export function signatureOf(body: Uint8Array, secret: string): string {
  return createHmac('sha256', secret).update(body).digest('hex');
}

/** Compares in constant time: how long it takes says nothing about the right signature. */
export function isSigned(body: Uint8Array, secret: string, signature: string | undefined): boolean {
  const given = Buffer.from(signature ?? '');
  const right = Buffer.from(signatureOf(body, secret));
  return given.length === right.length && timingSafeEqual(given, right);
}
