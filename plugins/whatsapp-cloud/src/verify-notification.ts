import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { WebhookRequest, WebhookVerdict } from '@hailpoint/kernel';

/** Where Meta calls, below the address of the plugin's webhooks. */
export const notificationPath = '/events';

const signatureForm = /^sha256=([0-9a-f]{64})$/;
/** Meta sends digits; anything that could be a page is not echoed. */
const challengeForm = /^[\w.~-]{1,256}$/;

export interface NotificationSecrets {
  readonly appSecret: string;
  readonly verifyToken: string;
}

/** Whether a call is Meta's: by its signature over the raw body, or in the handshake by the token that the administrator entered there. */
export function verifyNotification(request: WebhookRequest, secrets: NotificationSecrets): WebhookVerdict {
  if (request.path !== notificationPath) return refused(404, `Meta calls ${notificationPath} only.`);
  if (request.method === 'GET') return handshake(request.query, secrets.verifyToken);
  if (request.method !== 'POST') return refused(405, 'Meta calls with GET and POST only.');
  const given = signatureForm.exec(request.headers['x-hub-signature-256'] ?? '')?.[1];
  if (given === undefined) return refused(403, 'The signature is missing.');
  const expected = createHmac('sha256', secrets.appSecret).update(request.body).digest();
  if (!timingSafeEqual(Buffer.from(given, 'hex'), expected)) {
    return refused(403, 'The signature is wrong: check appSecret of the plugin whatsapp-cloud.');
  }
  return { accepted: true, response: { status: 200 } };
}

function handshake(query: string, verifyToken: string): WebhookVerdict {
  const parameters = new URLSearchParams(query);
  const challenge = parameters.get('hub.challenge') ?? '';
  if (parameters.get('hub.mode') !== 'subscribe' || !challengeForm.test(challenge)) {
    return refused(403, 'This is not the handshake of a Meta webhook.');
  }
  if (!isSame(parameters.get('hub.verify_token') ?? '', verifyToken)) {
    return refused(
      403,
      'The verify token is wrong: enter verifyToken of the plugin whatsapp-cloud in the App Dashboard.',
    );
  }
  return {
    accepted: true,
    store: false,
    response: { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: challenge },
  };
}

/** In a time that says nothing about where, or how long, they differ. */
function isSame(one: string, other: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(one), digest(other));
}

function refused(status: 403 | 404 | 405, reason: string): WebhookVerdict {
  return { accepted: false, status, reason };
}
