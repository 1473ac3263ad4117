import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Logger, type OutboundMessage, PublicUrls } from '@hailpoint/kernel';
import { ManualTime, NodeHttpClient } from '@hailpoint/kernel/host';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { graphErrors } from './graph-errors.js';
import { CloudApiServer } from './testing/cloud-api-server.js';
import { WhatsAppCloudConfig, WhatsAppTemplateConfig } from './whatsapp-cloud-config.js';
import { WhatsAppCloudProvider } from './whatsapp-cloud-provider.js';

const phoneNumberId = '106540352242922';
const phone = '+12025550143';
const accessToken = 'token-of-the-system-user';
const start = new Date('2026-03-02T09:00:00.000Z');

class SilentLogger extends Logger {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

class Urls extends PublicUrls {
  isPublic = true;
  webhook = (path: string) => `https://hailpoint.example/webhooks/whatsapp-cloud${path}`;
}

let meta: CloudApiServer;
let time: ManualTime;
let http: NodeHttpClient;
let provider: WhatsAppCloudProvider;
let giveUp: AbortController;

beforeEach(async () => {
  meta = await CloudApiServer.start(accessToken, 'secret-of-the-app');
  time = new ManualTime(start);
  http = new NodeHttpClient();
  giveUp = new AbortController();
  connect();
});

afterEach(async () => {
  http.close();
  await meta.close();
});

const reminder = Object.assign(new WhatsAppTemplateConfig(), {
  name: 'reminder',
  language: 'en_US',
  body: 'Hello {{customer_name}}, see you on {{day}}.',
});

function connect(change: Partial<WhatsAppCloudConfig> = {}, urls = new Urls()): void {
  const config = Object.assign(new WhatsAppCloudConfig(), {
    accessToken,
    appSecret: 'secret-of-the-app',
    verifyToken: 'text-of-our-own',
    senders: [
      { phoneNumberId, address: '+12025550100', name: 'Support', country: 'US' },
      { phoneNumberId: '106540352242999', address: '+12025550101', name: 'Sales', id: 'sales' },
    ],
    templates: [reminder],
    apiBaseUrl: meta.url,
    ...change,
  });
  provider = new WhatsAppCloudProvider(config, http, time, urls);
}

const context = () => ({ signal: giveUp.signal, logger: new SilentLogger() });

function send(change: Partial<OutboundMessage> = {}) {
  const message = {
    id: 'm-1',
    channel: 'whatsapp',
    sender: provider.senders()[0]!,
    recipientId: phone,
    body: 'Hello & welcome',
    media: [],
    attempt: 1,
    attemptedAt: start,
    ...change,
  };
  return provider.send(message, context());
}

describe('send', () => {
  test('A12: a text, with our message id as the data that Meta gives back', async () => {
    expect(await send()).toEqual({ outcome: 'accepted', carrierMessageId: meta.sent[0]?.id });
    expect(meta.requests).toEqual([
      { path: `/v24.0/${phoneNumberId}/messages`, authorization: `Bearer ${accessToken}` },
    ]);
    expect(meta.sent[0]?.payload).toEqual({
      messaging_product: 'whatsapp',
      recipient_type: 'individual',
      to: phone,
      type: 'text',
      text: { preview_url: false, body: 'Hello & welcome' },
      biz_opaque_callback_data: 'hailpoint:m-1',
    });
  });

  test('A9: each sender by its own phone number id, in the version that is set', async () => {
    await meta.close();
    meta = await CloudApiServer.start(accessToken, 'secret-of-the-app', 'v25.0');
    connect({ graphVersion: 'v25.0' });
    expect(provider.senders().map(({ id, address }) => [id, address])).toEqual([
      ['+12025550100', '+12025550100'],
      ['sales', '+12025550101'],
    ]);
    await send({ sender: provider.senders()[1]! });
    expect(meta.sent[0]?.phoneNumberId).toBe('106540352242999');
  });

  test('E3: a picture by its signed address, which Meta fetches, with the text beside it', async () => {
    const { url, close } = await servePicture();
    const media = [{ url, contentType: 'image/png', size: 9 }];
    expect(await send({ media })).toMatchObject({ outcome: 'accepted' });
    expect(await send({ media, body: '' })).toMatchObject({ outcome: 'accepted' });
    expect(meta.sent.map(({ payload }) => payload['image'])).toEqual([
      { link: url, caption: 'Hello & welcome' },
      { link: url },
    ]);
    expect(meta.sent[0]?.media?.toString()).toBe('a picture');
    await close();
  });

  test('E9: a template by its name and language, with what was filled in, and not its text', async () => {
    const template = { id: 'reminder:en_US', language: 'en_US', variables: { customer_name: 'Ana', day: 'Monday' } };
    expect(await send({ body: 'Hello Ana, see you on Monday.', template })).toMatchObject({ outcome: 'accepted' });
    const { payload } = meta.sent[0]!;
    expect(payload['type']).toBe('template');
    expect(payload['text']).toBeUndefined();
    expect(payload['template']).toEqual({
      name: 'reminder',
      language: { code: 'en_US' },
      components: [
        {
          type: 'body',
          parameters: [
            { type: 'text', parameter_name: 'customer_name', text: 'Ana' },
            { type: 'text', parameter_name: 'day', text: 'Monday' },
          ],
        },
      ],
    });
  });

  test.each([
    ['one is new', { customer_name: 'Ana' }],
    ['one is gone', { customer_name: 'Ana', day: 'Monday', hour: '9' }],
    ['one has another name', { customer_name: 'Ana', date: 'Monday' }],
  ])('a template whose variables are others now is not sent with gaps: %s', async (_what, variables) => {
    const template = { id: 'reminder:en_US', language: 'en_US', variables };
    expect(await send({ template })).toMatchObject({ outcome: 'rejected', code: 'template_changed' });
    expect(meta.requests).toHaveLength(0);
  });

  test('a template that is not set up any more never becomes free text', async () => {
    connect({ templates: [] });
    const template = { id: 'reminder:en_US', language: 'en_US', variables: {} };
    expect(await send({ template })).toMatchObject({ outcome: 'rejected', code: 'template_unknown' });
    expect(meta.requests).toEqual([]);
  });

  test('as much text as is declared goes beside a picture: preflight tells agents by that', async () => {
    const { maxTextLength = 0 } = provider.capabilities.media!;
    const media = [{ url: 'data:image/png;base64,AA==', contentType: 'image/png', size: 1 }];
    expect(await send({ media, body: 'a'.repeat(maxTextLength + 1) })).toMatchObject({ code: 'caption_too_long' });
    expect(await send({ media, body: 'a'.repeat(maxTextLength) })).toMatchObject({ outcome: 'accepted' });
  });

  test('what Meta would refuse is refused before it is asked', async () => {
    const picture = { url: 'https://hailpoint.example/media/a', contentType: 'image/png', size: 1 };
    expect(await send({ media: [picture, picture] })).toMatchObject({ outcome: 'rejected', code: 'too_many_pictures' });
    expect(await send({ media: [picture], body: 'a'.repeat(1025) })).toMatchObject({ code: 'caption_too_long' });
    expect(meta.requests).toEqual([]);
  });

  test('a customer who hides their number is written to by their user id', async () => {
    await send({ recipientId: 'US.13491208655302741918' });
    expect(meta.sent[0]?.payload).toMatchObject({ recipient: 'US.13491208655302741918' });
    expect(meta.sent[0]?.payload['to']).toBeUndefined();
  });

  test('without an address for notifications there are neither receipts nor replies', () => {
    connect({}, Object.assign(new Urls(), { isPublic: false }));
    expect(provider.capabilities).toMatchObject({ receipts: [], inbound: false });
    connect();
    expect(provider.capabilities).toMatchObject({ receipts: ['sent', 'delivered', 'read', 'failed'], inbound: true });
    expect('lookUp' in provider).toBe(false);
  });
});

describe('refusals', () => {
  test.each([...graphErrors].map(([code, { outcome }]) => [code, outcome] as const))(
    'code %i is %s',
    async (code, outcome) => {
      meta.next.push({ kind: 'error', status: 400, code });
      const sent = send();
      if (outcome === 'unknown') {
        await expect(sent).rejects.toMatchObject({ code: 'whatsapp_outcome_unknown' });
        return;
      }
      expect(await sent).toMatchObject({ outcome, code: String(code), reason: graphErrors.get(code)?.reason });
    },
  );

  test('reasons are sentences that say what to do, and none repeats what Meta wrote', () => {
    const reasons = [...graphErrors.values()].map(({ reason }) => reason);
    for (const reason of reasons) expect(reason).toMatch(/^[A-Z].{20,250}\.$/);
  });

  test.each([
    // [status, code, outcome, code of the outcome]
    [401, 190, 'notSent', '190'],
    [403, 10, 'notSent', '10'],
    [403, 200, 'notSent', '200'],
    [403, 299, 'notSent', '299'],
    [401, undefined, 'notSent', 'http_401'],
    [404, undefined, 'notSent', 'http_404'],
    [429, undefined, 'notSent', 'http_429'],
    [400, 999_999, 'rejected', '999999'],
    [400, undefined, 'rejected', 'http_400'],
    [500, 131_057, 'notSent', '131057'],
  ] as const)('%s with code %s is %s', async (status, code, outcome, named) => {
    meta.next.push({ kind: 'error', status, ...(code === undefined ? {} : { code }) });
    expect(await send()).toMatchObject({ outcome, code: named });
  });

  test.each([
    [500, 131_000],
    [503, 2],
    [500, 999_999],
    [503, undefined],
    [408, undefined],
    [302, undefined],
  ] as const)('%s with code %s is unknown: nothing says that nothing was sent', async (status, code) => {
    meta.next.push({ kind: 'error', status, ...(code === undefined ? {} : { code }) });
    await expect(send()).rejects.toMatchObject({ code: 'whatsapp_outcome_unknown' });
  });

  test('rate limits wait as long as Meta says, and by default until the outbox tries again', async () => {
    meta.next.push({ kind: 'error', status: 400, code: 130_429, retryAfterSeconds: 7 });
    expect(await send()).toMatchObject({ outcome: 'notSent', retryAfterMs: 7_000 });
    meta.next.push({ kind: 'error', status: 400, code: 80_007 });
    expect(await send()).not.toHaveProperty('retryAfterMs');
    meta.next.push({ kind: 'error', status: 400, code: 131_048 });
    expect(await send()).toMatchObject({ outcome: 'notSent', retryAfterMs: 3_600_000 });
  });

  test('who stopped marketing is not opted out of everything, unless the administrator wants it so', async () => {
    meta.next.push({ kind: 'error', status: 400, code: 131_050 });
    expect(await send()).not.toHaveProperty('optedOut');
    connect({ marketingOptOutStopsAll: true });
    meta.next.push({ kind: 'error', status: 400, code: 131_050 });
    expect(await send()).toMatchObject({ outcome: 'rejected', code: '131050', optedOut: true });
  });

  test('wrong credentials send nothing and lose nothing, with the way out for the administrator', async () => {
    connect({ accessToken: 'another' });
    expect(await send()).toMatchObject({
      outcome: 'notSent',
      code: '190',
      reason: expect.stringMatching(/accessToken/),
    });
  });
});

describe('what cannot be known', () => {
  test.each([
    [{ kind: 'page', status: 200, content: '<html>Welcome</html>' }],
    [{ kind: 'page', status: 200, content: '{"messages":[]}' }],
    [{ kind: 'page', status: 200, content: '{"messages":[{"id":""}]}' }],
    [{ kind: 'page', status: 502, content: '<html>Bad gateway</html>' }],
    [{ kind: 'resetAfterTaking' }],
  ] as const)('%j', async (next) => {
    meta.next.push(next);
    await expect(send()).rejects.toMatchObject({ code: 'whatsapp_outcome_unknown' });
  });

  test('Meta that cannot be reached is not sent', async () => {
    await meta.close();
    expect(await send()).toMatchObject({ outcome: 'notSent', code: 'meta_unreachable' });
    meta = await CloudApiServer.start(accessToken, 'secret-of-the-app');
  });
});

describe('the pace of a pair', () => {
  test('a message that is too early is not sent, and Meta is not asked', async () => {
    connect({ pairBurst: 2 });
    expect([await send(), await send()]).toMatchObject([{ outcome: 'accepted' }, { outcome: 'accepted' }]);
    expect(await send()).toMatchObject({ outcome: 'notSent', code: 'pair_pace', retryAfterMs: 6_000 });
    expect(await send({ recipientId: '+12025550144' })).toMatchObject({ outcome: 'accepted' });
    expect(await send({ sender: provider.senders()[1]! })).toMatchObject({ outcome: 'accepted' });
    expect(meta.requests).toHaveLength(4);
    time.advance(6_000);
    expect(await send()).toMatchObject({ outcome: 'accepted' });
  });

  test('131056 of Meta waits four times as long each time', async () => {
    meta.next.push({ kind: 'error', status: 400, code: 131_056 });
    expect(await send()).toMatchObject({ outcome: 'notSent', code: '131056', retryAfterMs: 1_000 });
    expect(await send()).toMatchObject({ outcome: 'notSent', code: 'pair_pace', retryAfterMs: 1_000 });
    time.advance(1_000);
    meta.next.push({ kind: 'error', status: 400, code: 131_056 });
    expect(await send()).toMatchObject({ outcome: 'notSent', code: '131056', retryAfterMs: 4_000 });
    time.advance(4_000);
    expect(await send()).toMatchObject({ outcome: 'accepted' });
    expect(meta.requests).toHaveLength(3);
  });
});

describe('verify', () => {
  const handshake = (change: Record<string, string>, method = 'GET') => {
    const query = new URLSearchParams({
      'hub.mode': 'subscribe',
      'hub.verify_token': 'text-of-our-own',
      'hub.challenge': '1158201444',
      ...change,
    });
    return provider.verify({ ...meta.call({}), method, query: query.toString(), body: Buffer.alloc(0), headers: {} });
  };

  test('the handshake echoes the challenge, and stores nothing', () => {
    expect(handshake({})).toEqual({
      accepted: true,
      store: false,
      response: { status: 200, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: '1158201444' },
    });
  });

  test.each([
    [{ 'hub.verify_token': 'another' }],
    [{ 'hub.verify_token': '' }],
    [{ 'hub.verify_token': 'text-of-our-own ' }],
    [{ 'hub.mode': 'unsubscribe' }],
    [{ 'hub.challenge': '' }],
    [{ 'hub.challenge': '<script>alert(1)</script>' }],
  ])('no handshake with %j', (change) => {
    expect(handshake(change)).toMatchObject({ accepted: false, status: 403 });
  });

  test('a notification is believed by its signature over the raw body', () => {
    const request = meta.notification(phoneNumberId, {});
    expect(provider.verify(request)).toEqual({ accepted: true, response: { status: 200 } });
    const changed = Buffer.concat([request.body, Buffer.from(' ')]);
    expect(provider.verify({ ...request, body: changed })).toMatchObject({ status: 403 });
    expect(provider.verify(meta.notification(phoneNumberId, {}, { secret: 'another' }))).toMatchObject({ status: 403 });
    expect(provider.verify(meta.notification(phoneNumberId, {}, { secret: null }))).toMatchObject({ status: 403 });
    expect(provider.verify({ ...request, headers: { 'x-hub-signature-256': 'sha256=short' } })).toMatchObject({
      status: 403,
    });
  });

  test('other paths and methods', () => {
    expect(provider.verify({ ...meta.call({}), path: '/other' })).toMatchObject({ accepted: false, status: 404 });
    expect(provider.verify({ ...meta.call({}), method: 'DELETE' })).toMatchObject({ accepted: false, status: 405 });
  });
});

describe('media of inbound messages', () => {
  test('by its id: its address is asked for, and the bytes are fetched with the token', async () => {
    meta.media.set('1166846181421424', Buffer.from('bytes'));
    expect(Buffer.from(await provider.fetchMedia('1166846181421424', context())).toString()).toBe('bytes');
    expect(meta.mediaRequests).toEqual([{ path: '/files/1166846181421424', authorization: `Bearer ${accessToken}` }]);
  });

  test.each([
    ['http://127.0.0.1:1/file'],
    ['https://lookaside.fbsbx.com.example/file'],
    ['https://fbsbx.com@files.example/file'],
    ['https://notfbsbx.com/file'],
    ['http://lookaside.fbsbx.com/file'],
    ['https://lookaside.fbsbx.com:8443/file'],
  ])('the token is not shown to %s', async (url) => {
    meta.media.set('1', Buffer.from('bytes'));
    meta.mediaUrl = url;
    await expect(provider.fetchMedia('1', context())).rejects.toMatchObject({ code: 'foreign_media' });
  });

  test('an id that is a path asks for nothing, and what is gone says so', async () => {
    await expect(provider.fetchMedia('../me', context())).rejects.toMatchObject({ code: 'foreign_media' });
    await expect(provider.fetchMedia('404', context())).rejects.toMatchObject({ code: 'media_unavailable' });
  });
});

async function servePicture() {
  const server = createServer((_, response) => response.end('a picture'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = () => new Promise((resolve) => server.close(resolve).closeAllConnections());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/media/token`, close };
}
