import { createPrivateKey, type KeyObject, randomUUID, sign } from 'node:crypto';

/** Vonage takes a token without `exp` for as long. Seconds. */
const validForSeconds = 15 * 60;

/**
 * The key of an application, in PEM. An environment file often holds it in one line, with `\n` for the ends of its lines.
 * @throws Error of Node when it is none
 */
export function readPrivateKey(pem: string): KeyObject {
  return createPrivateKey(pem.replaceAll('\\n', '\n'));
}

/** What a request to Vonage is authenticated with: a JWT of the application, signed with its private key. */
export function signApplicationToken(applicationId: string, key: KeyObject, now: Date): string {
  const iat = Math.floor(now.getTime() / 1000);
  const claims = { application_id: applicationId, iat, exp: iat + validForSeconds, jti: randomUUID() };
  const signed = [{ alg: 'RS256', typ: 'JWT' }, claims].map(encoded).join('.');
  return `${signed}.${sign('sha256', Buffer.from(signed), key).toString('base64url')}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
