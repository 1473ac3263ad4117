import { join } from 'node:path';
import { newId } from '@hailpoint/store';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import { type House, openHouse } from '../harness/open-house.js';
import { essentials, shipped } from '../harness/write-configuration.js';

/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
const desktop = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const recipientId = '+12025550143';

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('whose the number of a conversation is, in a browser', () => {
  let house: House;
  let browser: Browser;
  let page: Page;
  const number = 'IMS9000001';

  beforeAll(async () => {
    const senders = [{ id: 'one', address: '+12025550100', name: 'One', country: 'US' }];
    const plugins = [...essentials, shipped('sms-simulator', { config: { handsetPort: 0, senders } })];
    house = await openHouse('embedded', { plugins });
    const { messaging } = house.hailpoint;
    const admin = await messaging.users.findByUsername('admin');
    const boss = { userId: admin?.id as string, name: 'Admin', roles: ['admin'] };
    const roles = ['agent_workspace_user'] as const;
    const agent = await messaging.users.create(boss, {
      username: 'maya',
      name: 'Maya',
      kind: 'agent',
      roles: [...roles],
    });
    const phones = [{ label: 'Mobile', number: recipientId }];
    for (const name of ['Ana Souza', 'Bo Lind']) await messaging.users.create(boss, { name, kind: 'consumer', phones });
    await messaging.users.create(boss, { name: 'Cleo Marsh', kind: 'consumer' });
    await guestConversation();
    browser = await openBrowser();
    const context = await openContext(browser, { viewport: desktop });
    page = await context.newPage();
    const { token } = await messaging.signIn.createLink(agent.id);
    await page.goto(`${house.url}/sign-in/${token}`);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.close();
  });

  async function guestConversation(): Promise<void> {
    const { query } = house.hailpoint.store;
    const profile_id = newId();
    const at = new Date('2026-03-02T09:00:00.000Z');
    const key = { channel: 'sms', match_key: recipientId, recipient_id: recipientId };
    await query
      .insertInto('channel_user_profiles')
      .values({ ...key, id: profile_id, created_at: at })
      .execute();
    await query
      .insertInto('interactions')
      .values({
        ...key,
        id: newId(),
        number,
        type: 'messaging',
        state: 'new',
        short_description: 'Message from a number that nobody is bound to',
        plugin_id: 'sms-simulator',
        sender_id: 'one',
        profile_id,
        opened_at: at,
        updated_at: at,
      })
      .execute();
  }

  const shot = async (name: string) => {
    if (screenshots) await page.screenshot({ path: join(screenshots, `${name}.png`), fullPage: true });
  };

  test('E1: a number of several people is asked for, and answered with the keyboard', async () => {
    await page.goto(`${house.url}/interactions/${number}`);
    const panel = page.getByRole('region', { name: 'Whose number is this?' });
    await panel.getByText('It stands in the records of several people: Ana Souza, Bo Lind.').waitFor();
    expect(await panel.getByTestId('associate-confirm').isDisabled()).toBe(true);
    await panel.getByRole('radio', { name: /^Ana Souza/ }).press('Space');
    await panel.getByText("The number becomes Ana Souza's, and what runs on it goes on with them.").waitFor();
    await expectAccessible(page);
    await shot('associate');
    await page.setViewportSize(phone);
    await expectFits(page);
    await expectAccessible(page);
    await shot('associate-phone');
    await page.setViewportSize(desktop);
    await panel.getByRole('button', { name: "The number is Ana Souza's" }).press('Enter');
    const said = page.getByText("The number is Ana Souza's now, and this conversation goes on with them.");
    await said.waitFor();
    expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('The number is Ana Souza');
    await page.getByRole('heading', { level: 1, name: /Message from a customer/ }).waitFor();
    await page.getByText('Customer', { exact: true }).locator('..').getByText('Ana Souza').waitFor();
  }, 60_000);

  test('a number that is bound to somebody else goes to a person of the directory, after what happens was said', async () => {
    await page.goto(`${house.url}/interactions/${number}`);
    const panel = page.getByRole('region', { name: "This number is Ana Souza's" });
    await panel.getByText('It also stands in the record of Bo Lind.').waitFor();
    await panel.getByRole('button', { name: 'It is somebody else' }).press('Enter');
    expect(await panel.evaluate((element) => element === document.activeElement)).toBe(true);
    await panel.getByRole('radio', { name: /^Somebody else/ }).press('Space');
    const person = panel.getByRole('combobox', { name: 'Person' });
    await person.fill('Cleo');
    await page.getByRole('option', { name: /Cleo Marsh/ }).waitFor();
    await person.press('ArrowDown');
    await person.press('Enter');
    await panel.getByText("The number is Ana Souza's so far and becomes Cleo Marsh's.").waitFor();
    await expectAccessible(page);
    await shot('associate-other');
    await page.setViewportSize(phone);
    await expectFits(page);
    await shot('associate-other-phone');
    await page.setViewportSize(desktop);
    await panel.getByRole('button', { name: "The number is Cleo Marsh's" }).press('Enter');
    await page.getByText("The number is Cleo Marsh's now").waitFor();
    await page.getByRole('tab', { name: 'History' }).click();
    await page.getByText(`Maya said that ${number} is with Cleo Marsh. It was with Ana Souza before.`).waitFor();
  }, 60_000);
});
