import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import { eventually } from '../harness/eventually.js';
import { type HailpointProcess, startHailpoint } from '../harness/hailpoint-process.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-virtual-agent-'));
/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const bruno = '+5511900000000';
const ingrid = '+46701740605';
const supportUk = '+442079460100';
const supportUs = '+12025550100';

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('the virtual agent of the quickstart', () => {
  let server: HailpointProcess;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    server = await startHailpoint({ dataDirectory: folder });
    browser = await openBrowser();
    const context = await openContext(browser, { viewport: { width: 1440, height: 900 } });
    page = await context.newPage();
    await page.goto(server.agentLink as string);
    await page
      .getByTestId(/^guide-/)
      .first()
      .waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  const shot = async (name: string) => {
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`) });
  };
  const handset = async (number: string, path: string, body?: object) => {
    const url = new URL(`/v1/handsets/${encodeURIComponent(number)}/${path}`, server.handsetUrl as string);
    const answer = await fetch(url, {
      method: body ? 'POST' : 'GET',
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    expect(answer.ok).toBe(true);
    return (await answer.json()) as { items?: { body: string; direction: string; company: string }[] };
  };
  /** Texts that a phone got from one of our numbers. */
  const received = (number: string, from: string, count: number) =>
    eventually(100, async () => {
      const { items = [] } = await handset(number, 'messages');
      const texts = items
        .filter((item) => item.direction === 'received' && item.company === from)
        .map(({ body }) => body);
      return texts.length >= count ? texts : undefined;
    });
  const get = async <T>(path: string) => (await page.request.get(`${server.url}/api/v1${path}`)).json() as Promise<T>;

  test('a customer who writes first is answered by it, until it hands over', async () => {
    await handset(bruno, 'messages', { to: supportUk, body: 'Hi' });
    expect((await received(bruno, supportUk, 1)).at(-1)).toContain('1: Opening hours\n2: A contract');
    await handset(bruno, 'messages', { to: supportUk, body: '3' });
    expect((await received(bruno, supportUk, 2)).at(-1)).toBe('Thank you. One of us will answer you here.');
    const { items } = await get<{ items: { body: string; interaction: string }[] }>('/notifications');
    const news = items.find(({ body }) => body.includes('handed'));
    await page.goto(`${server.url}/interactions/${news?.interaction}`);
    await page.getByTestId('virtual-agent-notes').getByText('Asks about a delivery').waitFor();
    await expectAccessible(page);
    await shot('virtual-agent-handed-off');
  }, 120_000);

  test('B3: an agent takes over, and sees what was collected and written before', async () => {
    await handset(ingrid, 'messages', { to: supportUs, body: 'menu' });
    expect((await received(ingrid, supportUs, 1)).at(-1)).toContain('this is the assistant');
    const { items } = await get<{ items: { number: string }[] }>('/interactions?q=Wants%20the%20contract');
    await page.goto(`${server.url}/interactions/${items[0]?.number}`);
    await page.getByTestId('compose-open').click();
    await page.getByTestId('compose-body').fill('Hello Ingrid, this is Alex. I send you the contract.');
    await page.getByTestId('preflight').getByText('You take over from the virtual agent').first().waitFor();
    await page.getByTestId('compose-send').click();
    await page.getByTestId('send-result').waitFor();
    await page.getByTestId('send-result-link').first().click();
    await page.getByTestId('virtual-agent-notes').getByText('C-204117').waitFor();
    await expectAccessible(page);
    await shot('virtual-agent-taken-over');
    await page.getByRole('button', { name: 'Show earlier messages' }).press('Enter');
    await page.getByTestId('transcript').getByText('What is your contract number?').waitFor();
    await expectAccessible(page);
    await shot('virtual-agent-transcript');
    await page.setViewportSize({ width: 390, height: 844 });
    await shot('virtual-agent-transcript-phone');
    await expectFits(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    await expectAccessible(page);
    await shot('virtual-agent-transcript-dark');
  }, 120_000);
});
