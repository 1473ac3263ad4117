// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import type { ChannelProviderSubject } from '../index.js';
import acmeSms, { signAcme } from './acme-sms.js';

export const acme: ChannelProviderSubject = {
  plugin: ({ url }) => ({
    definition: acmeSms,
    config: { apiBaseUrl: url, apiKey: '${ACME_KEY}', webhookSecret: '${ACME_SECRET}' },
    environment: { ACME_KEY: 'key-of-acme', ACME_SECRET: 'secret-of-acme' },
  }),
  secrets: ['key-of-acme'],
  carrier: {
    accepted: (id) => ({ status: 201, body: { id } }),
    refused: () => ({ status: 422, body: { error: 'There is no such number.' } }),
    optedOut: () => ({ status: 410 }),
  },
  webhooks: {
    secret: 'secret-of-acme',
    sign: (request, secret) => ({
      ...request,
      headers: { ...request.headers, 'x-acme-signature': signAcme(request.body, secret) },
    }),
    receipt: ({ carrierMessageId, state }) => ({
      path: '/events',
      body: { event: 'receipt', id: carrierMessageId, state },
    }),
    inbound: ({ carrierMessageId, from, to, body }) => ({
      path: '/events',
      body: { event: 'inbound', id: carrierMessageId, from, to, text: body },
    }),
  },
};
