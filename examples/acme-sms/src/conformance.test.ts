// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { type ChannelProviderSubject, describeChannelProvider } from '@hailpoint/testkit';
import { signatureHeader, signatureOf } from './acme-signature.js';
import acmeSms from './index.js';

/** The suite plays Acme; this says how Acme speaks. */
const subject: ChannelProviderSubject = {
  plugin: ({ url }) => ({
    definition: acmeSms,
    config: {
      apiBaseUrl: url,
      apiKey: '${ACME_API_KEY}',
      webhookSecret: '${ACME_WEBHOOK_SECRET}',
      senders: [{ address: '+12025550100', name: 'Support', country: 'US' }],
    },
    environment: { ACME_API_KEY: 'key-of-acme', ACME_WEBHOOK_SECRET: 'secret-of-acme' },
  }),
  secrets: ['key-of-acme'],
  carrier: {
    accepted: (id) => ({ status: 201, body: { id, segments: 1 } }),
    refused: () => ({ status: 422, body: { error: 'There is no such number.' } }),
    optedOut: () => ({ status: 410 }),
    lookedUp: (message) => ({ status: 200, body: { items: message ? [{ id: message.carrierMessageId }] : [] } }),
  },
  webhooks: {
    secret: 'secret-of-acme',
    sign: (request, secret) => ({
      ...request,
      headers: { ...request.headers, [signatureHeader]: signatureOf(request.body, secret) },
    }),
    receipt: ({ messageId, carrierMessageId, state }) => {
      const status = state === 'undelivered' ? 'undeliverable' : state;
      return { path: '/events', body: { type: 'status', id: carrierMessageId, reference: messageId, status } };
    },
    inbound: ({ carrierMessageId, from, to, body }) => ({
      path: '/events',
      body: { type: 'inbound', id: carrierMessageId, from, to, text: body },
    }),
  },
};

describeChannelProvider('acme-sms', subject, { reportFile: new URL('../conformance.json', import.meta.url) });
