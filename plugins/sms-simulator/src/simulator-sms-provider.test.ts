import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  type BehaviourScript,
  type CarrierSimulator,
  defaultBehaviour,
  refusals,
  signCallback,
  startCarrierSimulator,
} from '@hailpoint/carrier-simulator';
import type { CarrierHistoryPage, ChannelEvent, OutboundMessage, WebhookRequest } from '@hailpoint/kernel';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { type StartedPlugin, startPlugin } from './testing/started-plugin.js';

const phone = '+12025550143';
const secret = 'a-secret-for-tests';
const picture = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let plugin: StartedPlugin;
let carrier: CarrierSimulator;

beforeEach(async () => {
  carrier = await startCarrierSimulator({ callbackRetry: { firstDelayMs: 1, maximumDelayMs: 5 } });
  plugin = await startPlugin({ carrierUrl: `${carrier.url}/`, secret });
});

afterEach(async () => {
  await plugin.stop();
  await carrier.close();
});

function message(change: Partial<OutboundMessage> = {}): OutboundMessage {
  const sender = plugin.provider.senders()[0]!;
  const attemptedAt = new Date('2026-03-02T09:00:00.000Z');
  return {
    id: 'm1',
    channel: 'sms',
    sender,
    recipientId: phone,
    body: 'Hello',
    media: [],
    attempt: 1,
    attemptedAt,
    ...change,
  };
}

const send = (change?: Partial<OutboundMessage>) => plugin.provider.send(message(change), plugin.context);

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeAllConnections();
  await closed;
}

describe('send', () => {
  test('gives the message to the carrier with our id', async () => {
    const outcome = await send();
    const [accepted] = carrier.ledger.accepted('m1');
    expect(outcome).toEqual({ outcome: 'accepted', carrierMessageId: accepted?.carrierMessageId, segments: 1 });
    expect(accepted).toMatchObject({ from: '+12025550100', to: phone, body: 'Hello' });
  });

  test('E3: sends pictures, which the carrier fetches and shows', async () => {
    const pictures = createServer((_, response) => response.end(picture));
    const url = await listen(pictures);
    await send({ body: '', media: [{ url: `${url}/signed`, contentType: 'image/png', size: picture.length }] });
    const shown = await carrier.handsets.waitForMessage(phone, ({ media }) => media[0]?.state === 'ready');
    expect(shown.media[0]?.contentType).toBe('image/png');
    await close(pictures);
  });

  test.each(['busy', 'unavailable'] as const)('%s is notSent, and says when to try again', async (refuse) => {
    carrier.behaviour.set({ refuse });
    const { reason } = refusals[refuse];
    expect(await send()).toEqual({ outcome: 'notSent', code: refuse, reason, retryAfterMs: 2000 });
    expect(carrier.ledger.accepted()).toEqual([]);
  });

  test.each(['invalid_number', 'recipient_blocked'] as const)('%s is rejected', async (refuse) => {
    carrier.behaviour.set({ refuse });
    expect(await send()).toEqual({ outcome: 'rejected', code: refuse, reason: refusals[refuse].reason });
  });

  test('without a hint, 429 leaves the time to us', async () => {
    carrier.behaviour.set({ refuse: 'busy', retryAfterHint: false });
    expect(await send()).toEqual({ outcome: 'notSent', code: 'busy', reason: refusals.busy.reason });
  });

  test('an opt-out that the carrier keeps is rejected as one', async () => {
    await carrier.setOptOut('+12025550100', phone, true);
    expect(await send()).toEqual({
      outcome: 'rejected',
      code: 'recipient_opted_out',
      reason: refusals.recipient_opted_out.reason,
      optedOut: true,
    });
  });

  test.each(['resetUnread', 'reset', 'error'] as const)('%s before accepting is unknown', async (failBeforeAccept) => {
    carrier.behaviour.set({ failBeforeAccept });
    await expect(send()).rejects.toMatchObject({ code: 'carrier_outcome_unknown' });
    expect(await plugin.provider.lookUp(message(), plugin.context)).toEqual({ outcome: 'absent' });
  });

  test.each(['reset', 'error', 'tornAnswer'] as const)('%s after accepting is unknown', async (failAfterAccept) => {
    carrier.behaviour.set({ failAfterAccept });
    await expect(send()).rejects.toMatchObject({ code: 'carrier_outcome_unknown' });
    expect(await plugin.provider.lookUp(message(), plugin.context)).toMatchObject({ outcome: 'found' });
  });

  test('a message that did not arrive is found with code and reason', async () => {
    carrier.behaviour.set({ undelivered: 'phone_unreachable' });
    await send();
    const [, ended] = await plugin.webhooks.waitFor(2);
    const { code, reason } = { code: 'phone_unreachable', reason: expect.stringMatching(/switched off/) };
    expect(ended).toMatchObject({ kind: 'receipt', state: 'undelivered', code, reason });
    expect(await plugin.provider.lookUp(message(), plugin.context)).toMatchObject({
      state: 'undelivered',
      code,
      reason,
    });
  });

  test('a carrier that is not there is notSent', async () => {
    await carrier.close();
    expect(await send()).toMatchObject({ outcome: 'notSent', code: 'carrier_unreachable' });
    carrier = await startCarrierSimulator();
  });

  test('a connection reset after the acceptance is unknown, and the look-up finds the message', async () => {
    carrier.behaviour.set({ failAfterAccept: 'reset' });
    await expect(send()).rejects.toMatchObject({ code: 'carrier_outcome_unknown' });
    const [accepted] = carrier.ledger.accepted('m1');
    expect(await plugin.provider.lookUp(message(), plugin.context)).toMatchObject({
      outcome: 'found',
      carrierMessageId: accepted?.carrierMessageId,
    });
    expect(await plugin.provider.lookUp(message({ id: 'm2' }), plugin.context)).toEqual({ outcome: 'absent' });
  });

  test('a call that is given up while the carrier takes its time is unknown', async () => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    const slow: BehaviourScript = {
      current: () => ({ ...defaultBehaviour, latencyMs: 60_000 }),
      next() {
        arrive();
        return this.current();
      },
    };
    const slowCarrier = await startCarrierSimulator({ script: slow });
    const elsewhere = await startPlugin({ carrierUrl: slowCarrier.url, secret });
    const giveUp = new AbortController();
    const sending = elsewhere.provider.send(message(), { ...elsewhere.context, signal: giveUp.signal });
    const outcome = expect(sending).rejects.toMatchObject({ code: 'carrier_outcome_unknown' });
    await arrived;
    giveUp.abort();
    await outcome;
    await elsewhere.stop();
    await slowCarrier.close();
  });

  test.each([500, 502, 503, 200])('an answer of %i is unknown', async (status) => {
    const other = createServer((_, response) => response.writeHead(status).end('{}'));
    const elsewhere = await startPlugin({ carrierUrl: await listen(other), secret });
    await expect(elsewhere.provider.send(message(), elsewhere.context)).rejects.toMatchObject({
      code: 'carrier_outcome_unknown',
    });
    await elsewhere.stop();
    await close(other);
  });

  test('errors and logs carry neither address nor text nor secret', async () => {
    carrier.behaviour.set({ failAfterAccept: 'reset' });
    const error = await send({ body: 'private words' }).catch((caught: Error) => caught);
    const said = `${error} ${(error as Error).stack} ${plugin.logger.lines.join()}`;
    for (const private_ of ['private words', phone, secret]) expect(said).not.toContain(private_);
  });
});

describe('callbacks', () => {
  test('E8: receipts arrive with our id, in the carrier’s words, each with an id of its own', async () => {
    await send();
    const events = await plugin.webhooks.waitFor(2);
    expect(events).toMatchObject([
      { kind: 'receipt', messageId: 'm1', state: 'sent' },
      { kind: 'receipt', messageId: 'm1', state: 'delivered' },
    ]);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(2);
    expect(plugin.webhooks.refused).toEqual([]);
  });

  test('repeated receipts are the same event', async () => {
    carrier.behaviour.set({ repeatReceipts: true });
    await send();
    const ids = (await plugin.webhooks.waitFor(4)).map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(2);
  });

  test('E1, E3: a stranger writes in, with a picture, before anything was sent', async () => {
    const media = [await carrier.addPicture(picture)];
    await carrier.text({ from: phone, to: '+12025550100', body: 'Hi', media });
    const [event] = await plugin.webhooks.waitFor(1);
    expect(event).toMatchObject({ kind: 'message', from: phone, to: '+12025550100', body: 'Hi' });
    const reference = event?.kind === 'message' ? event.media[0]?.reference : undefined;
    const bytes = await plugin.provider.fetchMedia(reference ?? '', plugin.context);
    expect(Buffer.from(bytes).equals(picture)).toBe(true);
  });

  test('a text that the carrier itself took as STOP says so', async () => {
    carrier.behaviour.set({ honoursStop: true });
    await carrier.text({ from: phone, to: '+12025550100', body: 'Stop' });
    expect(await plugin.webhooks.waitFor(1)).toMatchObject([{ kind: 'message', consentKeyword: 'stop' }]);
  });

  test.each(['http://127.0.0.1:1/v1/media/x', 'https://example.test/picture.png', 'file:///etc/passwd', 'picture'])(
    'media at %s is not fetched',
    async (reference) => {
      await expect(plugin.provider.fetchMedia(reference, plugin.context)).rejects.toMatchObject({
        code: 'foreign_media',
      });
    },
  );

  test('media that is gone is an error', async () => {
    const reference = `${carrier.url}/v1/media/00000000-0000-4000-8000-000000000000`;
    await expect(plugin.provider.fetchMedia(reference, plugin.context)).rejects.toMatchObject({
      code: 'media_unavailable',
    });
  });
});

describe('history', () => {
  const period = { from: new Date('2000-01-01T00:00:00Z'), to: new Date('2100-01-01T00:00:00Z') };

  test('tells the same events as the callbacks, page by page, lost ones too', async () => {
    for (let index = 0; index < 60; index += 1) await send({ id: `m${index}` });
    await carrier.text({ from: phone, to: '+12025550100', body: 'Hi' });
    const told = await plugin.webhooks.waitFor(121);
    carrier.behaviour.set({ loseReceipts: true });
    await send({ id: 'lost' });
    const events: ChannelEvent[] = [];
    let cursor: string | null = null;
    let pages = 0;
    do {
      const page: CarrierHistoryPage = await plugin.provider.listHistory(period, cursor, plugin.context);
      events.push(...page.events);
      cursor = page.cursor;
      pages += 1;
    } while (cursor !== null);
    expect(pages).toBeGreaterThan(1);
    const isLost = (event: ChannelEvent) => event.kind === 'receipt' && event.messageId === 'lost';
    const byId = (a: ChannelEvent, b: ChannelEvent) => a.eventId.localeCompare(b.eventId);
    expect(events.filter((event) => !isLost(event)).sort(byId)).toEqual([...told].sort(byId));
    expect(events.some(isLost)).toBe(true);
  });

  test('a carrier that does not say is an error', async () => {
    const other = createServer((_, response) => response.writeHead(503).end());
    const elsewhere = await startPlugin({ carrierUrl: await listen(other), secret });
    await expect(elsewhere.provider.listHistory(period, null, elsewhere.context)).rejects.toMatchObject({
      code: 'carrier_history_unavailable',
      status: 503,
    });
    await elsewhere.stop();
    await close(other);
  });
});

describe('verify', () => {
  const body = Buffer.from('{"type":"receipt"}');
  const url = 'https://example.test/webhooks/sms-simulator/status';
  const request = (change: Partial<WebhookRequest> = {}): WebhookRequest => ({
    method: 'POST',
    path: '/status',
    query: '',
    url,
    headers: { 'x-carrier-signature': signCallback(secret, url, body) },
    body,
    ...change,
  });

  test('takes the right signature', () => {
    expect(plugin.provider.verify(request())).toEqual({ accepted: true, response: { status: 204 } });
  });

  test.each([
    ['missing', { headers: {} }, 403],
    ['of another secret', { headers: { 'x-carrier-signature': signCallback('other', url, body) } }, 403],
    ['of another address', { url: 'https://example.test/webhooks/sms-simulator/inbound' }, 403],
    ['of another body', { body: Buffer.from('{"type":"receipt" }') }, 403],
    ['on another path', { path: '/other' }, 404],
    ['on another method', { method: 'GET' }, 405],
  ])('refuses a signature that is %s', (_, change, status) => {
    expect(plugin.provider.verify(request(change))).toMatchObject({ accepted: false, status });
  });

  test.each(['', 'null', '[]', '{"type":"receipt"}', '{"type":"message","eventId":"e"}', '{"type":"other"}'])(
    'content %j is refused when it is parsed',
    (content) => {
      expect(() => plugin.provider.parse(request({ body: Buffer.from(content) }))).toThrow(/callback's/);
    },
  );
});
