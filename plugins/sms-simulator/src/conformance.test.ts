// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { refusals, signatureHeader, signCallback } from '@hailpoint/carrier-simulator';
import {
  type ChannelProviderSubject,
  channelProviderConformance,
  describeChannelProvider,
  type ListedMessage,
} from '@hailpoint/testkit';
import { expect, test } from '@jest/globals';
import smsSimulator from './index.js';

const secret = 'secret-of-the-callbacks';
const senders = [
  { address: '+12025550100', name: 'Support', country: 'US' },
  { address: '+12025550101', name: 'Sales', id: 'sales' },
];
const at = '2026-03-02T09:00:00.000Z';

const subject: ChannelProviderSubject = {
  plugin: ({ url }) => ({
    definition: smsSimulator,
    config: { carrierUrl: url, secret: '${CARRIER_SECRET}', senders },
    environment: { CARRIER_SECRET: secret },
  }),
  carrier: {
    accepted: (carrierMessageId) => ({ status: 201, body: { carrierMessageId, segments: 1 } }),
    refused: () => refusal('invalid_number'),
    optedOut: () => refusal('recipient_opted_out'),
    lookedUp: (message) => {
      const { carrierMessageId, state } = message ?? {};
      return { status: 200, body: { items: message ? [{ carrierMessageId, state }] : [] } };
    },
    history: ({ messages, next }) => ({ status: 200, body: { items: messages.map(listed), cursor: next } }),
    // The plugin makes its numbers known when it starts.
    aside: ({ method }) => (method === 'PUT' ? { status: 200, body: {} } : null),
  },
  webhooks: {
    secret,
    sign: (request, key) => {
      const signature = signCallback(key, request.url, request.body);
      return { ...request, headers: { ...request.headers, [signatureHeader]: signature } };
    },
    receipt: ({ messageId, carrierMessageId, state }) => {
      const eventId = `${carrierMessageId}:${state}`;
      const body = { type: 'receipt', eventId, clientMessageId: messageId, carrierMessageId, state, at };
      return { path: '/status', body };
    },
    inbound: (message) => {
      const media = message.media.map(({ url, contentType }) => ({ url, contentType }));
      const body = { type: 'message', eventId: message.carrierMessageId, ...message, media, at };
      return { path: '/inbound', body };
    },
  },
};

function listed({ direction, messageId, carrierMessageId, from, to, body, state }: ListedMessage) {
  return direction === 'inbound'
    ? { type: 'message', eventId: carrierMessageId, carrierMessageId, from, to, body, media: [], at }
    : {
        type: 'receipt',
        eventId: `${carrierMessageId}:${state}`,
        clientMessageId: messageId,
        carrierMessageId,
        state,
        at,
      };
}

function refusal(code: 'invalid_number' | 'recipient_opted_out') {
  const { status, reason } = refusals[code];
  return { status, body: { code, reason } };
}

describeChannelProvider('sms-simulator', subject, { reportFile: new URL('../conformance.json', import.meta.url) });

test('with the carrier in its own process, too, starts and stops leave nothing', async () => {
  const inProcess: ChannelProviderSubject = {
    ...subject,
    plugin: () => ({ definition: smsSimulator, config: { handsetPort: 0, senders } }),
    provider: undefined,
  };
  const { rules } = channelProviderConformance(inProcess);
  const result = await rules.find(({ id }) => id === 'start_and_stop_leave_nothing')?.check();
  expect(result).toMatchObject({ passed: true });
});
