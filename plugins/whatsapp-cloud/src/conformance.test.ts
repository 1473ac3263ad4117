// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '@hailpoint/kernel';
import { describeChannelProvider } from '@hailpoint/testkit';
import whatsAppCloud from './index.js';

const phoneNumberId = '106540352242922';
const timestamp = '1772442000';

describeChannelProvider('whatsapp-cloud', {
  plugin: ({ url }) => ({
    definition: whatsAppCloud,
    config: {
      accessToken: '${WHATSAPP_TOKEN}',
      appSecret: '${WHATSAPP_APP_SECRET}',
      verifyToken: '${WHATSAPP_VERIFY_TOKEN}',
      senders: [{ phoneNumberId, address: '+12025550100', name: 'Support', country: 'US' }],
      templates: [{ name: 'reminder', language: 'en', body: 'Hello {{1}}' }],
      marketingOptOutStopsAll: true,
      apiBaseUrl: url,
    },
    environment: {
      WHATSAPP_TOKEN: 'token-of-the-system-user',
      WHATSAPP_APP_SECRET: 'secret-of-the-app',
      WHATSAPP_VERIFY_TOKEN: 'text-of-our-own',
    },
  }),
  secrets: ['token-of-the-system-user', 'text-of-our-own'],
  carrier: {
    accepted: (id) => ({
      status: 200,
      body: { messaging_product: 'whatsapp', contacts: [{ input: '1', wa_id: '1' }], messages: [{ id }] },
    }),
    refused: () => refusal(400, 131026, 'Message undeliverable.'),
    optedOut: () => refusal(400, 131050, 'The recipient has stopped marketing messages.'),
  },
  webhooks: {
    secret: 'secret-of-the-app',
    sign,
    receipt: ({ messageId, carrierMessageId, state }) =>
      notification({
        statuses: [
          {
            id: carrierMessageId,
            status: state,
            timestamp,
            recipient_id: '12025550143',
            biz_opaque_callback_data: `hailpoint:${messageId}`,
          },
        ],
      }),
    inbound: ({ carrierMessageId, from, body }) =>
      notification({
        contacts: [{ profile: { name: 'Ana' }, wa_id: from.slice(1) }],
        messages: [{ from: from.slice(1), id: carrierMessageId, timestamp, type: 'text', text: { body } }],
      }),
  },
});

function refusal(status: number, code: number, message: string) {
  return { status, body: { error: { message, type: 'OAuthException', code, fbtrace_id: 'trace' } } };
}

function notification(content: object) {
  const metadata = { display_phone_number: '12025550100', phone_number_id: phoneNumberId };
  const value = { messaging_product: 'whatsapp', metadata, ...content };
  return {
    path: '/events',
    body: { object: 'whatsapp_business_account', entry: [{ id: '1', changes: [{ value, field: 'messages' }] }] },
  };
}

/** HMAC-SHA256, in hexadecimal, of the raw body. */
function sign(request: WebhookRequest, secret: string): WebhookRequest {
  const signature = `sha256=${createHmac('sha256', secret).update(request.body).digest('hex')}`;
  return { ...request, headers: { ...request.headers, 'x-hub-signature-256': signature } };
}
