import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const executablePath = process.env['HAILPOINT_TEST_CHROMIUM'] ?? '/usr/bin/chromium';

/** Without a browser these tests are shown as skipped; `npm test` says why in one line. */
export const hasBrowser = existsSync(executablePath);

export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--headless',
      // A dialog that is fading in has too little contrast, and nobody can say when it has faded in.
      '--force-prefers-reduced-motion',
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
