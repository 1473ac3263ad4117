import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, expect, test } from '@jest/globals';
import { defaultCallbackRetry } from './callback-retry.js';
import { CallbackSender } from './callback-sender.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

let company: Server;
let collecting: NodeJS.Timeout | undefined;
const closing = new AbortController();
afterEach(() => {
  clearInterval(collecting);
  closing.abort();
  company.closeAllConnections();
  company.close();
});

test('a callback that is never answered is given up after its time and tried again, whatever is collected as garbage meanwhile', async () => {
  let asked = 0;
  company = createServer((request, response) => {
    request.resume();
    asked += 1;
    if (asked === 1) collecting = setInterval(collectGarbage, 20);
    else response.writeHead(204).end();
  });
  await new Promise<void>((resolve) => company.listen(0, '127.0.0.1', resolve));
  const callback = `http://127.0.0.1:${(company.address() as AddressInfo).port}/`;
  const sender = new CallbackSender({ ...defaultCallbackRetry, timeoutMs: 1_000 }, closing.signal);
  const receipt = {
    type: 'receipt',
    eventId: 'a',
    carrierMessageId: 'b',
    clientMessageId: 'c',
    state: 'delivered',
    at: new Date().toISOString(),
  } as const;
  const number = { address: '+12025550100', statusCallback: callback, inboundCallback: callback, secret: 'secret' };
  expect(await sender.send(receipt, () => number)).toBe('acknowledged');
  // On a slow machine a later answer may be too late as well.
  expect(asked).toBeGreaterThan(1);
});
