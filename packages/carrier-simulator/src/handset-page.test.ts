import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Browser, chromium, type Page } from 'playwright-core';
import { defaultBehaviour } from './behaviour/carrier-behaviour.js';
import { type CarrierSimulator, startCarrierSimulator } from './start-carrier-simulator.js';
import { CallbackReceiver } from './testing/callback-receiver.js';
import { pngPicture } from './testing/pictures.js';

const executablePath = process.env['HAILPOINT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const company = '+12025550100';
const phone = '+12025550143';

const inBrowser = existsSync(executablePath) ? describe : describe.skip;

inBrowser('handset page', () => {
  let browser: Browser;
  let carrier: CarrierSimulator;
  let hailpoint: CallbackReceiver;
  let problems: string[];

  beforeAll(async () => {
    const flags = '--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking';
    const args = `${flags} --disable-component-update --disable-sync`.split(' ');
    browser = await chromium.launch({ executablePath, args });
  });

  afterAll(() => browser.close());

  beforeEach(async () => {
    problems = [];
    hailpoint = await CallbackReceiver.start();
    carrier = await startCarrierSimulator();
    await carrier.register({ address: company, name: 'Support', ...callbacks() });
  });

  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    await carrier.close();
    await hailpoint.close();
    expect(problems).toEqual([]);
  });

  function callbacks() {
    return { statusCallback: `${hailpoint.url}/status`, inboundCallback: `${hailpoint.url}/inbound`, secret: 'secret' };
  }

  async function open(options: { colorScheme?: 'light' | 'dark'; width?: number } = {}): Promise<Page> {
    const { colorScheme = 'light', width = 1280 } = options;
    const context = await browser.newContext({ colorScheme, viewport: { width, height: 844 } });
    const page = await context.newPage();
    page.on('pageerror', (error) => problems.push(error.message));
    page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
    await page.goto(carrier.url);
    return page;
  }

  async function receive(clientMessageId: string, body: string): Promise<void> {
    const content = JSON.stringify({ clientMessageId, from: company, to: phone, body });
    const headers = { 'content-type': 'application/json' };
    await fetch(`${carrier.url}/v1/messages`, { method: 'POST', headers, body: content });
  }

  async function violations(page: Page): Promise<string[]> {
    await page.evaluate(axe);
    const found = await page.evaluate<string[]>(
      `axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target)))`,
    );
    const sideways = await page.evaluate('document.documentElement.scrollWidth > innerWidth');
    return [...found, ...(sideways ? ['overflow'] : [])];
  }

  test('a text appears while one looks, and is answered with text and picture', async () => {
    const page = await open();
    await page.getByText('No phone has a text yet').waitFor();
    await receive('m1', 'Your parcel is here');
    await page.getByTestId(`phone-${phone}`).click();
    const messages = page.getByTestId('thread').getByTestId('message');
    await messages.filter({ hasText: 'Your parcel is here' }).waitFor();

    await receive('m2', 'Until six');
    await messages.nth(1).filter({ hasText: 'Until six' }).waitFor();

    await page.getByTestId('reply-file').setInputFiles({ name: 'door.png', mimeType: 'image/png', buffer: pngPicture });
    await page.getByTestId('reply-text').fill('On my way');
    await page.getByTestId('reply-send').click();
    await messages.nth(2).filter({ hasText: 'Handed over' }).waitFor();
    await messages.nth(2).getByRole('img').waitFor();
    const [callback] = await hailpoint.waitFor(1, (body) => body.type === 'message');
    expect(callback?.body).toMatchObject({ from: phone, to: company, body: 'On my way' });
    expect(callback?.body.type === 'message' && callback.body.media).toHaveLength(1);
  });

  test('somebody new writes in, by keyboard alone', async () => {
    const page = await open();
    await page.getByText('No phone has a text yet').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page
      .getByTestId('new-phone-to')
      .getByRole('option', { name: /Support/ })
      .waitFor({ state: 'attached' });
    await page.waitForFunction("document.activeElement?.id === 'new-phone-text'");
    await page.keyboard.type('Do you open on Sunday?');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByTestId('message').filter({ hasText: 'Do you open on Sunday?' }).waitFor();
    await hailpoint.waitFor(1, (body) => body.type === 'message' && body.from === '+12025550101');
  });

  test('the switches change how the carrier behaves, and back', async () => {
    const page = await open();
    const shows = (text: string) => page.locator('#carrier-state').getByText(text, { exact: true }).waitFor();
    await page.getByTestId('behaviour-arrival').selectOption('busy');
    await shows('Misbehaving');
    expect(carrier.behaviour.current()).toMatchObject({ refuse: 'busy', failAfterAccept: null });
    await page.getByTestId('behaviour-arrival').selectOption('reset');
    await page.getByTestId('behaviour-lose-receipts').check();
    await page.getByTestId('behaviour-latency').selectOption('2000');
    await page.waitForFunction("fetch('/v1/behaviour').then((r) => r.json()).then((b) => b.latencyMs === 2000)");
    expect(carrier.behaviour.current()).toMatchObject({ refuse: null, failAfterAccept: 'reset', loseReceipts: true });
    await page.getByTestId('behaviour-reset').click();
    await shows('Normal');
    carrier.behaviour.set({ repeatReceipts: true });
    await shows('Misbehaving');
  });

  test('every setting counts as misbehaviour, and goes back to normal', async () => {
    const page = await open();
    expect(await page.evaluate("import('/behaviour.js').then(({ normal }) => normal)")).toEqual({
      ...defaultBehaviour,
      chaos: null,
    });
    carrier.behaviour.set({ clockSkewMs: 60_000, splitInbound: true });
    const state = (text: string) => page.locator('#carrier-state').getByText(text, { exact: true }).waitFor();
    await state('Misbehaving');
    await page.getByTestId('behaviour-reset').click();
    await state('Normal');
    expect(carrier.behaviour.current()).toEqual({ ...defaultBehaviour, chaos: null });
  });

  test('what was set elsewhere is shown, and stays when something else is changed', async () => {
    const page = await open();
    const chaos = { seed: 7, preset: 'none', profile: { busy: 0.5 }, by: 'id' } as const;
    const elsewhere = { failAfterAccept: 'tornAnswer', loseReceipts: 'final', undelivered: 'part_failed' } as const;
    carrier.behaviour.set({ ...elsewhere, chaos });
    await page.getByText('Seed 7.').waitFor();
    const shown = (select: string) => page.getByTestId(`behaviour-${select}`).locator('option:checked').textContent();
    expect(await shown('chaos')).toBe('As a profile says');
    expect([await shown('arrival'), await shown('ending')]).toEqual(['As set elsewhere', 'As set elsewhere']);
    const latencyOf = (ms: number) =>
      page.waitForFunction(`fetch('/v1/behaviour').then((r) => r.json()).then((b) => b.latencyMs === ${ms})`);
    await page.getByTestId('behaviour-latency').selectOption('2000');
    await latencyOf(2000);
    expect(carrier.behaviour.current()).toMatchObject({ ...elsewhere, chaos });
    await page.getByTestId('behaviour-chaos').selectOption('none');
    await page.getByText('Seed 7.').waitFor({ state: 'detached' });
    await page.getByTestId('behaviour-chaos').selectOption('own');
    await page.getByText('Seed 7.').waitFor();
    expect(carrier.behaviour.current()).toMatchObject({ ...elsewhere, chaos });
  });

  test('the carrier misbehaves at random, and its seed is shown', async () => {
    const page = await open();
    await page.getByTestId('behaviour-honours-stop').check();
    await page.getByTestId('behaviour-ending').selectOption('phone_unreachable');
    await page.getByTestId('behaviour-chaos').selectOption('rough');
    await page.getByText(/Seed \d+/).waitFor();
    const { chaos, undelivered } = carrier.behaviour.current();
    expect([chaos?.preset, undelivered]).toEqual(['rough', 'phone_unreachable']);
    expect(await page.getByText(/Seed \d+/).textContent()).toContain(`Seed ${chaos?.seed}.`);
    expect(await violations(page)).toEqual([]);
    await page.getByTestId('behaviour-reset').click();
    await page.locator('#carrier-state').getByText('Normal', { exact: true }).waitFor();
    expect(carrier.behaviour.current()).toMatchObject({ chaos: null, undelivered: null, honoursStop: true });
  });

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 390],
    ['dark', 390],
  ] as const)('has no axe violation and fits, %s at %i px', async (colorScheme, width) => {
    const page = await open({ colorScheme, width });
    expect(await violations(page)).toEqual([]);
    await receive('m1', 'Your parcel is here');
    await carrier.text({ from: phone, to: company, body: `https://example.test/${'a'.repeat(200)}` });
    await page.getByTestId(`phone-${phone}`).click();
    await page.getByTestId('message').nth(1).waitFor();
    expect(await violations(page)).toEqual([]);
    if (width < 760) await page.getByRole('link', { name: 'Phones' }).click();
    await page.getByTestId('new-phone-open').click();
    await page.getByRole('dialog').waitFor();
    expect(await violations(page)).toEqual([]);
  });
});
