import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import {
  environmentOf,
  type HailpointProcess,
  hailpointCommand,
  startHailpoint,
} from '../harness/hailpoint-process.js';
import { repositoryRoot } from '../harness/repository-root.js';
import { runNode } from '../harness/run-process.js';

const folder = mkdtempSync(join(tmpdir(), 'hailpoint-first-run-'));
/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const sizes = [
  { name: 'desktop', viewport: { width: 1440, height: 900 } },
  { name: 'phone', viewport: { width: 390, height: 844 } },
];

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('the first run, in a browser', () => {
  let server: HailpointProcess;
  let browser: Browser;

  beforeAll(async () => {
    server = await startHailpoint({ dataDirectory: folder });
    browser = await openBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.kill('SIGTERM');
    rmSync(folder, { recursive: true, force: true });
  });

  const shot = async (page: Page, name: string) => {
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`) });
  };

  test('A1 to A12, B1: sign in, open a phone interaction, compose, see the preflight, send; the handset shows it; its reply arrives', async () => {
    const context = await openContext(browser, { viewport: sizes[0]?.viewport });
    const page = await context.newPage();
    await page.goto(server.agentLink as string);
    await page
      .getByTestId(/^guide-/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await shot(page, 'home');

    await page.goto(`${server.url}/interactions`);
    await page
      .getByRole('link', { name: /^IMS\d+$/ })
      .first()
      .waitFor();
    await expectAccessible(page);
    await shot(page, 'list');

    const number = await numberOf(page, server, 'Parcel has not arrived');
    expect(readFileSync(join(repositoryRoot, 'README.md'), 'utf8')).toContain(`hailpoint compose ${number} --as`);
    await page.goto(`${server.url}/interactions/${number}`);
    await page.getByTestId('compose-open').click();
    await page.getByTestId('compose-body').fill('Hello Maria, your parcel arrives tomorrow.');
    await page.getByTestId('preflight').getByText('+12025550143').first().waitFor();
    await expectAccessible(page);
    await shot(page, 'compose');
    await page.getByTestId('compose-send').click();
    await page.getByTestId('send-result').waitFor();
    await expectAccessible(page);
    await shot(page, 'result');

    const handset = await context.newPage();
    await handset.goto(server.handsetUrl as string);
    await handset.getByTestId('phone-+12025550143').click();
    await handset.getByTestId('thread').getByText('your parcel arrives tomorrow').waitFor();
    await expectAccessible(handset);
    await shot(handset, 'handset');
    await handset.getByTestId('reply-text').fill('Wonderful, thank you!');
    await handset.getByTestId('reply-send').click();

    await page.getByTestId('send-result-link').first().click();
    await page.getByTestId('thread').getByText('Wonderful, thank you!').waitFor();
    await page.locator('[data-testid="message"][data-state="delivered"]').first().waitFor();
    await expectAccessible(page);
    await shot(page, 'thread');

    await page
      .getByRole('link', { name: /how did this go/ })
      .first()
      .click();
    await page.getByTestId('history').getByText('The carrier reported that it was delivered.').waitFor();
    await page
      .getByTestId('chapter')
      .filter({ hasText: 'Nothing stood in the way.' })
      .getByText('Details')
      .press('Enter');
    await page.getByText('AgentMessagingInteractionUserDocument').waitFor();
    await expectAccessible(page);
    await shot(page, 'history');

    // A read that fails takes nothing off the screen.
    await page.route('**/history', (route) => route.fulfill({ status: 503, json: { title: 'Not now' } }));
    await handset.getByTestId('reply-text').fill('Until tomorrow');
    await handset.getByTestId('reply-send').click();
    await page.getByText('Not everything could be loaded').waitFor();
    expect(await page.getByTestId('chapter').count()).toBeGreaterThan(1);
    await page.unroute('**/history');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('Not everything could be loaded').waitFor({ state: 'detached' });
  }, 120_000);

  test('many tabs share one stream of events; when the tab that has it is closed, another one takes it over', async () => {
    // To a server without HTTP/2, Chromium opens six connections.
    const context = await openContext(browser, { viewport: sizes[0]?.viewport });
    const first = await context.newPage();
    await first.goto(await newLink(server));
    const number = await numberOf(first, server, 'Waits for the address of the workshop');
    const others: Page[] = [];
    for (let tab = 0; tab < 7; tab += 1) {
      const page = await context.newPage();
      await page.goto(`${server.url}/interactions/${number}`);
      await page.getByTestId('compose-open').waitFor();
      others.push(page);
    }
    await rename(first, number, 'Told to the other tabs');
    for (const page of others) await page.getByText('Told to the other tabs').first().waitFor();
    await first.close();
    await rename(others[0] as Page, number, 'Told by the tab that took over');
    for (const page of others) await page.getByText('Told by the tab that took over').first().waitFor();
    await context.close();
  }, 120_000);

  test('the same pages hold at the width of a phone', async () => {
    const signedIn = await openContext(browser, { viewport: sizes[1]?.viewport });
    const page = await signedIn.newPage();
    await page.goto(await newLink(server));
    await page
      .getByTestId(/^guide-/)
      .first()
      .waitFor();
    await expectAccessible(page);
    await shot(page, 'home-phone');
    const number = await numberOf(page, server, 'Picks up the spare part');
    await page.goto(`${server.url}/interactions/${number}`);
    await page.getByTestId('compose-open').click();
    const body = page.getByTestId('compose-body');
    const wrong = body.and(page.locator('[aria-invalid=true]'));
    const said = page.getByTestId('preflight').getByText(/^There is nothing to send/);
    await body.fill(' ');
    await wrong.waitFor();
    await said.waitFor();
    // What was wrong with a text is not said of the next one, before that was looked at.
    let answer = () => {};
    const held = new Promise<void>((resolve) => {
      answer = resolve;
    });
    await page.route('**/preflight', async (route) => {
      await held;
      await route.continue();
    });
    await body.fill('Hello George, the part is at the counter.');
    await wrong.waitFor({ state: 'detached' });
    await said.waitFor({ state: 'detached' });
    answer();
    const words = ['compose', number, '--as', 'alex', '--body', 'Hello George', '--send'];
    const command = runNode(hailpointCommand, words, environmentOf({ dataDirectory: folder }));
    expect(await command.ended).toBe(5);
    expect(command.stderr()).toContain('Nothing was sent. To agree, add --confirm recipient_reassignment.');
    const confirmation = page.getByTestId('confirm-recipient_reassignment');
    await confirmation.waitFor();
    expect(await page.getByTestId('compose-send').isDisabled()).toBe(true);
    await expectAccessible(page);
    await shot(page, 'compose-phone');
    await confirmation.click();
    await page.getByTestId('compose-send').click();
    await page.getByTestId('send-result').waitFor();
    await shot(page, 'result-phone');
    await page.goto(`${server.url}/interactions/${number}/history`);
    await page
      .getByTestId('history')
      .getByText(/It was given to George/)
      .waitFor();
    await expectAccessible(page);
    await shot(page, 'history-phone');
    await expectFits(page);
    await signedIn.close();
  }, 120_000);
});

async function newLink(server: HailpointProcess): Promise<string> {
  const login = runNode(hailpointCommand, ['login', 'alex'], {
    ...environmentOf({ dataDirectory: folder }),
    HAILPOINT_PORT: new URL(server.url).port,
  });
  expect(await login.ended).toBe(0);
  return login.stdout().trim();
}

async function numberOf(page: Page, server: HailpointProcess, words: string): Promise<string> {
  const answer = await page.request.get(`${server.url}/api/v1/interactions?q=${encodeURIComponent(words)}`);
  const { items } = (await answer.json()) as { items: { number: string }[] };
  expect(items).toHaveLength(1);
  return items[0]?.number as string;
}

async function rename(page: Page, number: string, shortDescription: string): Promise<void> {
  const { origin } = new URL(page.url());
  const record = `${origin}/api/v1/interactions/${number}`;
  const version = (await page.request.get(record)).headers()['etag'] as string;
  const headers = { origin, 'if-match': version };
  expect((await page.request.patch(record, { headers, data: { shortDescription } })).status()).toBe(200);
}
