// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import type { ChannelProviderSubject, ListedMessage } from '../index.js';
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
    templateOf: ({ body }) => (JSON.parse(body) as { template?: string }).template ?? null,
    lookedUp: (message) => ({ status: 200, body: { items: message ? [listed(message)] : [] } }),
    history: ({ messages, next }) => ({ status: 200, body: { items: messages.map(listed), next } }),
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
    inbound: ({ carrierMessageId, from, to, body, media }) => ({
      path: '/events',
      body: {
        event: 'inbound',
        id: carrierMessageId,
        from,
        to,
        text: body,
        pictures: media.map(({ url, contentType }) => ({ url, type: contentType })),
      },
    }),
  },
};

function listed({ direction, carrierMessageId: id, from, to, body, state }: ListedMessage) {
  return direction === 'inbound' ? { event: 'inbound', id, from, to, text: body } : { event: 'receipt', id, state };
}
