import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { TwilioServer } from '#carriers/twilio-server.js';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import type { ApiClient } from '../harness/api-client.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import { eventually } from '../harness/eventually.js';
import { type House, openHouse } from '../harness/open-house.js';
import { essentials, shipped } from '../harness/write-configuration.js';

/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const accountSid = `AC${'0'.repeat(32)}`;
const authToken = 'token-of-the-account';
const british = '+442079460123';

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('which sender, and why, in a browser', () => {
  let twilio: TwilioServer;
  let house: House;
  let browser: Browser;
  let page: Page;
  let record: string;
  let conversation: string;

  beforeAll(async () => {
    const senders = [
      { id: 'us', address: '+12025550100', name: 'Support US', country: 'US' },
      { id: 'uk', address: '+442079460100', name: 'Support UK', country: 'GB' },
    ];
    twilio = await TwilioServer.start({ accountSid, authToken });
    const account = { accountSid, authToken: `\${TWILIO_AUTH_TOKEN}`, apiBaseUrl: twilio.url, senders };
    const plugins = [...essentials, shipped('sms-twilio', { config: account }), shipped('sender-by-country')];
    house = await openHouse('embedded', { plugins }, { TWILIO_AUTH_TOKEN: authToken });
    const admin = await house.as('admin');
    const agent = { username: 'maya', name: 'Maya', kind: 'agent', roles: ['agent_workspace_user'], phones: [] };
    const { body: user } = await admin.post('/api/v1/users', agent);
    const maya = await house.as('maya');
    const phones = [
      { label: 'Mobile', number: '+12025550143' },
      { label: 'London', number: british },
    ];
    const { body: ana } = await maya.post('/api/v1/users', { name: 'Ana Souza', kind: 'consumer', phones });
    const key = () => ({ 'idempotency-key': randomUUID() });
    record = (await maya.post('/api/v1/interactions', { type: 'phone', consumer: ana.id }, key())).body.number;
    conversation = await unsent(maya, key());
    browser = await openBrowser();
    const context = await openContext(browser, { viewport: desktop });
    page = await context.newPage();
    const { token } = await house.hailpoint.messaging.signIn.createLink(user.id);
    await page.goto(`${house.url}/sign-in/${token}`);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    await twilio?.close();
  });

  /** Refused by the carrier, in a conversation that goes on. */
  async function unsent(maya: ApiClient, key: Record<string, string>): Promise<string> {
    twilio.next.push({ kind: 'error', status: 400, code: 21408 });
    const message = { channel: 'sms', to: { recipientId: british }, from: 'us', body: 'Your parcel is here.' };
    const { body } = await maya.post(`/api/v1/interactions/${record}/messages`, message, key);
    const path = `/api/v1/interactions/${body.interaction.number}/messages`;
    await eventually(50, async () => (await maya.get(path)).body.items[0].state === 'failed');
    return body.interaction.number;
  }

  const shot = async (name: string) => {
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  };

  test('the sender goes with the recipient, the reason stands below it, and a choice by hand needs none', async () => {
    await page.goto(`${house.url}/interactions/${record}?compose=1`);
    const from = page.getByTestId('compose-from');
    const described = async () =>
      from.evaluate((element) => {
        const ids = element.getAttribute('aria-describedby')?.split(' ') ?? [];
        return ids.map((id) => document.getElementById(id)?.textContent ?? '').join(' ');
      });
    await eventually(50, async () => (await described()).includes('The sender of the United States'));
    expect(await from.inputValue()).toBe('us');
    await page.locator(`input[value="${british}"]`).press('Space');
    await eventually(50, async () => (await described()).includes('running conversation'));
    await expectAccessible(page);
    await shot('sender-reason');
    await page.setViewportSize(phone);
    await expectFits(page);
    await shot('sender-reason-phone');
    await page.setViewportSize(desktop);
    await from.selectOption('uk');
    await eventually(50, async () => (await described()) === '');
  }, 60_000);

  test('a message that was not sent is composed anew: same text, and the outcome as it would be now', async () => {
    await page.evaluate(() => window.sessionStorage.clear());
    await page.goto(`${house.url}/interactions/${conversation}`);
    const anew = page.getByTestId('compose-anew');
    await anew.waitFor();
    await expectAccessible(page);
    await shot('compose-anew');
    await anew.press('Enter');
    await page.waitForURL(`**/interactions/${record}?compose=1`);
    const body = page.getByTestId('compose-body');
    await body.waitFor();
    expect(await body.inputValue()).toBe('Your parcel is here.');
    await page.getByTestId('preflight-consent').waitFor();
    // What is being written there is not replaced.
    await body.fill('Something else');
    await page.goto(`${house.url}/interactions/${conversation}`);
    await anew.press('Enter');
    await body.waitFor();
    expect(await body.inputValue()).toBe('Something else');
  }, 60_000);
});
