import { createHash, randomBytes } from 'node:crypto';

/** A secret of 256 random bits; only its hash is ever stored. */
export function newSecretToken(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** SHA-256, hexadecimal. Such secrets cannot be guessed, so they need no slow hash. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
