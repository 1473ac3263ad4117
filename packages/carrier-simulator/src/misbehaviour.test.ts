import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BehaviourSwitches } from './behaviour/switched-behaviour.js';
import type { CallbackBody } from './callbacks/callback-body.js';
import { type CarrierSimulator, startCarrierSimulator } from './start-carrier-simulator.js';
import { CallbackReceiver } from './testing/callback-receiver.js';

const company = '+12025550100';
const phone = '+12025550143';

let carrier: CarrierSimulator;
let hailpoint: CallbackReceiver;

beforeEach(async () => {
  hailpoint = await CallbackReceiver.start();
  carrier = await startCarrierSimulator({ callbackRetry: { firstDelayMs: 1, maximumDelayMs: 5 } });
  const [statusCallback, inboundCallback] = [`${hailpoint.url}/status`, `${hailpoint.url}/inbound`];
  await carrier.register({ address: company, statusCallback, inboundCallback, secret: 'shared-secret' });
});

afterEach(async () => {
  await carrier.close();
  await hailpoint.close();
});

const headers = { 'content-type': 'application/json' };

function call(method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(carrier.url + path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) });
}

// biome-ignore lint/suspicious/noExplicitAny: tests read the answers they assert on
const get = async (path: string): Promise<any> => (await call('GET', path)).json();

const post = (clientMessageId: string, body = 'Hello') =>
  call('POST', '/v1/messages', { clientMessageId, from: company, to: phone, body });

async function behave(change: Partial<BehaviourSwitches>): Promise<void> {
  expect((await call('PATCH', '/v1/behaviour', change)).status).toBe(200);
}

const states = (callbacks: readonly { readonly body: CallbackBody }[]) =>
  callbacks.map(({ body }) => (body.type === 'receipt' ? body.state : 'message'));

describe('before it accepts', () => {
  test.each(['resetUnread', 'reset'] as const)('%s: no answer, nothing in the ledger', async (failBeforeAccept) => {
    await behave({ failBeforeAccept });
    await expect(post('m1')).rejects.toThrow();
    expect(carrier.ledger.accepted()).toEqual([]);
  });

  test('resetUnread does not wait for the latency', async () => {
    await behave({ failBeforeAccept: 'resetUnread', latencyMs: 120_000 });
    await expect(post('m1')).rejects.toThrow();
  });

  test('429 can keep to itself when to try again', async () => {
    await behave({ refuse: 'busy', retryAfterHint: false });
    const response = await post('m1');
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, null]);
  });
});

describe('an error of 500', () => {
  test('says the same before and after the message is accepted', async () => {
    await behave({ failBeforeAccept: 'error' });
    const before = await post('before');
    await behave({ failBeforeAccept: null, failAfterAccept: 'error' });
    const after = await post('after');
    expect([before.status, await before.json()]).toEqual([after.status, await after.json()]);
    expect(before.status).toBe(500);
    expect(carrier.ledger.accepted().map(({ clientMessageId }) => clientMessageId)).toEqual(['after']);
  });
});

test('an answer can be torn in its middle, though the message is accepted', async () => {
  await behave({ failAfterAccept: 'tornAnswer' });
  const response = await post('m1');
  expect(response.status).toBe(201);
  await expect(response.text()).rejects.toThrow();
  expect(carrier.ledger.accepted('m1')).toHaveLength(1);
});

describe('receipts', () => {
  test.each([
    ['sent', ['delivered']],
    ['final', ['sent']],
  ] as const)('only %s is lost, and the look-up still knows how it ended', async (loseReceipts, told) => {
    await behave({ loseReceipts });
    await post('m1');
    await behave({ loseReceipts: false });
    await hailpoint.waitFor(1);
    await post('m2');
    const callbacks = await hailpoint.waitFor(2, (body) => body.type === 'receipt' && body.clientMessageId === 'm2');
    expect(callbacks).toHaveLength(2);
    const own = hailpoint.received.filter(({ body }) => body.type === 'receipt' && body.clientMessageId === 'm1');
    expect(states(own)).toEqual(told);
    expect((await get('/v1/messages?clientMessageId=m1')).items).toMatchObject([{ state: 'delivered' }]);
  });

  test('reordered: the end is told first, and its time is the later one', async () => {
    await behave({ reorderReceipts: true });
    await post('m1');
    const callbacks = await hailpoint.waitFor(2);
    expect(states(callbacks)).toEqual(['delivered', 'sent']);
    expect(Date.parse(callbacks[0]!.body.at)).toBeGreaterThanOrEqual(Date.parse(callbacks[1]!.body.at));
  });

  test('one for a message that nobody knows comes along, and is marked in the ledger', async () => {
    await behave({ foreignReceipt: true });
    await post('m1');
    const [foreign] = await hailpoint.waitFor(1, (body) => body.type === 'receipt' && body.clientMessageId !== 'm1');
    const entry = carrier.ledger.entries().find((each) => each.kind === 'receipt' && each.foreign);
    expect(entry).toMatchObject({ eventId: foreign?.body.eventId });
  });

  test('a message that does not arrive says why, with code and reason', async () => {
    await behave({ undelivered: 'phone_unreachable' });
    await post('m1');
    const [failed] = await hailpoint.waitFor(1, (body) => body.type === 'receipt' && body.state === 'undelivered');
    expect(failed?.body).toMatchObject({ code: 'phone_unreachable', reason: expect.stringMatching(/switched off/) });
    expect((await get('/v1/messages?clientMessageId=m1')).items).toMatchObject([
      { state: 'undelivered', code: 'phone_unreachable' },
    ]);
  });
});

describe('texts from phones', () => {
  const textIn = (body: string) => carrier.text({ from: phone, to: company, body });

  test('repeated: twice with the same event id', async () => {
    await behave({ repeatInbound: true });
    await textIn('Hello');
    const ids = (await hailpoint.waitFor(2)).map(({ body }) => body.eventId);
    expect(new Set(ids).size).toBe(1);
    expect(carrier.ledger.entries().filter(({ kind }) => kind === 'inbound')).toHaveLength(1);
  });

  test('split: two messages, both in the ledger', async () => {
    await behave({ splitInbound: true });
    await textIn('Hello there');
    const callbacks = await hailpoint.waitFor(2);
    expect(callbacks.map(({ body }) => body.type === 'message' && body.body).sort()).toEqual(['Hello', 'there']);
    expect(new Set(callbacks.map(({ body }) => body.eventId)).size).toBe(2);
  });

  test('times are by the carrier’s clock, which may be off', async () => {
    await behave({ clockSkewMs: -86_400_000 });
    const before = Date.now();
    await textIn('Hello');
    const [callback] = await hailpoint.waitFor(1);
    expect(before - Date.parse(callback!.body.at)).toBeGreaterThan(86_000_000);
  });
});

describe('the carrier’s own opt-outs', () => {
  const refusal = async (id: string) => {
    const response = await post(id);
    return response.status === 201 ? null : [response.status, ((await response.json()) as { code: string }).code];
  };

  test('a phone that texts STOP gets nothing more from this number until it texts START', async () => {
    await behave({ honoursStop: true });
    await carrier.text({ from: phone, to: company, body: ' stop ' });
    const [callback] = await hailpoint.waitFor(1);
    expect(callback?.body).toMatchObject({ keyword: 'stop' });
    expect(await refusal('m1')).toEqual([403, 'recipient_opted_out']);
    await carrier.text({ from: phone, to: company, body: 'START' });
    expect(await refusal('m2')).toBeNull();
  });

  test('without honoursStop the text is a text', async () => {
    await carrier.text({ from: phone, to: company, body: 'STOP' });
    expect((await hailpoint.waitFor(1))[0]?.body).not.toHaveProperty('keyword');
    expect(await refusal('m1')).toBeNull();
  });

  test('the list can be read and changed', async () => {
    const path = `/v1/opt-outs/${encodeURIComponent(phone)}`;
    expect((await call('PUT', path, { company, optedOut: true })).status).toBe(200);
    expect((await get('/v1/opt-outs')).items).toEqual([{ company, phone }]);
    expect(await refusal('m1')).toEqual([403, 'recipient_opted_out']);
    expect((await call('PUT', path, { company, optedOut: false })).status).toBe(200);
    expect(await refusal('m1')).toBeNull();
    expect((await call('PUT', path, { company, optedOut: 'yes' })).status).toBe(400);
  });
});

describe('chaos', () => {
  test('is switched on and off over HTTP, and says its seed', async () => {
    await behave({ chaos: { seed: 7, preset: 'none', profile: { busy: 1 } } });
    expect((await post('m1')).status).toBe(429);
    expect(await get('/v1/behaviour')).toMatchObject({ chaos: { seed: 7, preset: 'none' } });
    await behave({ chaos: null });
    expect((await post('m1')).status).toBe(201);
  });

  test('a further try of the same message is decided anew', async () => {
    await behave({ chaos: { seed: 1, preset: 'none', profile: { busy: 0.5 } } });
    const results = await Promise.all(
      Array.from({ length: 30 }, async (_, index) => {
        let tries = 1;
        while ((await post(`m${index}`)).status === 429) tries += 1;
        return tries;
      }),
    );
    expect(Math.max(...results)).toBeGreaterThan(1);
    expect(carrier.ledger.accepted()).toHaveLength(30);
  });

  test.each([
    [{ seed: 'seven' }, 'chaos.seed'],
    [{ seed: 1, preset: 'wild' }, 'chaos.preset'],
    [{ seed: 1, by: 'name' }, 'chaos.by'],
    [{ seed: 1, profile: { busy: 2 } }, 'chaos.profile.busy'],
    [{ seed: 1, profile: { latency: 5 } }, 'chaos.profile.latency'],
    [{ seed: 1, profile: { latency: { meanMs: 5 } } }, 'chaos.profile.latency'],
    [{ seed: 1, profile: { toString: 1 } }, 'chaos.profile.toString'],
    [{ seed: 1, colour: 'blue' }, 'chaos.colour'],
    [7, 'chaos'],
  ])('%j is refused', async (chaos, field) => {
    const response = await call('PATCH', '/v1/behaviour', { chaos });
    expect([response.status, ((await response.json()) as { field: string }).field]).toEqual([400, field]);
  });
});

describe('the history of a period', () => {
  const all = async (from: string, to: string, limit: number) => {
    const items: CallbackBody[] = [];
    let cursor: string | null = '0';
    while (cursor !== null) {
      const query = new URLSearchParams({ from, to, cursor, limit: String(limit) });
      const page = await get(`/v1/history?${query}`);
      expect(page.items.length).toBeLessThanOrEqual(limit);
      items.push(...page.items);
      cursor = page.cursor;
    }
    return items;
  };
  const [past, future] = ['2000-01-01T00:00:00Z', '2100-01-01T00:00:00Z'];

  test.each([1, 2, 100])('in pages of %i: both directions, with the event ids of the callbacks', async (limit) => {
    await post('m1');
    await carrier.text({ from: phone, to: company, body: 'Hello' });
    const callbacks = await hailpoint.waitFor(3);
    const items = await all(past, future, limit);
    const byId = (a: CallbackBody, b: CallbackBody) => a.eventId.localeCompare(b.eventId);
    expect([...items].sort(byId)).toEqual(callbacks.map(({ body }) => body).sort(byId));
  });

  test('tells what was lost, and not what was made up', async () => {
    await behave({ loseReceipts: true, foreignReceipt: true });
    await post('lost');
    await hailpoint.waitFor(1);
    await carrier.handsets.waitForMessage(phone);
    await behave({ loseReceipts: false, foreignReceipt: false });
    await post('told');
    await hailpoint.waitFor(3);
    const items = (await all(past, future, 100)).filter(({ type }) => type === 'receipt');
    expect(items.map((item) => item.type === 'receipt' && `${item.clientMessageId} ${item.state}`).sort()).toEqual([
      'lost delivered',
      'lost sent',
      'told delivered',
      'told sent',
    ]);
  });

  test('a message without a receipt yet counts as sent, under the id that its receipt will have', async () => {
    await behave({ receiptDelayMs: 120_000 });
    await post('m1');
    const [accepted] = carrier.ledger.accepted('m1');
    expect(await all(past, future, 100)).toMatchObject([
      { clientMessageId: 'm1', state: 'sent', eventId: `${accepted?.carrierMessageId}:sent`, at: accepted?.at },
    ]);
  });

  test('has nothing of another period', async () => {
    await post('m1');
    await hailpoint.waitFor(2);
    expect(await all(past, '2001-01-01T00:00:00Z', 100)).toEqual([]);
    expect(await all('2099-01-01T00:00:00Z', future, 100)).toEqual([]);
  });

  test.each([
    'from=yesterday&to=2026-01-01T00:00:00Z',
    'from=2026-01-01T00:00:00Z',
    `from=${past}&to=${future}&cursor=-1`,
    `from=${past}&to=${future}&limit=0`,
  ])('?%s is refused', async (query) => {
    expect((await call('GET', `/v1/history?${query}`)).status).toBe(400);
  });
});
