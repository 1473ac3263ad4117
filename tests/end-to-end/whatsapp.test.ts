// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { CloudApiServer } from '#carriers/cloud-api-server.js';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import { eventually } from '../harness/eventually.js';
import { freePort } from '../harness/free-port.js';
import {
  environmentOf,
  type HailpointProcess,
  hailpointCommand,
  startHailpoint,
} from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { runNode } from '../harness/run-process.js';
import { essentials, shipped, writeConfiguration } from '../harness/write-configuration.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-whatsapp-'));
/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const hourMs = 60 * 60_000;
const phoneNumberId = '106540352242922';
const environment = {
  WHATSAPP_ACCESS_TOKEN: 'token-of-the-system-user',
  WHATSAPP_APP_SECRET: 'secret-of-the-app',
  WHATSAPP_VERIFY_TOKEN: 'text-of-our-own',
};

const inBrowser = hasBrowser ? describe : describe.skip;

/** The whole product with Meta's Cloud API played on this machine. */
inBrowser('WhatsApp: templates and the customer service window, in a browser', () => {
  let meta: CloudApiServer;
  let server: HailpointProcess;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    meta = await CloudApiServer.start(environment.WHATSAPP_ACCESS_TOKEN, environment.WHATSAPP_APP_SECRET);
    const port = await freePort();
    const senders = [
      { id: 'support-us', address: '+12025550100', name: 'Support US', country: 'US' },
      { id: 'support-uk', address: '+442079460100', name: 'Support UK', country: 'GB' },
    ];
    const configuration = writeConfiguration(folder, {
      defaultCountry: 'US',
      demoData: join(repositoryRoot, 'examples/quickstart/demo-data.yaml'),
      // Meta reports only to an address that it can reach.
      server: { publicUrl: `http://127.0.0.1:${port}` },
      plugins: [
        ...essentials,
        shipped('sms-simulator', { config: { handsetPort: 0, senders } }),
        shipped('whatsapp-cloud', {
          config: {
            accessToken: '${WHATSAPP_ACCESS_TOKEN}',
            appSecret: '${WHATSAPP_APP_SECRET}',
            verifyToken: '${WHATSAPP_VERIFY_TOKEN}',
            senders: [{ phoneNumberId, address: '+12025550102', name: 'Care', country: 'US' }],
            templates: [
              {
                name: 'appointment_reminder',
                label: 'Reminder of an appointment',
                language: 'en_US',
                header: 'Your appointment',
                body: 'Hello {{customer_name}}, we expect you on {{day}}.',
                footer: 'Acme',
                variables: [
                  { name: 'customer_name', label: 'Name of the customer', maxLength: 60 },
                  { name: 'day', label: 'Day', example: 'Monday, 2 March' },
                ],
              },
              { name: 'call_us', label: 'Please call us', language: 'en_US', body: 'Please call us back.' },
            ],
            apiBaseUrl: meta.url,
          },
        }),
      ],
      channels: { whatsapp: { active: true, order: 1, manualRecipientEntry: true }, sms: { active: true } },
    });
    server = await startHailpoint({
      dataDirectory: join(folder, 'data'),
      configuration,
      environment: { ...environment, HAILPOINT_PORT: String(port) },
    });
    browser = await openBrowser();
    context = await openContext(browser, { viewport: desktop, timezoneId: 'Europe/Berlin' });
    await (await context.newPage()).goto(server.agentLink as string);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGTERM');
    await meta?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const shot = async (page: Page, name: string) => {
    if (screenshots) await page.screenshot({ path: join(screenshots, `whatsapp-${name}.png`) });
  };
  const openRecord = async (page: Page, words: string) => {
    const answer = await page.request.get(`${server.url}/api/v1/interactions?q=${encodeURIComponent(words)}`);
    const { items } = (await answer.json()) as { items: { number: string }[] };
    await page.goto(`${server.url}/interactions/${items[0]?.number}`);
  };
  const isInvalid = async (page: Page, testId: string) =>
    (await page.getByTestId(testId).getAttribute('aria-invalid')) === 'true';

  /** Meta calls with a text of the customer, written some time ago. */
  const customerWrites = async (from: string, body: string, agoMs: number) => {
    const timestamp = String(Math.floor((Date.now() - agoMs) / 1_000));
    const message = { from: from.slice(1), id: `wamid.${body}`, timestamp, type: 'text', text: { body } };
    const { headers, body: raw } = meta.notification(phoneNumberId, { messages: [message] });
    const answer = await fetch(`${server.url}/webhooks/whatsapp-cloud/events`, {
      method: 'POST',
      headers,
      body: Buffer.from(raw),
    });
    expect(answer.status).toBe(200);
  };
  /** What Meta took since there were so many. */
  const sentAfter = async (count: number): Promise<Record<string, unknown>> =>
    (await eventually(20, async () => meta.sent[count]))!.payload;

  let recipient: string;
  let conversation: string;

  test('by command: what a text would do, that a template can be sent, and how it reads', async () => {
    const page = await context.newPage();
    const answer = await page.request.get(`${server.url}/api/v1/interactions?q=Parcel%20has%20not%20arrived`);
    const { items } = (await answer.json()) as { items: { number: string }[] };
    await page.close();
    const compose = async (...args: string[]) => {
      const command = ['compose', items[0]!.number, '--as', 'alex', '--channel', 'whatsapp', ...args];
      const run = runNode(hailpointCommand, command, environmentOf({ dataDirectory: join(folder, 'data') }));
      await run.ended;
      return run.stdout();
    };
    const template = ['--template', 'appointment_reminder:en_US', '--variable', 'customer_name=Maria'];
    // A number that is chosen, because none takes a text.
    const asText = await compose('--body', 'Hello', '--to', '+12025550143');
    expect(asText).toMatch(/Blocked: The customer has not written to this WhatsApp number yet/);
    expect(asText).toMatch(/A template can be sent: --template/);
    expect(await compose(...template)).toMatch(/Blocked: Fill in “Day”\./);
    const complete = await compose(...template, '--variable', 'day=Monday, 2 March');
    expect(complete).toMatch(/Hello Maria, we expect you on Monday, 2 March\./);
    expect(complete).toMatch(/Add --send to send it\./);
  }, 120_000);

  test('E9: outside of the window the compose form offers templates, shows them filled in, and sends one', async () => {
    const page = await context.newPage();
    await openRecord(page, 'Parcel has not arrived');
    await page.getByTestId('compose-open').click();
    const kind = page.getByTestId('compose-template');
    await kind.waitFor();
    await page.getByText('Cannot be sent', { exact: true }).waitFor();
    await page.getByTestId('preflight').getByText('no free text can be sent').nth(1).waitFor();
    expect(await page.getByTestId('compose-body').count()).toBe(0);
    expect(await kind.locator('option').allTextContents()).toEqual([
      'Choose a template',
      'Template: Reminder of an appointment (en_US)',
      'Template: Please call us (en_US)',
    ]);
    await expectAccessible(page);
    await shot(page, 'outside-window');

    await kind.selectOption('appointment_reminder:en_US');
    await page.getByText('Not complete yet', { exact: true }).waitFor();
    const text = page.getByTestId('template-text');
    expect(await text.textContent()).toBe(
      'Your appointment\n\nHello Name of the customer, we expect you on Day.\n\nAcme',
    );
    expect(await isInvalid(page, 'template-variable-day')).toBe(false);
    await page.getByTestId('template-variable-customer_name').fill('Maria');
    await page.getByTestId('template-variable-day').fill('Monday    morning');
    await page.getByText('“Day” must be one line').nth(1).waitFor();
    expect(await isInvalid(page, 'template-variable-day')).toBe(true);
    await expectAccessible(page);
    await shot(page, 'template-wrong');

    await page.getByTestId('template-variable-day').fill('Monday, 2 March');
    await page.getByText('Ready to send', { exact: true }).waitFor();
    expect(await text.textContent()).toBe('Your appointment\n\nHello Maria, we expect you on Monday, 2 March.\n\nAcme');
    await expectAccessible(page);
    await shot(page, 'template-ready');
    // What was filled in stays over a reload, as a text does.
    await page.reload();
    await page.getByText('Ready to send', { exact: true }).waitFor();
    await page.getByTestId('compose-send').click();
    await page.getByTestId('send-result').waitFor();
    await expectAccessible(page);

    const payload = await sentAfter(0);
    expect(payload).toMatchObject({
      type: 'template',
      template: {
        name: 'appointment_reminder',
        language: { code: 'en_US' },
        components: [
          {
            type: 'body',
            parameters: [
              { type: 'text', parameter_name: 'customer_name', text: 'Maria' },
              { type: 'text', parameter_name: 'day', text: 'Monday, 2 March' },
            ],
          },
        ],
      },
    });
    recipient = payload['to'] as string;
    const link = page
      .getByTestId('send-result')
      .getByRole('link', { name: /IMS\d+/ })
      .first();
    conversation = /IMS\d+/.exec((await link.textContent()) ?? '')![0];
    await page.close();
  }, 120_000);

  test('when the customer answers, free text goes, and the agent sees how long', async () => {
    await customerWrites(recipient, 'Yes, I will come', 2 * hourMs);
    const page = await context.newPage();
    await page.goto(`${server.url}/interactions/${conversation}`);
    await page.getByText('Yes, I will come').waitFor();
    await page.getByTestId('message').getByText('Template: Reminder of an appointment').waitFor();
    expect(await page.getByTestId('reply-template').inputValue()).toBe('free-text');
    await page
      .getByTestId('time-left')
      .getByText(/^21 hours 5\d minutes left, until/)
      .waitFor();
    await expectAccessible(page);
    await shot(page, 'reply-inside');
    await page.getByTestId('reply-body').fill('Thank you, see you then.');
    await page.getByTestId('reply-preflight').getByText(recipient).waitFor();
    const sent = meta.sent.length;
    await page.getByTestId('reply-send').click();
    expect(await sentAfter(sent)).toMatchObject({
      type: 'text',
      to: recipient,
      text: { body: 'Thank you, see you then.' },
    });

    await openRecord(page, 'Parcel has not arrived');
    await page.getByTestId('compose-open').click();
    await page.getByTestId('compose-body').fill('One more thing');
    await page.getByText('Ready to send', { exact: true }).waitFor();
    await page.getByTestId('preflight').getByTestId('time-left').waitFor();
    await expectAccessible(page);
    await shot(page, 'compose-inside');
    await page.close();
  }, 120_000);

  test('a reply outside of the window is a template, at the width of a phone and with the keyboard', async () => {
    // Another customer, whose message comes to us a day late.
    await customerWrites('+12025550177', 'Are you there?', 25 * hourMs);
    const page = await context.newPage();
    await page.setViewportSize(phone);
    const number = await eventually(100, async () => {
      const answer = await page.request.get(`${server.url}/api/v1/interactions?view=all&type=messaging&limit=100`);
      const { items } = (await answer.json()) as {
        items: { number: string; conversation: { recipientId: string } | null }[];
      };
      return items.find((one) => one.conversation?.recipientId === '+12025550177')?.number;
    });
    await page.goto(`${server.url}/interactions/${number}`);
    const kind = page.getByTestId('reply-template');
    await kind.waitFor();
    await page.getByText('no free text can be sent').first().waitFor();
    expect(await page.getByTestId('reply-body').count()).toBe(0);
    await expectAccessible(page);
    await expectFits(page);
    await shot(page, 'reply-outside-phone');
    await kind.selectOption('appointment_reminder:en_US');
    await page.getByTestId('template-variable-customer_name').focus();
    await page.keyboard.type('Bo');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Friday');
    await page.getByTestId('reply-preflight').getByText('+12025550177').waitFor();
    await expectAccessible(page);
    await expectFits(page);
    await shot(page, 'reply-template-phone');
    const sent = meta.sent.length;
    await page.getByTestId('reply-send').focus();
    await page.keyboard.press('Enter');
    expect(await sentAfter(sent)).toMatchObject({ type: 'template', to: '+12025550177' });
    await page.getByTestId('message').getByText('Hello Bo, we expect you on Friday.').waitFor();
    await page.close();
  }, 120_000);

  test('composing a template at the width of a phone', async () => {
    const page = await context.newPage();
    await page.setViewportSize(phone);
    await openRecord(page, 'Wants a reminder');
    await page.getByTestId('compose-open').click();
    await page.getByTestId('compose-template').selectOption('call_us:en_US');
    await page.getByText('Ready to send', { exact: true }).waitFor();
    await expectAccessible(page);
    await expectFits(page);
    await shot(page, 'compose-phone');
    await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
    await expectAccessible(page);
    await shot(page, 'compose-phone-dark');
    await page.close();
  }, 120_000);
});
