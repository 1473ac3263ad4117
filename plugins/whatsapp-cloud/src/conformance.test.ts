// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { createHmac } from 'node:crypto';
import type { AvailabilitySituation, WebhookRequest } from '@hailpoint/kernel';
import {
  type CarrierRequest,
  describeAvailabilityPolicy,
  describeChannelProvider,
  type InboundMediaToReport,
  type PluginUnderTest,
} from '@hailpoint/testkit';
import whatsAppCloud from './index.js';

const phoneNumberId = '106540352242922';
const timestamp = '1772442000';
const secrets = ['token-of-the-system-user', 'secret-of-the-app', 'text-of-our-own'];
const reportFile = new URL('../conformance.json', import.meta.url);

/** Where the pictures are that notifications named, by their id. */
const pictures = new Map<string, string>();

const installed = (url: string): PluginUnderTest => ({
  definition: whatsAppCloud,
  config: {
    accessToken: '${WHATSAPP_TOKEN}',
    appSecret: '${WHATSAPP_APP_SECRET}',
    verifyToken: '${WHATSAPP_VERIFY_TOKEN}',
    senders: [{ phoneNumberId, address: '+12025550100', name: 'Support', country: 'US' }],
    templates: [
      { name: 'reminder', language: 'en', body: 'Hello {{1}}' },
      { name: 'visit', language: 'en_US', header: 'Your visit', body: 'We expect {{customer_name}} on {{ day }}.' },
    ],
    marketingOptOutStopsAll: true,
    apiBaseUrl: url,
  },
  environment: {
    WHATSAPP_TOKEN: 'token-of-the-system-user',
    WHATSAPP_APP_SECRET: 'secret-of-the-app',
    WHATSAPP_VERIFY_TOKEN: 'text-of-our-own',
  },
});

describeChannelProvider(
  'whatsapp-cloud',
  {
    plugin: ({ url }) => installed(url),
    secrets,
    carrier: {
      accepted: (id) => ({
        status: 200,
        body: { messaging_product: 'whatsapp', contacts: [{ input: '1', wa_id: '1' }], messages: [{ id }] },
      }),
      refused: () => refusal(400, 131026, 'Message undeliverable.'),
      optedOut: () => refusal(400, 131050, 'The recipient has stopped marketing messages.'),
      aside: pictureAddress,
      templateOf,
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
      inbound: ({ carrierMessageId, from, body, media }) =>
        notification({
          contacts: [{ profile: { name: 'Ana' }, wa_id: from.slice(1) }],
          messages: [{ from: from.slice(1), id: carrierMessageId, timestamp, ...contentOf(body, media) }],
        }),
    },
  },
  { reportFile },
);

const situation = (at: string, change: Partial<AvailabilitySituation> = {}): AvailabilitySituation => ({
  channel: 'whatsapp',
  at: new Date(at),
  sender: { id: 'support', address: '+12025550100' },
  recipientId: '+12025550143',
  person: { reference: { source: 'hailpoint', id: 'ada' }, country: 'US' },
  countries: [{ source: 'user', country: 'US' }],
  lastInboundAt: new Date('2026-03-02T09:00:00.000Z'),
  template: null,
  ...change,
});

describeAvailabilityPolicy(
  'whatsapp-cloud',
  {
    plugin: installed('https://graph.facebook.com'),
    secrets,
    available: [
      situation('2026-03-02T09:00:00.000Z'),
      situation('2026-03-03T08:59:59.999Z'),
      situation('2026-03-03T09:00:00.000Z', { template: 'reminder' }),
    ],
    unavailable: [
      situation('2026-03-03T09:00:00.000Z'),
      situation('2026-03-02T09:00:00.000Z', { lastInboundAt: null }),
    ],
  },
  { reportFile },
);

/** A text, or a picture with the text below it. */
function contentOf(body: string, [picture]: readonly InboundMediaToReport[]) {
  if (picture === undefined) return { type: 'text', text: { body } };
  pictures.set(picture.id, picture.url);
  return { type: 'image', image: { id: picture.id, mime_type: picture.contentType, caption: body } };
}

/** The id is the name and the language. */
function templateOf({ body }: CarrierRequest): string | null {
  const { type, template } = JSON.parse(body) as {
    type: string;
    template?: { name: string; language: { code: string } };
  };
  return type === 'template' && template ? `${template.name}:${template.language.code}` : null;
}

/** The first of the two requests for a picture: where it is. */
function pictureAddress({ method, path }: CarrierRequest) {
  const url = method === 'GET' ? pictures.get(path.split('/').at(-1) ?? '') : undefined;
  return url === undefined ? null : { status: 200, body: { messaging_product: 'whatsapp', url } };
}

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
