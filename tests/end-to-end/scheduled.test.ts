import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import { type HailpointProcess, startHailpoint } from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { essentials, shipped, writeConfiguration } from '../harness/write-configuration.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-scheduled-'));
/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };
const hour = 60 * 60_000;

/** What a clock in New York shows, some hours from now. */
function newYork(hours: number): { day: string; time: string } {
  const text = new Date(Date.now() + hours * hour).toLocaleString('sv', { timeZone: 'America/New_York' });
  return { day: text.slice(0, 10), time: text.slice(11, 16) };
}

/** When the quiet hours of this test end. */
const opens = newYork(3).time;

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('scheduled messages, in a browser', () => {
  let server: HailpointProcess;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    const senders = [
      { id: 'support-us', address: '+12025550100', name: 'Support US', country: 'US' },
      { id: 'support-uk', address: '+442079460100', name: 'Support UK', country: 'GB' },
    ];
    const configuration = writeConfiguration(folder, {
      defaultCountry: 'US',
      demoData: join(repositoryRoot, 'examples/quickstart/demo-data.yaml'),
      plugins: [
        ...essentials,
        shipped('sms-simulator', { config: { handsetPort: 0, senders } }),
        // It is quiet in New York now, and not in London.
        shipped('quiet-hours', { config: { start: newYork(-1).time, end: opens } }),
      ],
      channels: { sms: { active: true, manualRecipientEntry: true } },
    });
    server = await startHailpoint({ dataDirectory: join(folder, 'data'), configuration });
    browser = await openBrowser();
    context = await openContext(browser, { viewport: desktop, timezoneId: 'Europe/Berlin' });
    await (await context.newPage()).goto(server.agentLink as string);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  const shot = async (page: Page, name: string) => {
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`) });
  };
  const openRecord = async (page: Page, words: string) => {
    const answer = await page.request.get(`${server.url}/api/v1/interactions?q=${encodeURIComponent(words)}`);
    const { items } = (await answer.json()) as { items: { number: string }[] };
    await page.goto(`${server.url}/interactions/${items[0]?.number}`);
  };

  test('quiet now: send when it opens; then edit and cancel it in the list', async () => {
    const page = await context.newPage();
    await openRecord(page, 'Parcel has not arrived');
    await page.getByTestId('compose-open').click();
    await page.getByTestId('compose-body').fill('Hello Maria, your parcel arrives tomorrow.');
    const offer = page.getByTestId('send-when-it-opens');
    await offer.waitFor();
    await page.getByTestId('preflight').getByText('for you').waitFor();
    await expectAccessible(page);
    await shot(page, 'quiet-now');
    await offer.click();
    await page.getByText('Ready to be scheduled', { exact: true }).waitFor();
    expect(await page.getByTestId('compose-time').inputValue()).toBe(opens);
    expect(await page.getByTestId('compose-day').evaluate((input) => input === document.activeElement)).toBe(true);
    await expectAccessible(page);
    await shot(page, 'send-later');
    await page.getByTestId('compose-send').click();
    await page.getByTestId('schedule-result').waitFor();
    await expectAccessible(page);
    await shot(page, 'scheduled-result');
    await page.getByTestId('schedule-result-done').click();
    await page.getByTestId('record-scheduled').getByText('your parcel arrives tomorrow').waitFor();
    await shot(page, 'record-scheduled');

    await page.goto(`${server.url}/lists/scheduled`);
    const item = page.getByTestId(/^scheduled-.{36}$/).filter({ hasText: 'your parcel arrives tomorrow' });
    await item.waitFor();
    await expectAccessible(page);
    await shot(page, 'scheduled-list');
    await item.getByTestId('scheduled-edit').click();
    await page.getByTestId('compose-body').waitFor();
    const otherTab = await context.newPage();
    await otherTab.goto(page.url());
    await otherTab.getByTestId('compose-body').fill('Hello Maria, your parcel arrives in the evening.');
    await page.getByTestId('compose-body').fill('Hello Maria, your parcel arrives at noon.');
    const { day, time } = newYork(30);
    await page.getByTestId('compose-day').fill(day);
    await page.getByTestId('compose-time').fill(time);
    await page.getByText('Ready to be scheduled', { exact: true }).waitFor();
    await page.getByTestId('compose-send').click();
    await page.getByTestId('schedule-result').waitFor();

    // What was opened before does not go over it.
    await otherTab.getByTestId('compose-open-anew').waitFor();
    expect(await otherTab.getByTestId('compose-body').inputValue()).toContain('in the evening');
    expect(await otherTab.getByTestId('compose-send').getAttribute('aria-disabled')).toBe('true');
    await expectAccessible(otherTab);
    await shot(otherTab, 'changed-since-opened');
    await otherTab.getByTestId('compose-open-anew').click();
    await otherTab.getByTestId('compose-open-anew').waitFor({ state: 'detached' });
    expect(await otherTab.getByRole('dialog').evaluate((dialog) => dialog === document.activeElement)).toBe(true);
    expect(await otherTab.getByTestId('compose-body').inputValue()).toContain('at noon');
    await otherTab.close();

    await page.goto(`${server.url}/lists/scheduled`);
    const changed = page.getByTestId(/^scheduled-.{36}$/).filter({ hasText: 'arrives at noon' });
    await changed.getByTestId('scheduled-cancel').click();
    await page.getByTestId('scheduled-cancel-confirm').waitFor();
    await expectAccessible(page);
    await page.getByTestId('scheduled-cancel-confirm').click();
    await changed.waitFor({ state: 'detached' });
    await page.getByTestId('scheduled-filter').getByText('Canceled').click();
    await page.getByText('arrives at noon').waitFor();
    await page.close();
  }, 120_000);

  test('what needs attention says why, and opens in Compose; sent from there, it is done', async () => {
    const page = await context.newPage();
    await openRecord(page, 'Asked to be written to');
    await page.getByText('Why it was not sent').waitFor();
    await expectAccessible(page);
    await shot(page, 'needs-attention');
    await page.getByTestId('scheduled-edit').click();
    expect(await page.getByTestId('compose-body').inputValue()).toContain('your spare part has arrived');
    await page.getByText('Ready to send', { exact: true }).waitFor();
    await expectAccessible(page);
    await shot(page, 'needs-attention-compose');
    await page.getByTestId('compose-send').click();
    await page.getByTestId('send-result').waitFor();
    await page.goto(`${server.url}/lists/scheduled?state=sent`);
    await page.getByText('your spare part has arrived').waitFor();
    await page.close();
  }, 120_000);

  test('the same at the width of a phone, with the keyboard', async () => {
    const page = await context.newPage();
    await page.setViewportSize(phone);
    const reads = '**/interactions/*/scheduled-messages*';
    await page.route(reads, (route) => route.fulfill({ status: 503, json: { title: 'Not now' } }));
    await openRecord(page, 'Wants a reminder');
    await page.getByTestId('record-scheduled').getByText('Not now').first().waitFor();
    await expectAccessible(page);
    await page.unroute(reads);
    await page.getByTestId('record-scheduled').getByRole('button', { name: 'Try again' }).click();
    await page.getByTestId('record-scheduled').getByTestId('scheduled-edit').waitFor();
    await expectAccessible(page);
    await shot(page, 'record-scheduled-phone');
    await expectFits(page);
    await page.getByTestId('compose-open').click();
    await page.getByTestId('compose-body').fill('Hello Nina');
    await page.getByTestId('compose-later').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('compose-when').waitFor();
    expect(await page.getByTestId('compose-day').evaluate((input) => input === document.activeElement)).toBe(true);
    const { day, time } = newYork(30);
    await page.getByTestId('compose-day').fill(day);
    await page.getByTestId('compose-time').fill(time);
    await page.getByText('Ready to be scheduled', { exact: true }).waitFor();
    // The one that is scheduled already comes first, and may change what this one does.
    await page.getByText(/^Another message to this recipient/).waitFor();
    await expectAccessible(page);
    await shot(page, 'send-later-phone');
    await expectFits(page);
    await page.getByTestId('compose-send').focus();
    await page.keyboard.press('Enter');
    await page.getByTestId('schedule-result').waitFor();
    await shot(page, 'scheduled-result-phone');
    await page.goto(`${server.url}/lists/scheduled`);
    await page.getByTestId('scheduled-list').waitFor();
    await page.evaluate(() => document.documentElement.setAttribute('data-mantine-color-scheme', 'dark'));
    await expectAccessible(page);
    await shot(page, 'scheduled-list-phone-dark');
    await expectFits(page);
    await page.close();
  }, 120_000);
});
