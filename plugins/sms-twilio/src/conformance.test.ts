// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { createHmac } from 'node:crypto';
import type { WebhookRequest } from '@hailpoint/kernel';
import { type ChannelProviderSubject, describeChannelProvider, type ListedMessage } from '@hailpoint/testkit';
import smsTwilio from './index.js';

const accountSid = `AC${'0'.repeat(31)}1`;
const authToken = 'token-of-the-account';

const subject: ChannelProviderSubject = {
  plugin: ({ url }) => ({
    definition: smsTwilio,
    config: {
      accountSid,
      authToken: '${TWILIO_AUTH_TOKEN}',
      apiKey: `SK${'0'.repeat(31)}3`,
      apiSecret: '${TWILIO_API_SECRET}',
      senders: [{ address: '+12025550100', name: 'Support', country: 'US' }],
      messagingServices: [{ sid: `MG${'0'.repeat(31)}2`, name: 'Pool' }],
      apiBaseUrl: url,
    },
    environment: { TWILIO_AUTH_TOKEN: authToken, TWILIO_API_SECRET: 'secret-of-the-key' },
  }),
  secrets: ['secret-of-the-key'],
  carrier: {
    accepted: (sid) => ({ status: 201, body: { sid, status: 'queued', num_segments: '1', error_code: null } }),
    refused: () => refusal(21211, 'The phone number in To is not valid.'),
    optedOut: () => refusal(21610, 'The recipient has unsubscribed.'),
    lookedUp: (message) => ({ status: 200, body: pageOf(message ? [message] : [], null) }),
    history: ({ messages, next }) => ({ status: 200, body: pageOf(messages, next) }),
  },
  webhooks: {
    secret: authToken,
    sign,
    receipt: ({ messageId, carrierMessageId, state }) => ({
      path: `/status/${messageId}`,
      body: new URLSearchParams({ AccountSid: accountSid, MessageSid: carrierMessageId, MessageStatus: state }),
    }),
    inbound: ({ carrierMessageId, from, to, body, media }) => ({
      path: '/inbound',
      body: new URLSearchParams({
        MessageSid: carrierMessageId,
        From: from,
        To: to,
        Body: body,
        NumMedia: String(media.length),
        ...Object.fromEntries(
          media.flatMap(({ url, contentType }, index) => [
            [`MediaUrl${index}`, url],
            [`MediaContentType${index}`, contentType],
          ]),
        ),
      }),
    }),
  },
};

describeChannelProvider('sms-twilio', subject, { reportFile: new URL('../conformance.json', import.meta.url) });

function pageOf(messages: readonly ListedMessage[], next: string | null) {
  const path = `/2010-04-01/Accounts/${accountSid}/Messages.json`;
  return { messages: messages.map(listed), next_page_uri: next && `${path}?PageToken=${next}`, page_size: 50 };
}

function listed({ direction, carrierMessageId, from, to, body, state, at }: ListedMessage) {
  const [date_created, date_sent, date_updated] = [at, at, at].map((date) => date.toUTCString());
  const dates = { date_created, date_sent, date_updated };
  const isInbound = direction === 'inbound';
  return {
    ...dates,
    sid: carrierMessageId,
    direction: isInbound ? 'inbound' : 'outbound-api',
    from,
    to,
    body,
    status: isInbound ? 'received' : state,
    error_code: null,
    messaging_service_sid: null,
    num_media: '0',
    num_segments: '1',
  };
}

function refusal(code: number, message: string) {
  return { status: 400, body: { code, message, more_info: `https://www.twilio.com/docs/errors/${code}`, status: 400 } };
}

/** HMAC-SHA1, in Base64, of the URL and the sorted parameters. */
function sign(request: WebhookRequest, token: string): WebhookRequest {
  const form = [...new URLSearchParams(Buffer.from(request.body).toString('utf8'))];
  const parameters = form.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).flat();
  const signature = createHmac('sha1', token)
    .update(request.url + parameters.join(''))
    .digest('base64');
  return { ...request, headers: { ...request.headers, 'x-twilio-signature': signature } };
}
