import { Logger, type OutboundMessage } from '@hailpoint/kernel';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SmsTwilioConfig } from './sms-twilio-config.js';
import { LoopbackHttpClient } from './testing/loopback-http-client.js';
import { TwilioServer } from './testing/twilio-server.js';
import { WebhookEndpoint } from './testing/webhook-endpoint.js';
import { twilioErrors } from './twilio-errors.js';
import { TwilioSmsProvider } from './twilio-sms-provider.js';

const accountSid = `AC${'0'.repeat(31)}1`;
const service = `MG${'0'.repeat(31)}2`;
const authToken = 'token-of-the-account';
const number = '+12025550100';
const phone = '+12025550143';

class SilentLogger extends Logger {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

let twilio: TwilioServer;
let endpoint: WebhookEndpoint;
let provider: TwilioSmsProvider;
let giveUp: AbortController;

beforeEach(async () => {
  twilio = await TwilioServer.start({ accountSid, authToken });
  endpoint = await new WebhookEndpoint().listen();
  giveUp = new AbortController();
  connect();
});

afterEach(async () => {
  await twilio.close();
  await endpoint.close();
});

function connect(change: Partial<SmsTwilioConfig> = {}): void {
  const config = Object.assign(new SmsTwilioConfig(), {
    accountSid,
    authToken,
    senders: [{ address: number, name: 'Support', country: 'US' }],
    messagingServices: [{ sid: service, name: 'Pool' }],
    apiBaseUrl: twilio.url,
    ...change,
  });
  provider = new TwilioSmsProvider(config, new LoopbackHttpClient(), endpoint);
  endpoint.provider = provider;
}

function send(change: Partial<OutboundMessage> = {}) {
  const sender = provider.senders()[0]!;
  const message = {
    id: 'm/1',
    channel: 'sms',
    sender,
    recipientId: phone,
    body: 'Hello & welcome',
    media: [],
    attempt: 1,
    attemptedAt: new Date('2026-03-02T09:00:00.000Z'),
    ...change,
  };
  return provider.send(message, { signal: giveUp.signal, logger: new SilentLogger() });
}

const context = () => ({ signal: giveUp.signal, logger: new SilentLogger() });

describe('send', () => {
  test('A12: a text, with our message id in the address for receipts', async () => {
    const outcome = await send();
    const [message] = twilio.messages;
    expect(outcome).toEqual({ outcome: 'accepted', carrierMessageId: message?.sid, segments: 1 });
    expect(Object.fromEntries(message!.form)).toEqual({
      To: phone,
      From: number,
      Body: 'Hello & welcome',
      StatusCallback: endpoint.webhook('/status/m%2F1'),
    });
  });

  test('E3: pictures by their signed addresses, which Twilio fetches', async () => {
    const url = `${endpoint.url}/media/signed-token`;
    const media = [url, `${url}-2`].map((each) => ({
      url: each,
      contentType: 'image/png',
      size: endpoint.picture.length,
    }));
    expect(await send({ body: '', media })).toMatchObject({ outcome: 'accepted' });
    const [message] = twilio.messages;
    expect(message?.form.has('Body')).toBe(false);
    expect(message?.form.getAll('MediaUrl')).toEqual([url, `${url}-2`]);
    expect(message?.media.map(({ status, contentType }) => [status, contentType])).toEqual([
      [200, 'image/png'],
      [200, 'image/png'],
    ]);
    expect(message?.media[0]?.bytes.equals(endpoint.picture)).toBe(true);
  });

  test('A9: from a Messaging Service, whose segments Twilio does not know yet', async () => {
    const sender = provider.senders().find(({ id }) => id === service)!;
    expect(await send({ sender })).toEqual({ outcome: 'accepted', carrierMessageId: twilio.messages[0]?.sid });
    expect(twilio.messages[0]?.form.get('MessagingServiceSid')).toBe(service);
    expect(twilio.messages[0]?.form.has('From')).toBe(false);
  });

  test('with an API key in place of the auth token', async () => {
    await twilio.close();
    const apiKey = `SK${'0'.repeat(31)}3`;
    twilio = await TwilioServer.start({ accountSid, authToken, apiKey, apiSecret: 'key-secret' });
    connect({ apiKey, apiSecret: 'key-secret' });
    expect(await send()).toMatchObject({ outcome: 'accepted' });
  });

  test('without an address for receipts when nobody outside can reach us', async () => {
    endpoint.isPublic = false;
    connect();
    await send();
    expect(twilio.messages[0]?.form.has('StatusCallback')).toBe(false);
    expect(provider.capabilities).toMatchObject({ receipts: [], inbound: false });
  });
});

describe('refusals', () => {
  test.each([
    [400, 21211],
    [400, 21408],
    [400, 21610],
    [400, 21612],
    [400, 21614],
    [400, 21606],
    [400, 21617],
    [400, 21620],
  ])('%i with code %i is rejected', async (status, code) => {
    twilio.next.push({ kind: 'error', status, code });
    expect(await send()).toEqual({
      outcome: 'rejected',
      code: String(code),
      reason: twilioErrors.get(code)?.reason,
      ...(code === 21610 ? { optedOut: true } : {}),
    });
  });

  test('wrong credentials send nothing and lose nothing, with the way out for the administrator', async () => {
    connect({ authToken: 'another' });
    expect(await send()).toMatchObject({
      outcome: 'notSent',
      code: '20003',
      reason: expect.stringMatching(/administrator/),
    });
    connect();
    expect(await send()).toMatchObject({ outcome: 'accepted' });
  });

  test.each([
    [401, 20003],
    [403, 20005],
    [404, 20404],
    [403, 30002],
    [403, 20006],
    [401, undefined],
    [403, undefined],
    [404, undefined],
    [407, undefined],
  ])(
    '%i with code %s is of the account or the way to it: notSent, and the administrator is asked',
    async (status, code) => {
      twilio.next.push({ kind: 'error', status, ...(code ? { code } : {}) });
      expect(await send()).toEqual({
        outcome: 'notSent',
        code: code ? String(code) : `http_${status}`,
        reason: expect.stringContaining('Ask your administrator'),
      });
    },
  );

  test('another refusal without a code is rejected', async () => {
    twilio.next.push({ kind: 'error', status: 400 });
    expect(await send()).toMatchObject({ outcome: 'rejected', code: 'http_400' });
  });

  test('a code that Twilio invents tomorrow is rejected and points to its page', async () => {
    twilio.next.push({ kind: 'error', status: 400, code: 29_999 });
    const reason = expect.stringContaining('https://www.twilio.com/docs/api/errors/29999');
    expect(await send()).toMatchObject({ outcome: 'rejected', code: '29999', reason });
  });

  test.each([
    [429, 20429, 3, 3000],
    [429, 20429, undefined, undefined],
    [429, undefined, undefined, undefined],
    [400, 21611, undefined, undefined],
    [400, 30001, undefined, undefined],
  ])('%i with code %s is notSent: Twilio did not process it', async (status, code, retryAfterSeconds, retryAfterMs) => {
    twilio.next.push({
      kind: 'error',
      status,
      ...(code ? { code } : {}),
      ...(retryAfterSeconds ? { retryAfterSeconds } : {}),
    });
    const outcome = await send();
    expect(outcome).toMatchObject({ outcome: 'notSent', code: code ? String(code) : 'http_429' });
    expect(outcome.outcome === 'notSent' && outcome.retryAfterMs).toBe(retryAfterMs);
    expect(twilio.requests).toHaveLength(1);
  });

  test('a connection that is refused is notSent', async () => {
    connect({ apiBaseUrl: 'http://127.0.0.1:1' });
    expect(await send()).toMatchObject({ outcome: 'notSent', code: 'twilio_unreachable' });
  });
});

describe('unknown', () => {
  test.each([
    [500, 20500],
    [503, 20503],
    [502, undefined],
    [408, undefined],
  ])('an answer of %i: the message may exist, so it is not tried again', async (status, code) => {
    twilio.next.push({ kind: 'error', status, ...(code ? { code } : {}) });
    await expect(send()).rejects.toMatchObject({ code: 'twilio_outcome_unknown' });
    expect(twilio.requests).toHaveLength(1);
  });

  test('a connection reset after the request was sent: created once, not sent twice', async () => {
    twilio.next.push({ kind: 'resetAfterCreating' });
    await expect(send()).rejects.toMatchObject({ code: 'twilio_outcome_unknown' });
    expect(twilio.messages).toHaveLength(1);
    expect(twilio.requests).toHaveLength(1);
  });

  test('a page of something in between, said to be a success', async () => {
    twilio.next.push({ kind: 'page', status: 200, content: '<html>Maintenance</html>' });
    await expect(send()).rejects.toMatchObject({ code: 'twilio_outcome_unknown' });
    twilio.next.push({ kind: 'page', status: 200, content: '{}' });
    await expect(send()).rejects.toMatchObject({ code: 'twilio_outcome_unknown' });
  });

  test('a redirect is not followed, so credentials and text go nowhere else', async () => {
    twilio.next.push({ kind: 'page', status: 307, content: '' });
    await expect(send()).rejects.toMatchObject({ code: 'twilio_outcome_unknown' });
  });

  test.each([
    { kind: 'error', status: 400, code: 21211 },
    { kind: 'error', status: 500 },
    { kind: 'resetAfterCreating' },
  ] as const)('nothing private is in what comes out of %j', async (next) => {
    twilio.next.push(next);
    const result = await send({ body: 'private words' }).catch((error: Error) => error);
    const cause = result instanceof Error ? `${result.stack} ${result.cause}` : '';
    const said = `${JSON.stringify(result)} ${String(result)} ${cause}`;
    for (const secret of ['private words', phone, number, authToken]) expect(said).not.toContain(secret);
  });
});

describe('status callbacks', () => {
  test('E8: sent, delivered and read carry our id, and an event id of their own', async () => {
    await send();
    const [message] = twilio.messages;
    for (const status of ['sent', 'delivered', 'read', 'sent']) {
      expect((await twilio.report(message!, status)).status).toBe(204);
    }
    const common = { kind: 'receipt', messageId: 'm/1', carrierMessageId: message?.sid };
    expect(endpoint.events).toEqual(
      ['sent', 'delivered', 'read', 'sent'].map((state) => ({ ...common, state, eventId: `${message?.sid}:${state}` })),
    );
  });

  test.each(['accepted', 'scheduled', 'queued', 'sending', 'something_new'])('%s says nothing', async (status) => {
    await send();
    expect((await twilio.report(twilio.messages[0]!, status)).status).toBe(204);
    expect(endpoint.events).toEqual([]);
  });

  test.each([
    ['failed', 30001],
    ['failed', 30002],
    ['undelivered', 30003],
    ['undelivered', 30004],
    ['undelivered', 30005],
    ['undelivered', 30006],
    ['undelivered', 30007],
    ['undelivered', 30008],
    ['undelivered', 30034],
  ])('%s with %i carries the code and a reason in plain words', async (status, errorCode) => {
    await send();
    await twilio.report(twilio.messages[0]!, status, { errorCode });
    const reason = twilioErrors.get(errorCode)?.reason;
    expect(endpoint.events).toMatchObject([{ state: status, code: String(errorCode), reason }]);
  });

  test('a wrong signature and a missing one are refused, the right one is not', async () => {
    await send();
    const [message] = twilio.messages;
    expect((await twilio.report(message!, 'delivered', { token: 'another' })).status).toBe(403);
    expect((await twilio.report(message!, 'delivered', { token: null })).status).toBe(403);
    expect(endpoint.events).toEqual([]);
    expect((await twilio.report(message!, 'delivered')).status).toBe(204);
    expect(endpoint.events).toHaveLength(1);
  });
});

describe('inbound', () => {
  const text = { from: phone, to: number, body: 'Ça va? 50% & more + €', media: [] };

  test('a message, answered with an empty TwiML', async () => {
    const response = await twilio.receive(endpoint.webhook('/inbound'), text);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/xml');
    expect(await response.text()).toBe('<Response/>');
    const [event] = endpoint.events;
    expect(event).toMatchObject({ kind: 'message', from: phone, to: number, body: text.body, media: [] });
    expect(event?.kind === 'message' && event.eventId).toBe(event?.kind === 'message' && event.carrierMessageId);
  });

  test('E3: its pictures are fetched with credentials, which do not follow the redirect', async () => {
    const picture = Buffer.from('the picture');
    await twilio.receive(endpoint.webhook('/inbound'), { ...text, body: '', media: [picture] });
    const [event] = endpoint.events;
    const reference = event?.kind === 'message' ? event.media[0]!.reference : '';
    expect(Buffer.from(await provider.fetchMedia(reference, context())).equals(picture)).toBe(true);
    expect(twilio.leakedCredentials).toBe(false);
    connect({ authToken: 'another' });
    await expect(provider.fetchMedia(reference, context())).rejects.toMatchObject({
      code: 'media_unavailable',
      status: 401,
    });
  });

  test.each([
    ['an internal address', 'http://10.0.0.5/latest/meta-data'],
    ['an internal address, encrypted', 'https://169.254.169.254/latest/meta-data'],
    ['this machine by another name', 'https://localhost/Media/ME1'],
    ['another scheme', 'file:///etc/passwd'],
    ['a host that only looks like Twilio’s storage', 'https://media.twiliocdn.com.example.test/ME1'],
  ])('E3: media that Twilio redirects to %s is not fetched', async (_name, target) => {
    await twilio.receive(endpoint.webhook('/inbound'), { ...text, body: '', media: [Buffer.from('the picture')] });
    const [event] = endpoint.events;
    const reference = event?.kind === 'message' ? event.media[0]!.reference : '';
    twilio.mediaRedirect = target;
    await expect(provider.fetchMedia(reference, context())).rejects.toMatchObject({ code: 'foreign_media' });
  });

  test.each([
    'http://api.twilio.com/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1',
    'https://api.twilio.com.example.test/Media/ME1',
    'https://api.twilio.com:8443/Media/ME1',
    'https://example.test/?https://api.twilio.com/',
    'file:///etc/passwd',
    'nothing',
  ])('media at %s gets neither request nor credentials', async (reference) => {
    await expect(provider.fetchMedia(reference, context())).rejects.toMatchObject({ code: 'foreign_media' });
  });

  test('to a number of a Messaging Service’s pool belongs to the service', async () => {
    await twilio.receive(endpoint.webhook('/inbound'), { ...text, to: '+12025550177', service });
    await twilio.receive(endpoint.webhook('/inbound'), { ...text, to: number, service });
    await twilio.receive(endpoint.webhook('/inbound'), { ...text, to: '+12025550188' });
    expect(endpoint.events.map((event) => event.kind === 'message' && event.to)).toEqual([
      service,
      number,
      '+12025550188',
    ]);
  });

  test('a wrong signature and a missing one are refused', async () => {
    const url = endpoint.webhook('/inbound');
    const form = new URLSearchParams({ MessageSid: 'SM1', From: phone, To: number, Body: 'Hi', NumMedia: '0' });
    expect((await twilio.post({ url, form, token: 'another' })).status).toBe(403);
    expect((await twilio.post({ url, form, token: null })).status).toBe(403);
    expect((await twilio.post({ url, form })).status).toBe(200);
    expect(endpoint.events).toHaveLength(1);
  });

  test('a signature holds for its own body, address and parameters only', async () => {
    const url = endpoint.webhook('/inbound');
    const request = { method: 'POST', path: '/inbound', query: '', url, headers: {}, body: Buffer.from('Body=Hi') };
    expect(provider.verify({ ...request, headers: { 'x-twilio-signature': 'a' } })).toMatchObject({
      accepted: false,
      status: 403,
    });
    expect(
      provider.verify({ ...request, url: 'not an address', headers: { 'x-twilio-signature': 'a' } }),
    ).toMatchObject({ status: 403 });
    expect(provider.verify({ ...request, path: '/other' })).toMatchObject({ accepted: false, status: 404 });
    expect(provider.verify({ ...request, path: '/status/' })).toMatchObject({ accepted: false, status: 404 });
    expect(provider.verify({ ...request, method: 'GET' })).toMatchObject({ accepted: false, status: 405 });
  });

  test('the signature covers the query, and repeated parameters', async () => {
    const url = `${endpoint.webhook('/inbound')}?team=a%20b&x=1`;
    const form = new URLSearchParams([
      ['MessageSid', 'SM1'],
      ['From', phone],
      ['To', number],
      ['Tag', 'one'],
      ['Tag', 'two'],
    ]);
    expect((await twilio.post({ url, form })).status).toBe(200);
  });

  test.each([
    ['/inbound', 'From=%2B12025550143&To=%2B12025550100', 'MessageSid'],
    ['/inbound', 'MessageSid=SM1&From=1&To=2&NumMedia=many', 'NumMedia'],
    ['/inbound', 'MessageSid=SM1&From=1&To=2&NumMedia=1', 'MediaUrl0'],
    ['/status/m1', 'MessageSid=SM1', 'MessageStatus'],
    ['/status/%E0%A4', 'MessageSid=SM1&MessageStatus=sent', 'message id in its address'],
  ])('%s with %s is refused when it is parsed', (path, body, field) => {
    const request = { method: 'POST', path, query: '', url: '', headers: {}, body: Buffer.from(body) };
    expect(() => provider.parse(request)).toThrow(expect.objectContaining({ code: 'invalid_twilio_callback', field }));
  });
});

test('every code of the table says what to do next', () => {
  const advice = /Check|Ask|Choose|Change|Send|send|Shorten|Remove|Use|use|Wait|Write|tried again/;
  for (const [code, { reason }] of twilioErrors) expect([code, reason]).toEqual([code, expect.stringMatching(advice)]);
});
