// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { type ChannelProviderSubject, describeChannelProvider } from '@hailpoint/testkit';
import myPlugin from './index.js';
import { signatureHeader, signatureOf } from './my-plugin-signature.js';

/** The suite plays the carrier; this says how the carrier speaks. */
const subject: ChannelProviderSubject = {
  plugin: ({ url }) => ({
    definition: myPlugin,
    config: {
      apiBaseUrl: url,
      apiKey: '${MY_PLUGIN_API_KEY}',
      webhookSecret: '${MY_PLUGIN_WEBHOOK_SECRET}',
      senders: [{ address: '+12025550100', name: 'Support', country: 'US' }],
    },
    environment: { MY_PLUGIN_API_KEY: 'key-of-the-carrier', MY_PLUGIN_WEBHOOK_SECRET: 'secret-of-the-carrier' },
  }),
  secrets: ['key-of-the-carrier'],
  carrier: {
    accepted: (id) => ({ status: 201, body: { id, segments: 1 } }),
    refused: () => ({ status: 422, body: { error: 'There is no such number.' } }),
    optedOut: () => ({ status: 410 }),
    lookedUp: (message) => ({ status: 200, body: { items: message ? [{ id: message.carrierMessageId }] : [] } }),
  },
  webhooks: {
    secret: 'secret-of-the-carrier',
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

describeChannelProvider('my-plugin', subject, { reportFile: new URL('../conformance.json', import.meta.url) });
