import { createHmac, timingSafeEqual } from 'node:crypto';

/** `id.expiry.signature`: names one attachment until a moment (seconds since 1970). Whoever has it may read; nobody can make another. */
export function signMediaToken(key: Buffer, attachmentId: string, expiresAt: Date): string {
  const claim = `${attachmentId}.${Math.ceil(expiresAt.getTime() / 1_000)}`;
  return `${claim}.${signature(key, claim).toString('base64url')}`;
}

/** The attachment's id; `null` when the token is wrong in any way, or past its time. */
export function readMediaToken(key: Buffer, token: string, now: Date): string | null {
  const parts = /^([0-9a-f-]{36})\.(\d{1,12})\.([A-Za-z0-9_-]{43})$/.exec(token);
  if (!parts) return null;
  const [, id, expiry, given] = parts as unknown as [string, string, string, string];
  const expected = signature(key, `${id}.${expiry}`);
  // The text is compared, and not its bytes: the last letter of base64url has spare bits, so one signature would have several spellings.
  if (!timingSafeEqual(Buffer.from(given), Buffer.from(expected.toString('base64url')))) return null;
  return now.getTime() < Number(expiry) * 1_000 ? id : null;
}

function signature(key: Buffer, claim: string): Buffer {
  return createHmac('sha256', key).update(`hailpoint media ${claim}`).digest();
}
