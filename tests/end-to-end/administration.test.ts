import { join } from 'node:path';
import { newId } from '@hailpoint/store';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext } from 'playwright-core';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import { type House, openHouse } from '../harness/open-house.js';
import { essentials, shipped } from '../harness/write-configuration.js';

/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('what the admin sees, in a browser', () => {
  let house: House;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    const senders = [
      { id: 'one', address: '+12025550100', name: 'One', country: 'US' },
      // After its first message, what it sends waits.
      {
        id: 'news',
        address: '+12025550101',
        name: 'News',
        country: 'US',
        group: 'marketing',
        pace: { segmentsPerSecond: 0.01, burst: 1 },
      },
    ];
    const plugins = [...essentials, shipped('sms-simulator', { config: { handsetPort: 0, senders } })];
    house = await openHouse('embedded', { plugins });
    const { messaging } = house.hailpoint;
    browser = await openBrowser();
    context = await openContext(browser, { viewport: desktop });
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
    await differs.getByRole('button', { name: /^Compare again: sms-simulator from/ }).press('Enter');
    await rows.filter({ hasText: 'Asked for by' }).filter({ hasText: 'Agrees' }).waitFor();
    await page.getByTestId('compare-now').press('Enter');
    await rows.filter({ hasText: 'Asked for by' }).filter({ hasText: 'Agrees' }).nth(1).waitFor();
    await page.setViewportSize(phone);
    await expectFits(page);
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'comparisons-phone.png'), fullPage: true });
    await page.close();
  });

  test('E2: consent: a number is looked up, an opt-out recorded and lifted, with proof and with the keyboard', async () => {
    const admin = await house.as('admin');
    const roles = ['agent_workspace_user'];
    await admin.post('/api/v1/users', { username: 'alex', name: 'Alex', kind: 'agent', roles, phones: [] });
    const phones = [{ label: 'Mobile', number: '+12025550143' }];
    const clara = (await admin.post('/api/v1/users', { name: 'Clara', kind: 'consumer', phones })).body.id as string;
    const alex = await house.as('alex');
    const key = () => ({ 'idempotency-key': newId() });
    const record = (await alex.post('/api/v1/interactions', { type: 'phone', consumer: clara }, key())).body.number;
    const message = { channel: 'sms', to: { recipientId: '+12025550143' }, from: 'news', body: 'A new catalogue' };
    // So long that the next one waits for many minutes.
    const long = { ...message, body: 'Sale. '.repeat(200) };
    for (const body of [long, message]) {
      expect((await alex.post(`/api/v1/interactions/${record}/messages`, body, key())).status).toBe(201);
    }

    const page = await context.newPage();
    await page.setViewportSize(desktop);
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/api/v1/admin/channels', async (route) => {
      await held;
      await route.continue();
    });
    await page.goto(`${house.url}/admin/consent`);
    // What is loading has a role, without which its name is not read out.
    await page.getByRole('img', { name: 'Loading channels' }).waitFor();
    answer();
    await page.getByText('Nobody opted out').waitFor();
    const number = page.getByTestId('consent-number');
    const hasFocus = (element: HTMLElement) => element === document.activeElement;
    await number.press('Enter');
    await page.getByText('Enter the number').waitFor();
    await number.fill('12');
    await number.press('Enter');
    await page.locator('.mantine-TextInput-error').getByText(/\w/).waitFor();
    if (screenshots) await page.screenshot({ path: join(screenshots, 'consent-empty.png'), fullPage: true });
    await number.fill('(202) 555-0143');
    await page.getByTestId('consent-country').fill('us');
    await page.getByTestId('consent-country').press('Enter');
    const subject = page.getByTestId('consent-subject');
    await subject.getByText("It is Clara's at present.").waitFor();
    expect(await subject.getByRole('heading', { name: '+12025550143' }).evaluate(hasFocus)).toBe(true);
    const news = subject.getByTestId('consent-group-marketing');
    await news.getByText('1 message waits to be sent to it.').waitFor();

    const optOut = news.getByTestId('consent-opt_out');
    await optOut.press('Enter');
    await page.getByTestId('consent-effects').getByText('1 message that waits to be sent to it is canceled.').waitFor();
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'consent-dialog.png') });
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await optOut.evaluate(hasFocus)).toBe(true);
    await optOut.press('Enter');
    expect(await page.getByTestId('consent-confirm').isDisabled()).toBe(true);
    await page.getByTestId('consent-note').fill('She said so on the phone today, to Alex.');
    await page.getByTestId('consent-confirm').press('Enter');
    await subject.getByRole('status').getByText('1 message that waited was canceled.').waitFor();
    await subject.getByTestId('consent-history').getByText('She said so on the phone today, to Alex.').waitFor();
    await page.getByTestId('consent-row').filter({ hasText: 'Clara' }).waitFor();
    const states = await house.hailpoint.store.query.selectFrom('messages').select('state').orderBy('id').execute();
    expect(states.at(-1)).toEqual({ state: 'canceled' });
    // The other senders of the channel are not bound by it.
    await subject.getByTestId('consent-group-default').getByTestId('consent-opt_in').press('Enter');
    await page.getByTestId('consent-note').fill('Signed the form in the shop.');
    await page.getByTestId('consent-confirm').press('Enter');
    await subject.getByRole('status').getByText('The opt-in is recorded').waitFor();
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'consent.png'), fullPage: true });
    await page.setViewportSize(phone);
    await expectFits(page);
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'consent-phone.png'), fullPage: true });

    // Somebody else lifts it while it is being confirmed here.
    await news.getByTestId('consent-lift_opt_out').press('Enter');
    await page.getByTestId('consent-note').fill('She wants the catalogue after all.');
    if (screenshots) await page.screenshot({ path: join(screenshots, 'consent-dialog-phone.png') });
    const change = { channel: 'sms', recipientId: '+12025550143', senderGroup: 'marketing', action: 'lift_opt_out' };
    expect((await admin.post('/api/v1/admin/consents', { ...change, note: 'By mail.' })).status).toBe(201);
    await page.getByTestId('consent-confirm').press('Enter');
    await subject.getByRole('status').getByText('There was no opt-out any more').waitFor();
    await page.getByText('Nobody opted out').waitFor();
    await page.getByTestId('consent-state').getByText('Opted in').click();
    await page.getByTestId('consent-row').getByRole('button', { name: 'Show +12025550143' }).press('Enter');
    await subject.getByTestId('consent-history').getByText('By mail.').waitFor();
    expect(await subject.getByRole('heading', { name: '+12025550143' }).evaluate(hasFocus)).toBe(true);
    await page.close();
  });

  test('E2: an agent sees in the record of a conversation that its customer opted out, and why', async () => {
    const query = house.hailpoint.store.query;
    const { number } = await query
      .selectFrom('interactions')
      .select('number')
      .where('type', '=', 'messaging')
      .where('match_key', '=', '+12025550143')
      .executeTakeFirstOrThrow();
    const { id } = (await house.hailpoint.messaging.users.findByUsername('alex')) as { id: string };
    const { token } = await house.hailpoint.messaging.signIn.createLink(id);
    const agent = await openContext(browser, { viewport: desktop });
    const page = await agent.newPage();
    await page.goto(`${house.url}/sign-in/${token}`);
    const live = page.waitForResponse('**/api/v1/events');
    await page.goto(`${house.url}/interactions/${number}`);
    await live;
    const fact = page.getByTestId('record-consent');
    await page.getByTestId('message').first().waitFor();
    await fact.getByText('Not opted out').waitFor();
    // The open page learns of it by itself.
    const change = { channel: 'sms', recipientId: '+12025550143', senderGroup: 'marketing', action: 'opt_out' };
    const admin = await house.as('admin');
    expect((await admin.post('/api/v1/admin/consents', { ...change, note: 'By mail.' })).status).toBe(201);
    await fact.getByText(/^Opted out on .* elsewhere, as Administrator recorded over the interface\./).waitFor();
    await expectAccessible(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'record-consent.png') });
    await page.setViewportSize(phone);
    await expectFits(page);
    if (screenshots) await page.screenshot({ path: join(screenshots, 'record-consent-phone.png') });
    await agent.close();
  });
});
