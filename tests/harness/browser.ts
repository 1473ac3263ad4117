import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, type BrowserContextOptions, chromium } from 'playwright-core';

const executablePath = process.env['HAILPOINT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';

/** Without a browser these tests are shown as skipped; `npm test` says why in one line. */
export const hasBrowser = existsSync(executablePath);

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** One person's browser, signed in to nothing. */
export function openContext(browser: Browser, options: BrowserContextOptions): Promise<BrowserContext> {
  // A dialog that is fading in has too little contrast, and nobody can say when it has faded in.
  return browser.newContext({ reducedMotion: 'reduce', ...options });
}
