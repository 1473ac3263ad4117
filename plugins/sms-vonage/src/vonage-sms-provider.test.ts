import { generateKeyPairSync } from 'node:crypto';
import { Logger, type OutboundMessage } from '@hailpoint/kernel';
import { NodeHttpClient } from '@hailpoint/kernel/host';
import { ManualTime } from '@hailpoint/testkit';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { SmsVonageConfig } from './sms-vonage-config.js';
import { signWebhook } from './testing/sign-webhook.js';
import { type SignatureChange, VonageServer } from './testing/vonage-server.js';
import { WebhookEndpoint } from './testing/webhook-endpoint.js';
import { vonageAccountErrors, vonageErrors } from './vonage-errors.js';
import { VonageSmsProvider } from './vonage-sms-provider.js';

const applicationId = 'aaaaaaaa-bbbb-4ccc-8ddd-0123456789ab';
const signatureSecret = 'signature-secret-of-the-account';
const apiKey = 'a1b2c3d4';
const number = '+12025550100';
const britishNumber = '+442079460100';
const phone = '+12025550143';

const keyPair = () =>
  generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
const { privateKey, publicKey } = keyPair();

class SilentLogger extends Logger {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

let time: ManualTime;
let http: NodeHttpClient;
let vonage: VonageServer;
let endpoint: WebhookEndpoint;
let provider: VonageSmsProvider;
let giveUp: AbortController;

beforeEach(async () => {
  time = new ManualTime('2026-03-02T09:00:00.000Z');
  http = new NodeHttpClient();
  vonage = await VonageServer.start({ applicationId, publicKey, signatureSecret, apiKey, now: () => time.now() });
  endpoint = await new WebhookEndpoint().listen();
  giveUp = new AbortController();
  connect();
});

afterEach(async () => {
  http.close();
  await vonage.close();
  await endpoint.close();
});

function connect(change: Partial<SmsVonageConfig> = {}): void {
  const config = Object.assign(new SmsVonageConfig(), {
    applicationId,
    privateKey,
    signatureSecret,
    senders: [
      { address: number, name: 'Support', country: 'US' },
      { id: 'uk', address: britishNumber, name: 'Support UK', country: 'GB', group: 'uk' },
      { address: '12345678', name: 'Short code', pace: { segmentsPerSecond: 1 } },
    ],
    apiBaseUrl: vonage.url,
    ...change,
  });
  provider = new VonageSmsProvider(config, http, endpoint, time);
  endpoint.provider = provider;
}

function send(change: Partial<OutboundMessage> = {}) {
  const message = {
    id: '0195a1b2-0000-7000-8000-000000000001',
    channel: 'sms',
    sender: provider.senders()[0]!,
    recipientId: phone,
    body: 'Grüße & welcome 😀',
    media: [],
    attempt: 1,
    attemptedAt: time.now(),
    ...change,
  };
  return provider.send(message, { signal: giveUp.signal, logger: new SilentLogger() });
}

describe('senders', () => {
  test('A9: as configured; the id is the address unless it is given', () => {
    expect(provider.senders()).toEqual([
      { id: number, address: number, name: 'Support', country: 'US' },
      { id: 'uk', address: britishNumber, name: 'Support UK', country: 'GB', group: 'uk' },
      { id: '12345678', address: '12345678', name: 'Short code', pace: { segmentsPerSecond: 1 } },
    ]);
  });

  test('text only, no look-up, and an opt-out is confirmed by Hailpoint unless Vonage does it', () => {
    expect(provider.capabilities).toEqual({
      addressKind: 'phone',
      text: { maxLength: 3200, encoding: 'sms' },
      confirmsOptOut: false,
      receipts: ['sent', 'delivered', 'undelivered', 'failed'],
      inbound: true,
    });
    expect('lookUp' in provider).toBe(false);
    connect({ vonageAnswersOptOut: true });
    expect(provider.capabilities.confirmsOptOut).toBe(true);
  });
});

describe('send', () => {
  test('A12: a text, with our message id as the client reference and the address for statuses', async () => {
    const outcome = await send();
    const [message] = vonage.messages;
    expect(outcome).toEqual({ outcome: 'accepted', carrierMessageId: message?.uuid });
    expect(message?.request).toEqual({
      channel: 'sms',
      message_type: 'text',
      to: '12025550143',
      from: '12025550100',
      text: 'Grüße & welcome 😀',
      client_ref: '0195a1b2-0000-7000-8000-000000000001',
      webhook_url: endpoint.webhook('/status'),
      webhook_version: 'v1',
    });
  });

  test('A9: from each sender', async () => {
    for (const sender of provider.senders()) await send({ sender });
    expect(vonage.messages.map(({ request }) => request['from'])).toEqual(['12025550100', '442079460100', '12345678']);
  });

  test('without an address for statuses when nobody outside can reach us', async () => {
    endpoint.isPublic = false;
    connect();
    await send();
    expect(vonage.messages[0]?.request).not.toHaveProperty('webhook_url');
    expect(provider.capabilities).toMatchObject({ receipts: [], inbound: false });
  });

  test('with a key whose lines are joined, as environment files hold it', async () => {
    connect({ privateKey: privateKey.replaceAll('\n', '\\n') });
    expect(await send()).toMatchObject({ outcome: 'accepted' });
  });

  test('an apiBaseUrl that ends with a slash is the same', async () => {
    connect({ apiBaseUrl: `${vonage.url}/` });
    expect(await send()).toMatchObject({ outcome: 'accepted' });
  });

  test('each request has a token of its own time, so a day later it is taken, too', async () => {
    await send();
    time.advance(25 * 60 * 60_000);
    expect(await send()).toMatchObject({ outcome: 'accepted' });
  });
});

describe('refusals', () => {
  test.each([
    [1040, undefined],
    [1170, undefined],
    [1210, undefined],
    [1240, true],
    [1250, undefined],
    [1300, undefined],
    [1420, undefined],
    [1430, undefined],
    [1460, undefined],
    [1470, undefined],
  ])('422 with code %i is rejected', async (code, optedOut) => {
    vonage.next.push({ kind: 'problem', status: 422, about: String(code) });
    const { reason } = vonageErrors.get(code)!;
    expect(await send()).toEqual({
      outcome: 'rejected',
      code: String(code),
      reason,
      ...(optedOut ? { optedOut } : {}),
    });
  });

  test.each([
    ['1100', 'Unsupported channel', 1400],
    ['1110', 'Invalid channel parameters', 1410],
    ['1120', 'Invalid sender', 1420],
    ['110', 'Invalid recipient', 1430],
    ['1140', 'Invalid message type', 1440],
    ['1150', 'Invalid params', 1020],
    ['1060', 'Invalid client reference', 1450],
    ['anything', '1240', 1240],
  ])('where the link says %s and the title "%s", it is code %i', async (about, title, code) => {
    vonage.next.push({ kind: 'problem', status: 422, about, title });
    expect(await send()).toMatchObject({
      outcome: 'rejected',
      code: String(code),
      reason: vonageErrors.get(code)!.reason,
    });
  });

  test('a recipient that Vonage cannot read is rejected', async () => {
    expect(await send({ recipientId: '+0' })).toMatchObject({ outcome: 'rejected', code: '1430' });
  });

  test.each([
    ['a wrong key', { privateKey: keyPair().privateKey }],
    ['another application', { applicationId: applicationId.replace('a', 'b') }],
  ])('%s sends nothing and loses nothing, with the way out for the administrator', async (_what, change) => {
    connect(change);
    expect(await send()).toMatchObject({
      outcome: 'notSent',
      code: 'http_401',
      reason: expect.stringMatching(/administrator/),
    });
    connect();
    expect(await send()).toMatchObject({ outcome: 'accepted' });
  });

  test.each([
    [402, 'low-balance', 'low-balance'],
    [402, undefined, 'low-balance'],
    [403, 'low-balance', 'low-balance'],
    [401, 'unprovisioned', 'unprovisioned'],
    [403, 'account-suspended', 'account-suspended'],
    [401, 'jwt-expired', 'jwt-expired'],
    [401, 'unathorized', 'http_401'],
    [401, undefined, 'http_401'],
    [403, undefined, 'http_403'],
    [404, undefined, 'http_404'],
    [407, undefined, 'http_407'],
    [403, '1430', 'http_403'],
    [403, '__proto__', 'http_403'],
  ])(
    '%i about %s is of the account or the way to it: notSent, and the administrator is asked',
    async (status, about, code) => {
      vonage.next.push({ kind: 'problem', status, ...(about === undefined ? {} : { about }) });
      expect(await send()).toEqual({
        outcome: 'notSent',
        code,
        reason: vonageAccountErrors.get(code)?.reason ?? expect.stringContaining('Ask your administrator'),
      });
    },
  );

  test.each([1060, 1070, 1080])('code %i is of the account: notSent', async (code) => {
    vonage.next.push({ kind: 'problem', status: 422, about: String(code) });
    expect(await send()).toMatchObject({ outcome: 'notSent', code: String(code) });
  });

  test.each([
    [400, undefined, 'http_400'],
    [422, undefined, 'http_422'],
    [422, 'invalid-json', 'http_422'],
  ])('%i about %s, without a code, is rejected', async (status, about, code) => {
    vonage.next.push({ kind: 'problem', status, ...(about === undefined ? {} : { about }) });
    expect(await send()).toMatchObject({ outcome: 'rejected', code });
  });

  test('a code that Vonage invents tomorrow is rejected and points to the list', async () => {
    vonage.next.push({ kind: 'problem', status: 422, about: '1999' });
    const reason = expect.stringContaining('https://developer.vonage.com/en/api-errors/messages');
    expect(await send()).toMatchObject({ outcome: 'rejected', code: '1999', reason });
  });

  test.each([
    [429, undefined, 'http_429', 15, 15_000],
    [429, '1000', '1000', 2, 2_000],
    [429, undefined, 'http_429', undefined, undefined],
    [422, '1000', '1000', undefined, undefined],
  ])(
    '%i about %s is notSent: the request was turned away',
    async (status, about, code, retryAfterSeconds, retryAfterMs) => {
      vonage.next.push({
        kind: 'problem',
        status,
        ...(about === undefined ? {} : { about }),
        ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
      });
      const outcome = await send();
      expect(outcome).toMatchObject({ outcome: 'notSent', code });
      expect(outcome.outcome === 'notSent' && outcome.retryAfterMs).toBe(retryAfterMs);
      expect(vonage.requests).toHaveLength(1);
    },
  );

  test('a connection that is refused is notSent', async () => {
    connect({ apiBaseUrl: 'http://127.0.0.1:1' });
    expect(await send()).toMatchObject({ outcome: 'notSent', code: 'vonage_unreachable' });
  });
});

describe('unknown', () => {
  test.each([500, 502, 503, 408])(
    'an answer of %i: the message may exist, so it is not tried again',
    async (status) => {
      vonage.next.push({ kind: 'problem', status, about: '1030' });
      await expect(send()).rejects.toMatchObject({ code: 'vonage_outcome_unknown' });
      expect(vonage.requests).toHaveLength(1);
    },
  );

  test.each([422, 429])('%i with the code for a repeated message: Vonage may have it', async (status) => {
    vonage.next.push({ kind: 'problem', status, about: '1320' });
    await expect(send()).rejects.toMatchObject({ code: 'vonage_outcome_unknown' });
    expect(vonage.requests).toHaveLength(1);
  });

  test('a connection reset after the request was sent: created once, not sent twice', async () => {
    vonage.next.push({ kind: 'resetAfterCreating' });
    await expect(send()).rejects.toMatchObject({ code: 'vonage_outcome_unknown' });
    expect(vonage.messages).toHaveLength(1);
    expect(vonage.requests).toHaveLength(1);
  });

  test('a status settles what became of it, by our own id', async () => {
    vonage.next.push({ kind: 'resetAfterCreating' });
    await expect(send()).rejects.toMatchObject({ code: 'vonage_outcome_unknown' });
    await vonage.report(vonage.messages[0]!, 'submitted');
    expect(endpoint.events).toMatchObject([{ messageId: '0195a1b2-0000-7000-8000-000000000001', state: 'sent' }]);
  });

  test.each(['<html>Maintenance</html>', '{}', 'null', '[]', '{"message_uuid":""}', '{"message_uuid":7}'])(
    'a success with %s',
    async (content) => {
      vonage.next.push({ kind: 'page', status: 202, content });
      await expect(send()).rejects.toMatchObject({ code: 'vonage_outcome_unknown' });
    },
  );

  test('a redirect is not followed, so token and text go nowhere else', async () => {
    vonage.next.push({ kind: 'page', status: 307, content: '' });
    await expect(send()).rejects.toMatchObject({ code: 'vonage_outcome_unknown' });
    expect(vonage.requests).toHaveLength(1);
  });

  test.each([
    { kind: 'problem', status: 422, about: '1430' },
    { kind: 'problem', status: 422, about: '1999' },
    { kind: 'problem', status: 500, about: '1030' },
    { kind: 'resetAfterCreating' },
  ] as const)('nothing private is in what comes out of %j', async (next) => {
    vonage.next.push(next);
    const result = await send({ body: 'private words' }).catch((error: Error) => error);
    const cause = result instanceof Error ? `${result.stack} ${result.cause}` : '';
    const said = `${JSON.stringify(result)} ${String(result)} ${cause}`;
    for (const secret of ['private words', phone.slice(1), number.slice(1), privateKey.slice(40, 80)])
      expect(said).not.toContain(secret);
  });
});

describe('statuses', () => {
  test.each([
    ['submitted', 'sent'],
    ['delivered', 'delivered'],
  ])('E8: %s is %s, with our id, Vonage’s time and an event id of its own', async (status, state) => {
    await send();
    const [message] = vonage.messages;
    for (const timestamp of ['2026-03-02T09:00:05.250Z', '2026-03-02T10:00:05.250+01:00']) {
      expect((await vonage.report(message!, status, { timestamp })).status).toBe(200);
    }
    const event = {
      kind: 'receipt',
      eventId: `${message?.uuid}:${status}`,
      carrierMessageId: message?.uuid,
      messageId: '0195a1b2-0000-7000-8000-000000000001',
      state,
      at: new Date('2026-03-02T09:00:05.250Z'),
    };
    expect(endpoint.events).toEqual([event, event]);
  });

  test.each([
    ['rejected', 'failed', 1180],
    ['rejected', 'failed', 1190],
    ['rejected', 'failed', 1210],
    ['rejected', 'failed', 1330],
    ['rejected', 'failed', 1360],
    ['rejected', 'failed', 1490],
    ['undeliverable', 'undelivered', 1331],
  ])('%s is %s, and code %i is said in plain words', async (status, state, code) => {
    await send();
    await vonage.report(vonage.messages[0]!, status, { code });
    const { reason } = vonageErrors.get(code)!;
    expect(endpoint.events).toMatchObject([{ state, code: String(code), reason }]);
    expect(endpoint.events[0]).not.toHaveProperty('optedOut');
  });

  test('a failure without a code, and one with an opt-out', async () => {
    await send();
    await vonage.report(vonage.messages[0]!, 'undeliverable');
    await vonage.report(vonage.messages[0]!, 'rejected', { code: 1240 });
    const [unsaid, optedOut] = endpoint.events;
    expect(unsaid).toMatchObject({ state: 'undelivered' });
    expect(unsaid).not.toHaveProperty('code');
    expect(optedOut).toMatchObject({ state: 'failed', code: '1240', optedOut: true });
  });

  test('what is only tried again is no failure', async () => {
    await send();
    await vonage.report(vonage.messages[0]!, 'submitted', { code: 1220 });
    expect(endpoint.events).toHaveLength(1);
    expect(endpoint.events[0]).not.toHaveProperty('code');
  });

  test.each([
    ['something_new', 'sms'],
    ['delivered', 'whatsapp'],
    ['toString', 'sms'],
  ])('%s on %s says nothing', async (status, channel) => {
    await send();
    expect((await vonage.report(vonage.messages[0]!, status, { channel })).status).toBe(200);
    expect(endpoint.events).toEqual([]);
  });

  test.each(['2026-03-02T09:00:05', 'yesterday', '2026-99-99T00:00:00Z'])(
    'a time that is none (%s) is left out, and the status counts',
    async (timestamp) => {
      await send();
      await vonage.report(vonage.messages[0]!, 'delivered', { timestamp });
      expect(endpoint.events).toMatchObject([{ state: 'delivered' }]);
      expect(endpoint.events[0]).not.toHaveProperty('at');
    },
  );
});

describe('inbound', () => {
  const text = { from: phone.slice(1), to: number.slice(1), text: 'Ça va? 50% & more + €' };

  test('a message, answered with 200 and nothing more', async () => {
    const response = await vonage.receive(endpoint.webhook('/inbound'), { ...text, message_uuid: 'inbound-1' });
    expect([response.status, await response.text()]).toEqual([200, '']);
    expect(endpoint.events).toEqual([
      {
        kind: 'message',
        eventId: 'inbound-1',
        carrierMessageId: 'inbound-1',
        from: phone,
        to: number,
        body: text.text,
        media: [],
        at: time.now(),
      },
    ]);
  });

  test.each([
    [britishNumber.slice(1), britishNumber],
    ['12345678', '12345678'],
    ['12025550188', '+12025550188'],
    ['99999', '99999'],
  ])('to %s is to %s', async (to, address) => {
    await vonage.receive(endpoint.webhook('/inbound'), { ...text, to });
    expect(endpoint.events).toMatchObject([{ to: address }]);
  });

  test.each([
    ['40404', '40404'],
    ['CARRIER', 'CARRIER'],
  ])('from %s, which is no number in international form', async (from, address) => {
    await vonage.receive(endpoint.webhook('/inbound'), { ...text, from });
    expect(endpoint.events).toMatchObject([{ from: address }]);
  });

  test('E3: the words of an MMS come in, and its pictures are named', async () => {
    const url = 'https://example.com/picture.jpg';
    const { text: _, ...mms } = { ...text, channel: 'mms', message_type: 'image' };
    await vonage.receive(endpoint.webhook('/inbound'), { ...mms, image: { url, caption: 'Look' } });
    await vonage.receive(endpoint.webhook('/inbound'), {
      ...mms,
      content: [{ type: 'image', url }, { type: 'file', url: `${url}-2` }, null],
    });
    await vonage.receive(endpoint.webhook('/inbound'), { ...mms, text: 'Only words', image: 'none' });
    expect(endpoint.events).toMatchObject([
      { from: phone, to: number, body: 'Look', media: [{ reference: url }] },
      { body: '', media: [{ reference: url }, { reference: `${url}-2` }] },
      { body: 'Only words', media: [] },
    ]);
  });

  test('a customer’s message on another channel is not lost: it is refused by name, so it is parked', () => {
    const body = Buffer.from(JSON.stringify({ ...text, channel: 'whatsapp', message_uuid: 'w' }));
    const request = { method: 'POST', path: '/inbound', query: '', url: '', headers: {}, body };
    expect(() => provider.parse(request)).toThrow(expect.objectContaining({ code: 'foreign_channel' }));
  });

  test.each([
    ['/inbound', '{"channel":"sms","to":"1","from":"2","text":"Hi"}', 'message_uuid'],
    ['/inbound', '{"channel":"sms","message_uuid":"m","from":"2","text":"Hi"}', 'to'],
    ['/inbound', '{"channel":"sms","message_uuid":"m","to":"1","text":"Hi"}', 'from'],
    ['/inbound', '{"channel":"sms","message_uuid":"m","to":"1","from":"2"}', 'text'],
    ['/inbound', '{"message_uuid":"m","from":{"type":"sms","number":"1"},"message":{}}', 'channel'],
    ['/inbound', 'msisdn=12025550143&to=12025550100&text=Hi', 'JSON object'],
    ['/status', '[]', 'JSON object'],
    ['/status', '{"message_uuid":"m","channel":"sms"}', 'status'],
    ['/status', '{"message_uuid":"m","status":"delivered"}', 'channel'],
    ['/status', '{"status":"delivered","channel":"sms"}', 'message_uuid'],
  ])('%s with %s is refused when it is parsed', (path, body, field) => {
    const request = { method: 'POST', path, query: '', url: '', headers: {}, body: Buffer.from(body) };
    expect(() => provider.parse(request)).toThrow(expect.objectContaining({ code: 'invalid_vonage_webhook', field }));
  });
});

describe('signed webhooks', () => {
  const message = { from: phone.slice(1), to: number.slice(1), text: 'Hi', channel: 'sms', message_uuid: 'inbound-1' };
  const post = (change: SignatureChange | null) => vonage.post(endpoint.webhook('/inbound'), message, change);
  const minute = 60;
  const iat = (seconds: number) => Math.floor(time.now().getTime() / 1000) + seconds;

  test.each<[string, () => SignatureChange]>([
    ['as documented', () => ({})],
    ['a day old, as the last repetition of a webhook is', () => ({ claims: { iat: iat(-24 * 60 * minute) } })],
    ['of a clock that is a little ahead', () => ({ claims: { iat: iat(4 * minute) } })],
    ['without an application, which is optional', () => ({ claims: { application_id: undefined } })],
    ['with the application in capitals', () => ({ claims: { application_id: applicationId.toUpperCase() } })],
    ['that has not expired', () => ({ claims: { exp: iat(minute) } })],
  ])('taken: %s', async (_what, change) => {
    expect((await post(change())).status).toBe(200);
    expect(endpoint.events).toHaveLength(1);
  });

  test.each<[string, () => SignatureChange | null]>([
    ['none', () => null],
    ['of another secret', () => ({ secret: 'another' })],
    ['that says it needs none', () => ({ header: { alg: 'none' } })],
    ['of another algorithm', () => ({ header: { alg: 'HS512' } })],
    ['of another issuer', () => ({ claims: { iss: 'Somebody' } })],
    ['of another body', () => ({ claims: { payload_hash: '0'.repeat(64) } })],
    ['of no body', () => ({ claims: { payload_hash: undefined } })],
    ['of another application', () => ({ claims: { application_id: applicationId.replace('a', 'b') } })],
    ['more than a day old', () => ({ claims: { iat: iat(-26 * 60 * minute) } })],
    ['from the future', () => ({ claims: { iat: iat(6 * minute) } })],
    ['without a time', () => ({ claims: { iat: undefined } })],
    ['with a time that is none', () => ({ claims: { iat: 'now' } })],
    ['that has expired', () => ({ claims: { exp: iat(-6 * minute) } })],
    ['that expires at no time', () => ({ claims: { exp: 'never' } })],
  ])('refused: a signature %s', async (_what, change) => {
    expect((await post(change())).status).toBe(401);
    expect(endpoint.events).toEqual([]);
  });

  test('with an apiKey, only webhooks of that account are taken', async () => {
    connect({ apiKey });
    expect((await post({})).status).toBe(200);
    expect((await post({ claims: { api_key: 'another' } })).status).toBe(401);
    expect((await post({ claims: { api_key: undefined } })).status).toBe(401);
  });

  test('a body that was changed on the way is refused, even by a space', () => {
    const body = Buffer.from(JSON.stringify(message));
    const signer = { secret: signatureSecret, applicationId, apiKey, now: time.now() };
    const headers = { authorization: `Bearer ${signWebhook(body, signer)}` };
    const request = { method: 'POST', path: '/inbound', query: '', url: '', headers, body };
    expect(provider.verify(request)).toMatchObject({ accepted: true });
    const changed = { ...request, body: Buffer.concat([body, Buffer.from(' ')]) };
    expect(provider.verify(changed)).toMatchObject({ accepted: false, status: 401 });
  });

  test.each([
    ['Bearer', ''],
    ['Bearer', 'a.b'],
    ['Bearer', 'a.b.c'],
    ['Bearer', 'a.b.c.d'],
    ['Bearer', `${'a'.repeat(10_000)}.b.c`],
    ['Basic', 'YTpi'],
  ])('%s %s is no signature', (scheme, token) => {
    const headers = { authorization: `${scheme} ${token}` };
    const request = { method: 'POST', path: '/inbound', query: '', url: '', headers, body: Buffer.from('{}') };
    expect(provider.verify(request)).toMatchObject({ accepted: false, status: 401 });
  });

  test('other paths and methods are refused as such', () => {
    const request = { method: 'POST', path: '/other', query: '', url: '', headers: {}, body: Buffer.from('{}') };
    expect(provider.verify(request)).toMatchObject({ accepted: false, status: 404 });
    expect(provider.verify({ ...request, path: '/status/1' })).toMatchObject({ accepted: false, status: 404 });
    expect(provider.verify({ ...request, path: '/status', method: 'GET' })).toMatchObject({ status: 405 });
  });
});

test('every code of the tables says what to do next', () => {
  const advice = /Check|Ask|Choose|Change|Send|send|Shorten|Use|use|Wait|Write|tried again/;
  for (const [code, { reason }] of [...vonageErrors, ...vonageAccountErrors])
    expect([code, reason]).toEqual([code, expect.stringMatching(advice)]);
});
