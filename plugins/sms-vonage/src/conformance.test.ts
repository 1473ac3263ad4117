// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { generateKeyPairSync } from 'node:crypto';
import type { ReceiptState, WebhookRequest } from '@hailpoint/kernel';
import { describeChannelProvider, ManualTime } from '@hailpoint/testkit';
import smsVonage from './index.js';
import { signWebhook } from './testing/sign-webhook.js';

const applicationId = 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab';
const signatureSecret = 'signature-secret-of-the-account';
const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});

/** The clock of the suite's host. */
const now = new ManualTime().now();
const timestamp = now.toISOString();

const statuses: Readonly<Partial<Record<ReceiptState, string>>> = {
  sent: 'submitted',
  delivered: 'delivered',
  failed: 'rejected',
  undelivered: 'undeliverable',
};

describeChannelProvider(
  'sms-vonage',
  {
    plugin: ({ url }) => ({
      definition: smsVonage,
      config: {
        applicationId,
        privateKey: '${VONAGE_PRIVATE_KEY}',
        signatureSecret: '${VONAGE_SIGNATURE_SECRET}',
        apiKey: 'a1b2c3d4',
        senders: [
          { address: '+12025550100', name: 'Support', country: 'US' },
          { address: '+442079460100', name: 'Support UK', country: 'GB' },
        ],
        apiBaseUrl: url,
      },
      environment: { VONAGE_PRIVATE_KEY: privateKey, VONAGE_SIGNATURE_SECRET: signatureSecret },
    }),
    secrets: [privateKey, privateKey.split('\n')[1]!],
    carrier: {
      accepted: (message_uuid) => ({ status: 202, body: { message_uuid } }),
      refused: () => problem('1430', 'Invalid recipient', 'The `to` parameter is invalid for the given channel.'),
      optedOut: () => problem('1240', '1240', 'The user has sent a STOP message.'),
    },
    webhooks: {
      secret: signatureSecret,
      sign,
      receipt: ({ messageId, carrierMessageId, state }) => ({
        path: '/status',
        body: {
          message_uuid: carrierMessageId,
          to: '12025550143',
          from: '12025550100',
          timestamp,
          status: statuses[state],
          client_ref: messageId,
          channel: 'sms',
        },
      }),
      inbound: ({ carrierMessageId, from, to, body }) => ({
        path: '/inbound',
        body: {
          channel: 'sms',
          message_uuid: carrierMessageId,
          to: to.replace('+', ''),
          from: from.replace('+', ''),
          timestamp,
          message_type: 'text',
          text: body,
        },
      }),
    },
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);

function problem(code: string, title: string, detail: string) {
  const type = `https://developer.vonage.com/api-errors/messages#${code}`;
  return { status: 422, body: { type, title, detail, instance: 'bf0ca0bf927b3b52e3cb03217e1a1ddf' } };
}

function sign(request: WebhookRequest, secret: string): WebhookRequest {
  const authorization = `Bearer ${signWebhook(request.body, { secret, applicationId, apiKey: 'a1b2c3d4', now })}`;
  return { ...request, headers: { ...request.headers, authorization } };
}
