import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRequest } from '@hailpoint/kernel';

/** Whose webhooks are taken. */
export interface WebhookAccount {
  readonly signatureSecret: string;
  readonly applicationId: string;
  readonly apiKey?: string;
}

/**
 * Vonage repeats a webhook for a day, at last every 15 minutes, and does not say whether it signs it anew. A webhook that somebody repeats
 * within this time does nothing: its events are known by their ids. Milliseconds.
 */
const maximumAgeMs = 25 * 60 * 60_000;

/** So far Vonage's clock may be ahead of ours. Milliseconds. */
const clockToleranceMs = 5 * 60_000;

/**
 * `null`: Vonage signed this request, for this account, and it was not changed since. Otherwise why not, for the administrator.
 * Source: https://developer.vonage.com/en/getting-started/concepts/webhooks
 */
export function signatureFault(request: WebhookRequest, account: WebhookAccount, now: Date): string | null {
  const token = /^Bearer +([\w-]+)\.([\w-]+)\.([\w-]+)$/i.exec(request.headers['authorization'] ?? '');
  if (!token) return 'The signature is missing.';
  const [, header = '', payload = '', signature = ''] = token;
  // The algorithm is ours to choose, not the token's: "none" or a public key as the secret must not get through.
  if (decoded(header)?.['alg'] !== 'HS256' || !isSigned(`${header}.${payload}`, signature, account.signatureSecret))
    return 'The signature is wrong: check that signatureSecret is that of the Vonage account.';
  const claims = decoded(payload);
  if (claims?.['iss'] !== 'Vonage') return 'The signature was not issued by Vonage.';
  if (!isFresh(claims, now)) return 'The signature is too old, or from the future: check the clock of this server.';
  if (claims['payload_hash'] !== createHash('sha256').update(request.body).digest('hex'))
    return 'The content is not what was signed: something between Vonage and this server changes it.';
  const { api_key: apiKey, application_id: applicationId = account.applicationId } = claims;
  // An account may have several applications, all with one secret. Vonage leaves the claim out where no application is involved.
  if (String(applicationId).toLowerCase() !== account.applicationId.toLowerCase())
    return 'The webhook is of another Vonage application than applicationId.';
  if (account.apiKey !== undefined && apiKey !== account.apiKey)
    return 'The webhook is of another Vonage account than apiKey.';
  return null;
}

function isSigned(signed: string, signature: string, secret: string): boolean {
  const given = Buffer.from(signature, 'base64url');
  const right = createHmac('sha256', secret).update(signed).digest();
  return given.length === right.length && timingSafeEqual(given, right);
}

function isFresh({ iat, exp }: Readonly<Record<string, unknown>>, now: Date): boolean {
  if (typeof iat !== 'number') return false;
  const age = now.getTime() - iat * 1000;
  const hasEnded = exp !== undefined && !(typeof exp === 'number' && now.getTime() - exp * 1000 <= clockToleranceMs);
  return age >= -clockToleranceMs && age <= maximumAgeMs && !hasEnded;
}

function decoded(part: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString('utf8'));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : null;
  } catch {
    return null;
  }
}
