import { Logger } from '@hailpoint/kernel';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { SmsTwilioConfig } from './sms-twilio-config.js';
import { LoopbackHttpClient } from './testing/loopback-http-client.js';
import { TwilioServer } from './testing/twilio-server.js';
import { WebhookEndpoint } from './testing/webhook-endpoint.js';
import { TwilioSmsProvider } from './twilio-sms-provider.js';

const accountSid = `AC${'0'.repeat(31)}1`;
const authToken = 'token-of-the-account';

class SilentLogger extends Logger {
  debug(): void {}
  info(): void {}
  warn(): void {}
  error(): void {}
}

let twilio: TwilioServer;
let endpoint: WebhookEndpoint;
beforeEach(async () => {
  twilio = await TwilioServer.start({ accountSid, authToken });
  endpoint = await new WebhookEndpoint().listen();
});
afterEach(async () => {
  await twilio.close();
  await endpoint.close();
});

function diagnose(change: Partial<SmsTwilioConfig> = {}) {
  const config = Object.assign(new SmsTwilioConfig(), {
    accountSid,
    authToken,
    senders: [{ address: '+12025550100', name: 'Support', country: 'US' }],
    apiBaseUrl: twilio.url,
    ...change,
  });
  return new TwilioSmsProvider(config, new LoopbackHttpClient(), endpoint).diagnose({
    signal: new AbortController().signal,
    logger: new SilentLogger(),
  });
}

test('an account that is active', async () => {
  expect(await diagnose()).toEqual([{ ok: true, what: 'Twilio answers, and the account is active.' }]);
});

test('an account that Twilio suspended', async () => {
  twilio.accountStatus = 'suspended';
  expect(await diagnose()).toMatchObject([{ ok: false, what: expect.stringContaining('suspended') }]);
});

test('wrong credentials, which are not repeated', async () => {
  const found = await diagnose({ authToken: 'another-token' });
  expect(found).toMatchObject([{ ok: false, what: expect.stringContaining('credentials'), fix: expect.any(String) }]);
  expect(JSON.stringify(found)).not.toMatch(/another-token|AC0/);
});

test('nobody answers', async () => {
  expect(await diagnose({ apiBaseUrl: 'http://127.0.0.1:1' })).toMatchObject([
    { ok: false, what: 'Twilio does not answer.', fix: expect.stringContaining('apiBaseUrl') },
  ]);
});
