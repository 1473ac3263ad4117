import { join } from 'node:path';
import { newId } from '@hailpoint/store';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import { hasBrowser, openBrowser } from '../harness/browser.js';
import { type House, openHouse } from '../harness/open-house.js';
import { essentials, shipped } from '../harness/write-configuration.js';

/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('what the admin sees of carriers, in a browser', () => {
  let house: House;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    const senders = [{ id: 'one', address: '+12025550100', name: 'One', country: 'US' }];
    const plugins = [...essentials, shipped('sms-simulator', { config: { handsetPort: 0, senders } })];
    house = await openHouse('embedded', { plugins });
    const { messaging } = house.hailpoint;
    browser = await openBrowser();
    context = await browser.newContext({ viewport: desktop });
    const admin = await messaging.users.findByUsername('admin');
    const { token } = await messaging.signIn.createLink(admin?.id as string);
    await (await context.newPage()).goto(`${house.url}/sign-in/${token}`);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  const park = (minute: number) =>
    house.hailpoint.store.query
      .insertInto('webhook_events')
      .values({
        id: newId(),
        plugin_id: 'sms-simulator',
        contribution: 'SimulatorSmsProvider',
        request: JSON.stringify({ method: 'POST', url: 'http://127.0.0.1/', headers: {} }),
        body: Buffer.from('{'),
        state: 'parked',
        attempts: 12,
        due_at: new Date(),
        problem_code: 'not_our_number',
        received_at: new Date(Date.UTC(2026, 2, 2, 9, minute)),
      })
      .execute();

  test('events that nobody could process: replayed and discarded, with the keyboard', async () => {
    await park(10);
    await park(20);
    const page = await context.newPage();
    await page.goto(`${house.url}/admin/carrier-events`);
    const events = page.getByRole('region', { name: 'Carrier events' });
    await events
      .getByRole('button', { name: /^Replay/ })
      .nth(1)
      .press('Enter');
    await events.getByRole('status').getByText('It still cannot be processed').waitFor();
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'carrier-events.png'), fullPage: true });
    await page.setViewportSize(phone);
    await expectFits(page);
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'carrier-events-phone.png'), fullPage: true });

    const discard = events.getByRole('button', { name: /^Discard/ });
    const hasFocus = (element: HTMLElement) => element === document.activeElement;
    await discard.first().press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).first().press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await discard.first().evaluate(hasFocus)).toBe(true);
    await discard.first().press('Enter');
    await page.getByRole('dialog').getByRole('textbox').fill('Not ours any more');
    await page.getByRole('dialog').getByRole('button', { name: 'Discard' }).press('Enter');
    await discard.nth(1).waitFor({ state: 'detached' });
    // What was said of the replay is gone with the event, and the focus is where one was.
    expect(await events.getByRole('status').textContent()).toBe('');
    expect(await events.evaluate(hasFocus)).toBe(true);
    await page.close();
  });

  test('comparisons with carriers: what differs, and again', async () => {
    const from = new Date(Date.now() - 3 * 86_400_000);
    await house.hailpoint.store.query
      .insertInto('reconciliations')
      .values({
        id: newId(),
        plugin_id: 'sms-simulator',
        contribution: 'SimulatorSmsProvider',
        channel: 'sms',
        day: from.toISOString().slice(0, 10),
        requested_by: null,
        period_from: from,
        period_to: new Date(from.getTime() + 86_400_000),
        state: 'done',
        problem: null,
        due_at: from,
        figures: JSON.stringify({
          checked: 212,
          receiptsAdded: 3,
          inboundRecovered: 1,
          unknownToUs: 1,
          missingAtCarrier: 22,
          samples: {
            unknownToUs: ['SM-0d3f0b2c6b9e4f1a8c7d5e6f7a8b9c0d'],
            missingAtCarrier: Array.from({ length: 20 }, (_, index) => ({
              id: newId(),
              interaction: `IMS${String(index + 12).padStart(7, '0')}`,
            })),
          },
        }),
        created_at: from,
        finished_at: from,
      })
      .execute();
    const page = await context.newPage();
    await page.goto(`${house.url}/admin/carrier-events`);
    const rows = page.getByTestId('comparison');
    const differs = rows.filter({ hasText: 'Differs' });
    await differs.getByText('and 2 more').waitFor();
    // The daily one has been made when the house was opened.
    await rows.filter({ hasText: 'Daily' }).filter({ hasText: 'Agrees' }).waitFor();
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'comparisons.png'), fullPage: true });
    await differs.getByRole('button', { name: /^Compare sms-simulator again/ }).press('Enter');
    await rows.filter({ hasText: 'Asked for by' }).filter({ hasText: 'Agrees' }).waitFor();
    await page.getByTestId('compare-now').press('Enter');
    await rows.filter({ hasText: 'Asked for by' }).filter({ hasText: 'Agrees' }).nth(1).waitFor();
    await page.setViewportSize(phone);
    await expectFits(page);
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'comparisons-phone.png'), fullPage: true });
    await page.close();
  });
});
