import { createHash, createHmac, randomUUID } from 'node:crypto';

export interface WebhookSigner {
  readonly secret: string;
  readonly applicationId: string;
  readonly apiKey: string;
  readonly now: Date;
  /** What takes the place of the documented header and claims; `undefined` leaves one out. */
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
}

/** The JWT that Vonage's documentation describes for a webhook: HS256 with the signature secret, and a SHA-256 of the body. */
export function signWebhook(
  body: Uint8Array | string,
  { secret, applicationId, apiKey, now, header = {}, claims = {} }: WebhookSigner,
): string {
  const parts = [
    { alg: 'HS256', typ: 'JWT', ...header },
    {
      iat: Math.floor(now.getTime() / 1000),
      jti: randomUUID(),
      iss: 'Vonage',
      payload_hash: createHash('sha256').update(body).digest('hex'),
      api_key: apiKey,
      application_id: applicationId,
      ...claims,
    },
  ];
  const signed = parts.map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
