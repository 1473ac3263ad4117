import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startCarrierSimulator } from './start-carrier-simulator.js';
import { CallbackReceiver } from './testing/callback-receiver.js';
import { pngPicture } from './testing/pictures.js';

const company = '+12025550100';
const phone = '+12025550143';

let directory: string;
let ledgerFile: string;
let hailpoint: CallbackReceiver;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'carrier-'));
  ledgerFile = join(directory, 'ledger.jsonl');
  hailpoint = await CallbackReceiver.start();
});

afterEach(async () => {
  await hailpoint.close();
  await rm(directory, { recursive: true });
});

test('after a restart the carrier shows the same handsets and does what it still owed', async () => {
  const callbackRetry = { attempts: 1000, firstDelayMs: 1, maximumDelayMs: 2 };
  const first = await startCarrierSimulator({ ledgerFile, callbackRetry });
  await first.register({ address: company, name: 'Support', secret: 'secret' });
  const picture = await first.addPicture(pngPicture);
  await first.text({ from: phone, to: company, body: 'Hello', media: [picture] });
  const response = await fetch(`${first.url}/v1/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ clientMessageId: 'm1', from: company, to: phone, body: 'Hi' }),
  });
  expect(response.status).toBe(201);
  // Nobody knows yet where to report to: both are owed.
  await first.close();
  await appendFile(ledgerFile, '{"kind":"accepted","clientMessageId":"torn"');

  const second = await startCarrierSimulator({ ledgerFile, callbackRetry });
  expect(second.handsets.messages(phone).map(({ direction, body }) => [direction, body])).toEqual([
    ['sent', 'Hello'],
    ['received', 'Hi'],
  ]);
  expect(second.ledger.accepted()).toHaveLength(1);
  const callbacks = { statusCallback: `${hailpoint.url}/status`, inboundCallback: `${hailpoint.url}/inbound` };
  await second.register({ address: company, ...callbacks });
  const owed = await hailpoint.waitFor(3);
  expect(owed.map(({ body }) => (body.type === 'receipt' ? body.state : body.type)).sort()).toEqual([
    'delivered',
    'message',
    'sent',
  ]);
  const shown = second.handsets.messages(phone)[0]?.media[0];
  expect((await fetch(second.url + shown?.url)).status).toBe(200);
  await second.handsets.waitForMessage(
    phone,
    (message) => message.direction === 'sent' && message.state === 'handedOver',
  );
  await second.close();

  const third = await startCarrierSimulator({ ledgerFile, callbackRetry });
  const settled = third.ledger.entries().filter(({ kind }) => kind === 'callback');
  expect(settled.length).toBeGreaterThanOrEqual(2);
  await third.close();
});

test('a port that is taken is named, with the way out', async () => {
  const first = await startCarrierSimulator();
  const port = Number(new URL(first.url).port);
  await expect(startCarrierSimulator({ port })).rejects.toMatchObject({ code: 'port_in_use', port });
  await first.close();
});
