import { createHmac, timingSafeEqual } from 'node:crypto';

export const signatureHeader = 'x-carrier-signature';

/** `sha256=` and the HMAC-SHA256, in hexadecimal, of the URL as it was called, a line feed, and the raw body. */
export function signCallback(secret: string, url: string, body: string | Uint8Array): string {
  return `sha256=${createHmac('sha256', secret).update(url).update('\n').update(body).digest('hex')}`;
}

/** Compares in constant time. A missing signature is a wrong one. */
export function isCallbackSigned(
  secret: string,
  url: string,
  body: Uint8Array,
  signature: string | undefined,
): boolean {
  const expected = Buffer.from(signCallback(secret, url, body));
  const given = Buffer.from(signature ?? '');
  return given.length === expected.length && timingSafeEqual(given, expected);
}
