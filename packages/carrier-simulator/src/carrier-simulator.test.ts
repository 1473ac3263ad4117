import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { CarrierBehaviour } from './behaviour/carrier-behaviour.js';
import { isCallbackSigned } from './callbacks/sign-callback.js';
import type { CarrierSimulator } from './start-carrier-simulator.js';
import { startCarrierSimulator } from './start-carrier-simulator.js';
import { CallbackReceiver } from './testing/callback-receiver.js';
import { pngPicture } from './testing/pictures.js';

const company = '+12025550100';
const phone = '+12025550143';
const secret = 'shared-secret';

let carrier: CarrierSimulator;
let hailpoint: CallbackReceiver;

beforeEach(async () => {
  hailpoint = await CallbackReceiver.start();
  carrier = await startCarrierSimulator({ callbackRetry: { firstDelayMs: 1, maximumDelayMs: 5 } });
});

afterEach(async () => {
  await carrier.close();
  await hailpoint.close();
});

function message(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    clientMessageId: 'm1',
    from: company,
    to: phone,
    body: 'Hello',
    statusCallback: `${hailpoint.url}/status`,
    inboundCallback: `${hailpoint.url}/inbound`,
    secret,
    ...change,
  };
}

function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Response> {
  const content = body === undefined ? {} : { body: JSON.stringify(body) };
  return fetch(carrier.url + path, { method, headers: { 'content-type': 'application/json', ...headers }, ...content });
}

const post = (change?: Record<string, unknown>) => call('POST', '/v1/messages', message(change));

async function behave(change: Partial<CarrierBehaviour>): Promise<void> {
  expect((await call('PATCH', '/v1/behaviour', change)).status).toBe(200);
}

describe('a message', () => {
  test('is accepted with an id, is in the ledger and on the handset', async () => {
    const response = await post({ body: 'a'.repeat(161) });
    expect(response.status).toBe(201);
    const { carrierMessageId, segments } = (await response.json()) as { carrierMessageId: string; segments: number };
    expect(segments).toBe(2);
    expect(carrier.ledger.accepted('m1')).toMatchObject([{ carrierMessageId, from: company, to: phone }]);
    expect(carrier.handsets.messages(phone)).toMatchObject([{ id: carrierMessageId, direction: 'received', company }]);
  });

  test('is reported as sent, then delivered, signed with the shared secret', async () => {
    await post();
    const callbacks = await hailpoint.waitFor(2);
    expect(callbacks.map(({ body }) => body.type === 'receipt' && body.state)).toEqual(['sent', 'delivered']);
    expect(callbacks.map(({ body }) => body.type === 'receipt' && body.clientMessageId)).toEqual(['m1', 'm1']);
    expect(new Set(callbacks.map(({ body }) => body.eventId)).size).toBe(2);
    for (const { url, rawBody, signature } of callbacks) {
      expect(isCallbackSigned(secret, url, rawBody, signature)).toBe(true);
    }
  });

  test('posted twice is recorded twice, and the look-up shows both', async () => {
    await post();
    await post();
    expect(carrier.ledger.accepted('m1')).toHaveLength(2);
    const { items } = (await (await call('GET', '/v1/messages?clientMessageId=m1')).json()) as { items: unknown[] };
    expect(items).toHaveLength(2);
  });

  test('that never came is not found', async () => {
    expect(await (await call('GET', '/v1/messages?clientMessageId=other')).json()).toEqual({ items: [] });
  });

  test('has its pictures fetched and shown', async () => {
    const pictures = createServer((_, response) => response.end(pngPicture));
    await new Promise<void>((resolve) => pictures.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(pictures.address() as AddressInfo).port}/signed`;
    await post({ body: '', mediaUrls: [url] });
    const shown = await carrier.handsets.waitForMessage(phone, ({ media }) => media[0]?.state === 'ready');
    const picture = await fetch(carrier.url + shown.media[0]?.url);
    expect(picture.headers.get('content-type')).toBe('image/png');
    expect(Buffer.from(await picture.arrayBuffer()).equals(pngPicture)).toBe(true);
    pictures.closeAllConnections();
    pictures.close();
  });

  test('with something else than a picture says so on the handset', async () => {
    const pages = createServer((_, response) => response.end('<script>alert(1)</script>'));
    await new Promise<void>((resolve) => pages.listen(0, '127.0.0.1', resolve));
    await post({ mediaUrls: [`http://127.0.0.1:${(pages.address() as AddressInfo).port}/`] });
    await carrier.handsets.waitForMessage(phone, ({ media }) => media[0]?.state === 'failed');
    pages.closeAllConnections();
    pages.close();
  });
});

describe('behaviour', () => {
  test.each([
    ['invalid_number', 422, null],
    ['recipient_blocked', 403, null],
    ['busy', 429, '2'],
    ['unavailable', 503, '2'],
  ] as const)('refuses with %s: nothing is accepted', async (refuse, status, retryAfter) => {
    await behave({ refuse });
    const response = await post();
    expect(response.status).toBe(status);
    expect(response.headers.get('retry-after')).toBe(retryAfter);
    expect(await response.json()).toMatchObject({ code: refuse });
    expect(carrier.ledger.entries()).toEqual([]);
    expect(carrier.handsets.list()).toEqual([]);
  });

  test('resets the connection after it has accepted', async () => {
    await behave({ failAfterAccept: 'reset' });
    await expect(post()).rejects.toThrow();
    expect(carrier.ledger.accepted('m1')).toHaveLength(1);
    await hailpoint.waitFor(2);
  });

  test('loses receipts, though the message arrives and the look-up tells', async () => {
    await behave({ loseReceipts: true });
    await post({ clientMessageId: 'lost' });
    await carrier.handsets.waitForMessage(phone);
    await behave({ loseReceipts: false });
    await post({ clientMessageId: 'told' });
    await hailpoint.waitFor(2);
    expect(hailpoint.received.map(({ body }) => body.type === 'receipt' && body.clientMessageId)).toEqual([
      'told',
      'told',
    ]);
    const lookUp = await call('GET', '/v1/messages?clientMessageId=lost');
    expect(await lookUp.json()).toMatchObject({ items: [{ state: 'delivered' }] });
  });

  test('repeats receipts with the same event id', async () => {
    await behave({ repeatReceipts: true });
    await post();
    const ids = (await hailpoint.waitFor(4)).map(({ body }) => body.eventId);
    expect(ids).toEqual([ids[0], ids[0], ids[2], ids[2]]);
    expect(ids[0]).not.toBe(ids[2]);
  });

  test('is slow', async () => {
    await behave({ latencyMs: 60 });
    const started = performance.now();
    await post();
    expect(performance.now() - started).toBeGreaterThanOrEqual(55);
  });

  test('reports reading when the handset is looked at, if it was told to', async () => {
    await post({ clientMessageId: 'm1' });
    await hailpoint.waitFor(2);
    await behave({ readReceipts: true });
    expect((await call('POST', `/v1/handsets/${encodeURIComponent(phone)}/read`, {})).status).toBe(200);
    await hailpoint.waitFor(1, (body) => body.type === 'receipt' && body.state === 'read');
    expect(carrier.handsets.list()).toMatchObject([{ address: phone, unread: 0 }]);
  });

  test('can come from a script, message by message', async () => {
    const scripted = await startCarrierSimulator({
      script: {
        next: ({ clientMessageId }) => ({
          ...carrier.behaviour.current(),
          refuse: clientMessageId === 'm2' ? 'busy' : null,
        }),
        current: () => carrier.behaviour.current(),
      },
    });
    const statuses: number[] = [];
    for (const clientMessageId of ['m1', 'm2', 'm3']) {
      const body = JSON.stringify(message({ clientMessageId }));
      const headers = { 'content-type': 'application/json' };
      statuses.push((await fetch(`${scripted.url}/v1/messages`, { method: 'POST', headers, body })).status);
    }
    expect(statuses).toEqual([201, 429, 201]);
    await scripted.close();
  });
});

describe('a text from a handset', () => {
  const textIn = (body: Record<string, unknown>) =>
    call('POST', `/v1/handsets/${encodeURIComponent(phone)}/messages`, { to: company, ...body });

  test('reaches the company, signed, with its picture', async () => {
    await post();
    const upload = await fetch(`${carrier.url}/v1/media`, { method: 'POST', body: pngPicture });
    const { mediaId } = (await upload.json()) as { mediaId: string };
    expect((await textIn({ body: 'Look', mediaIds: [mediaId] })).status).toBe(201);
    const [callback] = await hailpoint.waitFor(1, (body) => body.type === 'message');
    expect(callback?.body).toMatchObject({ type: 'message', from: phone, to: company, body: 'Look' });
    expect(isCallbackSigned(secret, callback!.url, callback!.rawBody, callback!.signature)).toBe(true);
    const media = callback?.body.type === 'message' ? callback.body.media : [];
    expect(media).toEqual([{ url: `${carrier.url}/v1/media/${mediaId}`, contentType: 'image/png' }]);
  });

  test('is handed over again until the company says 2xx, always as the same event', async () => {
    await carrier.register({ address: company, inboundCallback: `${hailpoint.url}/inbound`, secret });
    hailpoint.answers.push(500, 403, 503);
    await textIn({ body: 'Anybody there?' });
    const tries = await hailpoint.waitFor(4);
    expect(new Set(tries.map(({ body }) => body.eventId)).size).toBe(1);
    await carrier.handsets.waitForMessage(phone, (shown) => shown.direction === 'sent' && shown.state === 'handedOver');
  });

  test('is given up when the company never takes it, and the handset says so', async () => {
    const impatient = await startCarrierSimulator({ callbackRetry: { attempts: 2, firstDelayMs: 1 } });
    await impatient.register({ address: company, inboundCallback: `${hailpoint.url}/inbound`, secret });
    hailpoint.answers.push(500, 500);
    await impatient.text({ from: phone, to: company, body: 'Anybody there?' });
    await impatient.handsets.waitForMessage(phone, (shown) => shown.direction === 'sent' && shown.state === 'failed');
    expect(hailpoint.received).toHaveLength(2);
    await impatient.close();
  });

  test('goes where the company has moved to in the meantime', async () => {
    await carrier.register({ address: company, inboundCallback: 'http://127.0.0.1:1/nobody', secret: 'old' });
    await textIn({ body: 'Hello' });
    await call('PUT', `/v1/numbers/${encodeURIComponent(company)}`, {
      inboundCallback: `${hailpoint.url}/inbound`,
      secret,
    });
    const [callback] = await hailpoint.waitFor(1);
    expect(isCallbackSigned(secret, callback!.url, callback!.rawBody, callback!.signature)).toBe(true);
  });

  test('to a number that is nobody’s is refused', async () => {
    expect((await textIn({ body: 'Hello' })).status).toBe(404);
  });

  test.each([
    ['text', Buffer.from('just words'), 415],
    ['a vector drawing', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 415],
    ['too many bytes', Buffer.concat([pngPicture, Buffer.alloc(5 * 1024 * 1024)]), 413],
  ])('takes no %s as a picture', async (_, bytes, status) => {
    expect((await fetch(`${carrier.url}/v1/media`, { method: 'POST', body: bytes })).status).toBe(status);
  });
});

describe('bad input', () => {
  test.each([
    ['no id', { clientMessageId: undefined }, 'clientMessageId'],
    ['a number that is none', { to: '2025550143' }, 'to'],
    ['a list as number', { to: [phone] }, 'to'],
    ['no sender', { from: '' }, 'from'],
    ['nothing to say', { body: '  ' }, 'body'],
    ['too much to say', { body: 'a'.repeat(1601) }, 'body'],
    ['a file as picture address', { mediaUrls: ['file:///etc/passwd'] }, 'mediaUrls'],
    ['too many pictures', { mediaUrls: Array(11).fill('http://127.0.0.1/') }, 'mediaUrls'],
    ['a callback that is no address', { statusCallback: 'status' }, 'statusCallback'],
  ])('%s is named', async (_, change, field) => {
    const response = await post(change);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: 'invalid_request', field });
    expect(carrier.ledger.accepted()).toEqual([]);
  });

  test.each([
    [{ latencyMs: -1 }, 'latencyMs'],
    [{ latencyMs: '5' }, 'latencyMs'],
    [{ refuse: 'toString' }, 'refuse'],
    [{ loseReceipts: 1 }, 'loseReceipts'],
    [{ failAfterAccept: 'timeout' }, 'failAfterAccept'],
    [{ teleport: true }, 'teleport'],
  ])('behaviour %j is refused', async (change, field) => {
    const response = await call('PATCH', '/v1/behaviour', change);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ field });
  });

  test('broken JSON, another method, an unknown path', async () => {
    const headers = { 'content-type': 'application/json' };
    expect((await fetch(`${carrier.url}/v1/messages`, { method: 'POST', headers, body: '{' })).status).toBe(400);
    expect((await call('DELETE', '/v1/messages')).status).toBe(405);
    expect((await call('GET', '/v2')).status).toBe(404);
    expect((await call('GET', '/v1/handsets/%E0%A4%A/messages')).status).toBe(400);
  });
});

describe('a page of another site', () => {
  test.each([
    ['a foreign origin', { origin: 'https://evil.test' }, 403],
    ['an opaque origin', { origin: 'null' }, 403],
    ['a form’s content type', { 'content-type': 'text/plain' }, 415],
  ])('cannot use the carrier with %s', async (_, headers, status) => {
    expect((await call('POST', '/v1/messages', message(), headers)).status).toBe(status);
    expect(carrier.ledger.entries()).toEqual([]);
  });
});
