// biome-ignore-all lint/suspicious/noTemplateCurlyInString: references to the environment are written this way
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { newId } from '@hailpoint/store';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { expectAccessible, expectFits } from '../harness/accessible.js';
import type { ApiClient } from '../harness/api-client.js';
import { hasBrowser, openBrowser, openContext } from '../harness/browser.js';
import { type House, openHouse } from '../harness/open-house.js';
import { shipped } from '../harness/write-configuration.js';

/** Set it to look at the pages. */
const screenshots = process.env['HAILPOINT_TEST_SCREENSHOTS'];
/** Long pages are walked with the tab key, at two widths, while the machine may do other things. */
const timeoutMs = 180_000;

const desktop = { width: 1440, height: 900 };
const phone = { width: 390, height: 844 };

const rules = `import { AvailabilityPolicy, definePlugin } from '@hailpoint/kernel';

const rule = () => ({ isValidForChannel: () => true, isChannelAvailable: () => ({ available: true }) });

export default definePlugin({
  id: 'local-rules',
  register({ contribute }) {
    contribute(AvailabilityPolicy, rule, { name: 'Holidays' });
    contribute(AvailabilityPolicy, rule, { name: 'Weekends' });
  },
});
`;

const laterRules = `import { AvailabilityPolicy, definePlugin } from '@hailpoint/kernel';

export default definePlugin({
  id: 'zone-rules',
  register: ({ contribute }) =>
    contribute(AvailabilityPolicy, () => ({ isValidForChannel: () => false, isChannelAvailable: () => ({ available: true }) }), { name: 'Zones' }),
});
`;

const whatsapp = `import { ChannelProvider, definePlugin } from '@hailpoint/kernel';

export default definePlugin({
  id: 'local-whatsapp',
  register({ contribute }) {
    contribute(ChannelProvider, () => ({
      channel: 'whatsapp',
      capabilities: { addressKind: 'phone', text: { maxLength: 4096, encoding: 'unicode' }, receipts: [], inbound: false },
      senders: () => [{ id: 'wa', address: '+12025550102', name: 'Shop', country: 'US' }],
      send: async () => ({ outcome: 'notSent', reason: 'The carrier is closed.' }),
      verify: () => ({ accepted: false, status: 404, reason: 'There are no webhooks.' }),
      parse: () => [],
    }), { name: 'WhatsApp' });
  },
});
`;

const broken = `import { AvailabilityPolicy, definePlugin } from '@hailpoint/kernel';

export default definePlugin({
  id: 'local-broken',
  register: ({ contribute }) => contribute(AvailabilityPolicy, () => { throw new Error('the holidays are not known'); }),
});
`;

const inBrowser = hasBrowser ? describe : describe.skip;

inBrowser('the admin pages, in a browser', () => {
  let folder: string;
  let house: House;
  let browser: Browser;
  let context: BrowserContext;
  let admin: ApiClient;
  /** The first of the context: all its tabs get their live events from this one. */
  let firstPage: Page;
  /** Of the record that was composed from. */
  let number: string;

  const writePlugin = (id: string, contributes: string, source: string): string => {
    const path = join(folder, id);
    mkdirSync(path, { recursive: true });
    const manifest = { name: id, version: '1.0.0', type: 'module', main: 'index.mjs' };
    const hailpoint = { id, kernel: '^0.1.0', contributes: [contributes] };
    writeFileSync(join(path, 'package.json'), JSON.stringify({ ...manifest, hailpoint }));
    writeFileSync(join(path, 'index.mjs'), source);
    return path;
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'hailpoint-admin-pages-'));
    const senders = [{ id: 'one', address: '+12025550100', name: 'Support', country: 'US' }];
    const plugins = [
      shipped('user-document-interaction'),
      shipped('recipient-phone', { locked: true }),
      shipped('conversation-policy'),
      shipped('sms-simulator', { order: 50, config: { handsetPort: 0, senders } }),
      shipped('quiet-hours', { enabled: false, config: { start: '21:00', end: '08:00' } }),
      shipped('sms-twilio', {
        enabled: false,
        config: { accountSid: `AC${'0a'.repeat(16)}`, authToken: '${HAILPOINT_PORT}', senders },
      }),
      { package: writePlugin('local-rules', 'availability-policy', rules) },
      { package: writePlugin('zone-rules', 'availability-policy', laterRules) },
      { package: writePlugin('local-whatsapp', 'channel-provider', whatsapp) },
      { package: writePlugin('local-broken', 'availability-policy', broken) },
    ];
    house = await openHouse('embedded', {
      plugins,
      channels: { sms: { order: 100 }, whatsapp: { order: 200 }, line: { order: 300, active: false, locked: true } },
    });
    const { messaging } = house.hailpoint;
    admin = await house.as('admin');
    browser = await openBrowser();
    context = await openContext(browser, { viewport: desktop });
    const { id } = (await messaging.users.findByUsername('admin')) as { id: string };
    const { token } = await messaging.signIn.createLink(id);
    firstPage = await context.newPage();
    await firstPage.goto(`${house.url}/sign-in/${token}`);

    // Somebody is being talked to.
    const roles = ['agent_workspace_user'];
    await admin.post('/api/v1/users', { username: 'alex', name: 'Alex', kind: 'agent', roles, phones: [] });
    const phones = [{ label: 'Mobile', number: '+12025550143' }];
    const clara = (await admin.post('/api/v1/users', { name: 'Clara', kind: 'consumer', phones })).body.id as string;
    const alex = await house.as('alex');
    const key = () => ({ 'idempotency-key': newId() });
    number = (await alex.post('/api/v1/interactions', { type: 'phone', consumer: clara }, key())).body.number;
    const message = { channel: 'sms', to: { recipientId: '+12025550143' }, from: 'one', body: 'Hello' };
    expect((await alex.post(`/api/v1/interactions/${number}/messages`, message, key())).status).toBe(201);
  }, timeoutMs);
  afterAll(async () => {
    await browser?.close();
    await house?.close();
    rmSync(folder, { recursive: true, force: true });
  }, timeoutMs);

  const open = async (path: string): Promise<Page> => {
    const page = await context.newPage();
    await page.setViewportSize(desktop);
    await page.goto(`${house.url}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const hasFocus = (element: Element) => element === document.activeElement;

  const reached = new Set<string>();

  /** Goes there as somebody without a mouse does, and fails where there is no way. Where there was a way before, it is not walked again. */
  const tabTo = async (page: Page, target: Locator): Promise<void> => {
    await target.waitFor();
    if (reached.has(String(target))) return target.focus();
    reached.add(String(target));
    for (let steps = 0; steps < 250; steps++) {
      if (await target.evaluate(hasFocus)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`The keyboard does not reach ${String(target)}.`);
  };
  const press = async (page: Page, target: Locator, key = 'Enter'): Promise<void> => {
    await target.waitFor();
    // A plan's button waits for the plan; what is pressed before is lost.
    await (await target.elementHandle())?.waitForElementState('enabled');
    await tabTo(page, target);
    await page.keyboard.press(key);
  };
  const fill = async (page: Page, target: Locator, text: string): Promise<void> => {
    await tabTo(page, target);
    await page.keyboard.press('ControlOrMeta+a');
    if (text === '') await page.keyboard.press('Delete');
    else await page.keyboard.insertText(text);
  };

  /** At both widths, for the eye and for axe. */
  const look = async (page: Page, name: string): Promise<void> => {
    const fullPage = (await page.getByRole('dialog').count()) === 0;
    for (const [viewport, suffix] of [
      [desktop, ''],
      [phone, '-phone'],
    ] as const) {
      await page.setViewportSize(viewport);
      if (fullPage) await page.evaluate(() => window.scrollTo(0, 0));
      await expectAccessible(page);
      await expectFits(page);
      if (screenshots) await page.screenshot({ path: join(screenshots, `${name}${suffix}.png`), fullPage });
    }
    await page.setViewportSize(desktop);
  };
  const applied = async (page: Page): Promise<void> => {
    await page.getByTestId('plan').first().waitFor();
    await press(page, page.getByTestId('plan-apply'));
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByTestId('change-undo').waitFor();
  };
  const pluginOf = async (id: string) => (await admin.get(`/api/v1/admin/plugins/${id}`)).body.plugin;

  test(
    'Plugins: one is switched off through its plan, listens, and is switched on again by Undo',
    async () => {
      const page = await open('/admin/plugins');
      const item = page.getByTestId('plugin-sms-simulator');
      await item.getByText('Running').waitFor();
      await item.getByText('50 (File)').waitFor();
      await page.getByTestId('plugin-quiet-hours').getByText('Off', { exact: true }).first().waitFor();
      const failed = page.getByTestId('plugin-local-broken');
      await failed.getByText('To mend it:').waitFor();
      const locked = page.getByTestId('plugin-recipient-phone');
      await locked.getByText('Locked by the file').waitFor();
      expect(await page.getByTestId('plugin-switch-recipient-phone').isDisabled()).toBe(true);
      await look(page, 'plugins');

      const off = page.getByTestId('plugin-switch-sms-simulator');
      await press(page, off, 'Space');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('stops sending; the receipts and replies of its carrier are still taken').waitFor();
      await dialog.getByText('Nothing is sent any more from Support (sms).').waitFor();
      await dialog.getByText('Open conversations').waitFor();
      await look(page, 'plan');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await off.evaluate(hasFocus)).toBe(true);
      expect(await pluginOf('sms-simulator')).toMatchObject({ state: 'started', override: {} });

      await page.keyboard.press('Space');
      await applied(page);
      await item.getByText('Listening').waitFor();
      await item.getByText(/receipts and replies of its carrier are still taken\. Off since/).waitFor();
      expect(await pluginOf('sms-simulator')).toMatchObject({ state: 'listening', enabled: false });
      // The way back is where the keyboard is.
      expect(await page.getByTestId('change-done').evaluate(hasFocus)).toBe(true);
      await look(page, 'plugins-listening');
      await press(page, page.getByTestId('change-undo'));
      await applied(page);
      await item.getByText('Running').waitFor();
      expect(await pluginOf('sms-simulator')).toMatchObject({ state: 'started', override: {} });

      await page.close();
    },
    timeoutMs,
  );

  test(
    'Plugins: what cannot start says so again when it is tried again, and nothing was changed',
    async () => {
      const page = await open('/admin/plugins');
      const dialog = page.getByRole('dialog');
      const failed = page.getByTestId('plugin-local-broken');
      await press(page, failed.getByRole('button', { name: 'Try again: local-broken' }));
      await press(page, page.getByTestId('plan-apply'));
      await dialog.getByText('It turned out while it was being prepared.').waitFor();
      await dialog.getByText('It cannot be done: everything stays as it is.').waitFor();
      await look(page, 'plan-blocked');
      await press(page, dialog.getByRole('button', { name: 'Back' }));
      await failed.getByText('Failed').waitFor();
      await page.close();
    },
    timeoutMs,
  );

  test(
    'a plan that does not hold any more is shown anew before anything is changed',
    async () => {
      const page = await open('/admin/plugins/quiet-hours');
      await fill(page, page.getByTestId('order'), '70');
      await press(page, page.getByTestId('order-plan'));
      await page.getByTestId('plan').waitFor();
      const other = await admin.call('PATCH', '/api/v1/admin/plugins/quiet-hours', { config: { end: '07:00' } });
      expect(other.status).toBe(200);
      await press(page, page.getByTestId('plan-apply'));
      await page.getByRole('dialog').getByText('Something changed meanwhile').waitFor();
      expect(await pluginOf('quiet-hours')).toMatchObject({ order: 100 });
      await look(page, 'plan-changed');
      await applied(page);
      expect(await pluginOf('quiet-hours')).toMatchObject({
        order: 70,
        override: { order: 70, config: { end: '07:00' } },
      });
      await fill(page, page.getByTestId('order'), 'seventy');
      await press(page, page.getByTestId('order-plan'));
      await page.getByText('Enter a whole number').waitFor();
      await press(page, page.getByTestId('plugin-reset'));
      await applied(page);
      expect(await pluginOf('quiet-hours')).toMatchObject({ order: 100, override: {} });
      await page.close();
    },
    timeoutMs,
  );

  test(
    'a value is changed through the form; a wrong one is told at its place, and nothing changes',
    async () => {
      const page = await open('/admin/plugins/quiet-hours');
      const start = page.getByTestId('config-start');
      const dialog = page.getByRole('dialog');
      await start.getByText('File').waitFor();
      await fill(page, start.getByRole('textbox'), '25:00');
      await press(page, page.getByTestId('config-plan'));
      await dialog.getByText('It cannot be switched on as it is').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      expect(await pluginOf('quiet-hours')).toMatchObject({ config: { start: '21:00' }, override: {} });

      // Of one that runs, a wrong value keeps the whole change from being made.
      await press(page, page.getByRole('button', { name: 'Discard' }));
      await press(page, page.getByTestId('plugin-switch-quiet-hours'), 'Space');
      await applied(page);
      await fill(page, start.getByRole('textbox'), '25:00');
      await press(page, page.getByTestId('config-plan'));
      await dialog.getByText('It cannot be done: everything stays as it is.').waitFor();
      expect(await page.getByTestId('plan-apply').getAttribute('aria-disabled')).toBe('true');
      await page.getByTestId('plan-apply').press('Enter');
      await press(page, dialog.getByRole('button', { name: 'Back' }));
      await dialog.waitFor({ state: 'detached' });
      const problems = page.getByTestId('config-problems');
      await problems.getByText('start', { exact: true }).waitFor();
      expect(await problems.evaluate(hasFocus)).toBe(true);
      const described = await start.getByRole('textbox').getAttribute('aria-describedby');
      await page
        .locator(`[id="${described?.split(' ').find((id) => id.includes('error'))}"]`)
        .getByText(/\w/)
        .waitFor();
      expect(await pluginOf('quiet-hours')).toMatchObject({ state: 'started', config: { start: '21:00' } });
      await look(page, 'plugin-wrong-value');

      await fill(page, start.getByRole('textbox'), '22:30');
      await page.getByTestId('config-channels').getByRole('button', { name: 'Add to channels' }).press('Enter');
      await page.keyboard.insertText('sms');
      await page.getByTestId('config-windows').getByRole('button', { name: 'Add to windows' }).press('Enter');
      const window = page.getByRole('group', { name: 'Windows 1' });
      await fill(page, window.getByRole('textbox', { name: 'Channel' }), 'whatsapp');
      await fill(page, window.getByRole('textbox', { name: 'Start' }), '23:00');
      await look(page, 'plugin-edited');
      await press(page, page.getByTestId('config-plan'));
      await dialog.getByText('goes on with the new configuration').waitFor();
      await applied(page);
      const config = { start: '22:30', channels: ['sms'], windows: [{ channel: 'whatsapp', start: '23:00' }] };
      expect(await pluginOf('quiet-hours')).toMatchObject({ state: 'started', config, override: { config } });
      await start.getByText('Set here').waitFor();

      // Each value has a way back, and each change.
      await press(page, page.getByRole('button', { name: 'Take back Windows' }));
      await applied(page);
      expect((await pluginOf('quiet-hours')).config).not.toHaveProperty('windows');
      const history = page.getByTestId('plugin-history');
      await history.getByText('Configuration taken back: windows').waitFor();
      await press(page, history.getByRole('button', { name: /^Undo: Configuration set: start/ }));
      await dialog.getByText('The change that was made since is taken back, too.').waitFor();
      await applied(page);
      expect(await pluginOf('quiet-hours')).toMatchObject({ config: { start: '21:00' }, override: { enabled: true } });
      await history.getByText('Earlier change undone').waitFor();
      await look(page, 'plugin');
      await page.close();
    },
    timeoutMs,
  );

  test(
    'secrets are named, never written down; what no form shows is edited as JSON, with the error at its place',
    async () => {
      const page = await open('/admin/plugins/sms-twilio');
      const plans: string[] = [];
      page.on('request', (request) => request.url().endsWith('/plan') && plans.push(request.postData() ?? ''));
      const token = page.getByTestId('config-authToken').getByRole('textbox');
      expect(await token.inputValue()).toBe('${HAILPOINT_PORT}');
      await fill(page, token, 'written-down');
      await press(page, page.getByTestId('config-plan'));
      await page.getByTestId('config-problems').getByText('authToken').waitFor();
      expect(plans).toEqual([]);
      // What the file sets cannot be taken away here.
      await fill(page, token, '');
      await press(page, page.getByTestId('config-plan'));
      await page.getByTestId('config-problems').getByText('The file sets this value.').waitFor();
      await look(page, 'plugin-secret');
      await fill(page, token, '${OTHER_TOKEN}');
      await press(page, page.getByTestId('config-plan'));
      await page.getByRole('dialog').getByText('OTHER_TOKEN').waitFor();
      expect(plans).toEqual([JSON.stringify({ config: { authToken: '${OTHER_TOKEN}' } })]);
      await page.keyboard.press('Escape');
      await press(page, page.getByTestId('config-form').getByRole('button', { name: 'Discard' }));

      await page.getByTestId('config-as').getByText('JSON').click();
      const json = page.getByRole('textbox', { name: 'Configuration as JSON' });
      const written = await json.inputValue();
      await fill(page, json, written.replace('"authToken"', 'authToken'));
      await page.getByText('This is no JSON: line 3, column 3: a is not expected there.').waitFor();
      expect(await page.getByTestId('config-plan').isDisabled()).toBe(true);
      await look(page, 'plugin-json');
      await press(page, page.getByTestId('config-json').getByRole('button', { name: 'Discard' }));
      expect(await json.inputValue()).toBe(written);
      await fill(page, json, written.replace('${HAILPOINT_PORT}', 'written-down'));
      await press(page, page.getByTestId('config-plan'));
      await page.getByTestId('config-problems').getByText('authToken').waitFor();
      expect(plans).toHaveLength(1);
      await fill(page, json, JSON.stringify({ ...JSON.parse(written), senders: [], colour: 'blue' }));
      await press(page, page.getByTestId('config-plan'));
      await page.getByRole('dialog').getByText('config.colour is not known').waitFor();
      await page.close();
    },
    timeoutMs,
  );

  test(
    'a plan is asked once and stays as it is read, also when everything else is asked again',
    async () => {
      const page = await open('/admin/plugins/quiet-hours');
      const plans: string[] = [];
      page.on('request', (request) => request.url().endsWith('/plan') && plans.push(request.url()));
      await press(page, page.getByTestId('plugin-switch-quiet-hours'), 'Space');
      await page.getByTestId('plan').waitFor();
      // The live events come to this page now, and what was told before that is lost.
      const askedAgain = page.waitForResponse((response) => response.url().endsWith('/admin/plugins/quiet-hours'));
      await firstPage.reload();
      await askedAgain;
      expect(plans).toHaveLength(1);
      await page.close();
    },
    timeoutMs,
  );

  test(
    'Extension points: a contribution is moved with the keyboard, in a plan, and back',
    async () => {
      expect((await admin.call('PATCH', '/api/v1/admin/plugins/quiet-hours', { enabled: true })).status).toBe(200);
      const page = await open('/admin/extension-points');
      const point = page.getByTestId('point-availability-policy');
      await point.getByText('a single “no” is enough').waitFor();
      await point.getByText(/both have 100, and its name comes later/).waitFor();
      await page.getByTestId('point-recipient-validator').getByText('Answered').waitFor();
      // For one record: who answers, and why the others do not.
      await fill(page, page.getByTestId('explain-number'), number.toLowerCase());
      await page.keyboard.press('Enter');
      const answers = page.getByTestId('explain-answers');
      await answers.getByText('AgentMessagingInteractionUserDocument').waitFor();
      await answers.getByText('Not meant for it').first().waitFor();
      await look(page, 'extension-points');
      await fill(page, page.getByTestId('explain-number'), 'IMS0999999');
      await page.keyboard.press('Enter');
      await answers.getByText('Nobody could be asked').waitFor();
      const names = () => point.getByRole('heading', { level: 3 }).allTextContents();
      const before = await names();
      expect(before).toEqual(['Holidays', 'Weekends', 'QuietHoursPolicy', 'Zones']);
      await press(page, point.getByRole('button', { name: 'Move Weekends up' }));
      await page
        .getByTestId('plan-effect')
        .getByText('Weekends, then Holidays, then QuietHoursPolicy, then Zones')
        .waitFor();
      await look(page, 'plan-move');
      await page.keyboard.press('Escape');
      expect(await point.getByRole('button', { name: 'Move Weekends up' }).evaluate(hasFocus)).toBe(true);
      await page.keyboard.press('Enter');
      await applied(page);
      await point.getByText(/because 100 is higher than 90/).waitFor();
      expect(await names()).toEqual(['Weekends', 'Holidays', 'QuietHoursPolicy', 'Zones']);
      expect((await pluginOf('local-rules')).override).toEqual({ contributionOrders: { Weekends: 90 } });
      await press(page, page.getByTestId('change-undo'));
      await applied(page);
      await point.getByText(/both have 100, and its name comes later/).waitFor();
      expect(await names()).toEqual(before);

      // With equal numbers on all sides more than one plugin gets a new number: all in one dialog, and back with one Undo.
      await press(page, point.getByRole('button', { name: 'Move QuietHoursPolicy up' }));
      await page.getByTestId('plan').nth(1).waitFor();
      await applied(page);
      await point.getByText(/because 110 is higher than 100/).waitFor();
      expect(await names()).toEqual(['Holidays', 'QuietHoursPolicy', 'Weekends', 'Zones']);
      await press(page, page.getByTestId('change-undo'));
      await applied(page);
      await point.getByText(/both have 100, and its name comes later/).waitFor();
      expect(await names()).toEqual(before);
      for (const id of ['local-rules', 'zone-rules']) expect((await pluginOf(id)).override).toEqual({});
      await page.close();
    },
    timeoutMs,
  );

  test(
    'Channels: moved and switched with the keyboard, the effect first, and back',
    async () => {
      const page = await open('/admin/channels');
      const channels = async () =>
        (await admin.get('/api/v1/admin/channels')).body.items.map(
          ({ channel, active, order, origin }: Record<string, unknown>) => [channel, active, order, origin],
        );
      const file = [
        ['sms', true, 100, 'file'],
        ['whatsapp', true, 200, 'file'],
        ['line', false, 300, 'file'],
      ];
      expect(await channels()).toEqual(file);
      await look(page, 'channels');
      const up = page.getByRole('button', { name: 'Move WhatsApp up' });
      await press(page, up);
      const effects = page.getByTestId('channel-effects');
      await effects.getByText('Agents will see WhatsApp, then SMS.').waitFor();
      // At the top there is no way up any more, and the focus is on the way down.
      expect(await page.getByRole('button', { name: 'Move WhatsApp down' }).evaluate(hasFocus)).toBe(true);
      await page.getByRole('status').getByText('WhatsApp is number 1 of 3 now.').waitFor();
      await press(page, page.getByRole('switch', { name: 'SMS: active' }), 'Space');
      await effects.getByText('Agents cannot start conversations on SMS').waitFor();
      await effects.getByText('1 conversation stays open.').waitFor();
      expect(await channels()).toEqual(file);
      await look(page, 'channels-effect');
      await press(page, page.getByTestId('channels-save'));
      await page.getByTestId('channels-undo').waitFor();
      expect(await channels()).toEqual([
        ['whatsapp', true, 90, 'override'],
        ['sms', false, 100, 'override'],
        ['line', false, 300, 'file'],
      ]);
      await page.getByTestId('channel-row-sms').getByText('Set here').waitFor();
      await look(page, 'channels-saved');
      await press(page, page.getByTestId('channels-undo'));
      await page.getByTestId('channel-row-sms').getByText('File', { exact: true }).waitFor();
      expect(await channels()).toEqual(file);

      // With a mouse a row is dragged by its handle.
      const handle = page.getByTestId('channel-row-sms').getByTitle('Drag SMS to another place');
      await handle.dragTo(page.getByTestId('channel-row-whatsapp'));
      await effects.getByText('Agents will see WhatsApp, then SMS.').waitFor();
      await press(page, effects.getByRole('button', { name: 'Discard' }));
      await effects.waitFor({ state: 'detached' });
      // While a number is typed nothing moves; then it does, and the keyboard stays where it is.
      const rows = () =>
        page.getByTestId(/^channel-row-/).evaluateAll((all) => all.map((row) => row.dataset['channel']));
      await fill(page, page.getByRole('textbox', { name: 'SMS: order' }), '250');
      await effects.getByText('Agents will see WhatsApp, then SMS.').waitFor();
      expect(await rows()).toEqual(['sms', 'whatsapp', 'line']);
      await page.keyboard.press('Tab');
      const next = page.getByRole('switch', { name: 'SMS: check if active recipient profile exists' });
      expect(await next.evaluate(hasFocus)).toBe(true);
      expect(await rows()).toEqual(['whatsapp', 'sms', 'line']);
      // A wrong number is told at its place, and nothing is saved.
      await fill(page, page.getByRole('textbox', { name: 'SMS: order' }), '2000000');
      await press(page, page.getByTestId('channels-save'));
      await page.getByText('Nothing was saved').waitFor();
      await page
        .getByTestId('channel-row-sms')
        .getByText(/1000000/)
        .waitFor();
      expect(await channels()).toEqual(file);
      await page.close();
    },
    timeoutMs,
  );

  test(
    'Audit: all of it, by subject, in words',
    async () => {
      const page = await open('/admin/audit');
      const rows = page.getByTestId('audit-row');
      await rows.filter({ hasText: 'Order of Weekends set to 90' }).waitFor();
      await rows.filter({ hasText: 'Channel taken back to the file' }).first().waitFor();
      await rows.filter({ hasText: 'Change of a plugin refused' }).waitFor();
      await look(page, 'audit');
      const subject = page.getByTestId('audit-subject');
      await tabTo(page, subject);
      await subject.selectOption('sms');
      await rows.filter({ hasText: 'quiet-hours' }).first().waitFor({ state: 'detached' });
      await rows.filter({ hasText: 'Active: off (was not set here before)' }).waitFor();
      expect(new Set(await rows.locator('[data-label="On"]').allTextContents())).toEqual(new Set(['sms']));
      await subject.selectOption('sms-simulator');
      await rows.filter({ hasText: 'Channel configured' }).first().waitFor({ state: 'detached' });
      await rows.filter({ hasText: 'Switched off' }).waitFor();
      await press(page, rows.first().getByRole('link', { name: 'sms-simulator' }));
      await page.getByRole('heading', { level: 1, name: 'sms-simulator' }).waitFor();
      await page.getByTestId('plugin-history').getByText('Switched off').waitFor();
      await page.goBack();
      await rows.first().waitFor();
      expect(await subject.inputValue()).toBe('sms-simulator');
      await subject.selectOption('hailpoint.yaml');
      await page.getByText('Nobody has changed it here.').waitFor();
      await look(page, 'audit-empty');
      await page.close();
    },
    timeoutMs,
  );

  test(
    'what is locked cannot be changed, and says why',
    async () => {
      const page = await open('/admin/plugins/recipient-phone');
      await page.getByText('nothing of it can be changed here').waitFor();
      expect(await page.getByTestId('config-plan').count()).toBe(0);
      expect(await page.getByTestId('order').isEditable()).toBe(false);
      await look(page, 'plugin-locked');
      await page.goto(`${house.url}/admin/plugins/nobody`);
      await page.getByText('There is no plugin "nobody"').waitFor();
      await expectAccessible(page);
      await page.close();
    },
    timeoutMs,
  );

  test(
    'agents are told that these pages are for admins',
    async () => {
      const { id } = (await house.hailpoint.messaging.users.findByUsername('alex')) as { id: string };
      const { token } = await house.hailpoint.messaging.signIn.createLink(id);
      const agent = await openContext(browser, { viewport: desktop });
      const page = await agent.newPage();
      await page.goto(`${house.url}/sign-in/${token}`);
      for (const path of ['plugins', 'plugins/quiet-hours', 'extension-points', 'channels', 'audit']) {
        await page.goto(`${house.url}/admin/${path}`);
        await page.getByText('For admins only').waitFor();
        await page.getByRole('heading', { level: 1 }).waitFor();
      }
      await expectAccessible(page);
      await agent.close();
    },
    timeoutMs,
  );

  test(
    'nodes that do not agree are shown, and followed until they do',
    async () => {
      const now = new Date();
      const query = house.hailpoint.store.query;
      const id = newId();
      await query
        .insertInto('nodes')
        .values({
          id,
          name: 'other (7)',
          started_at: now,
          // It stays for the time of this test.
          seen_at: new Date(now.getTime() + 600_000),
          file_digest: 'another',
          wanted_digest: 'another',
          running_digest: 'another',
          report: JSON.stringify({ problems: ['Waiting for a restart of this node: server.port.'] }),
        })
        .execute();
      const page = await open('/admin/plugins');
      const drift = page.getByTestId('drift');
      await drift.getByText('The node other (7) uses another configuration file').waitFor();
      await drift.getByText('The node other (7) has not carried out the last change yet.').waitFor();
      await drift.getByText('Waiting for a restart of this node: server.port.').waitFor();
      await look(page, 'plugins-drift');
      await query.deleteFrom('nodes').where('id', '=', id).execute();
      await drift.waitFor({ state: 'detached' });
      await page.close();
    },
    timeoutMs,
  );

  test(
    'what cannot be loaded says so, and is tried again',
    async () => {
      const page = await context.newPage();
      await page.setViewportSize(desktop);
      for (const [path, api, there] of [
        ['/admin/plugins', 'plugins', 'plugin-sms-simulator'],
        ['/admin/plugins/sms-simulator', 'plugins/sms-simulator', 'config-form'],
        ['/admin/extension-points', 'extension-points', 'point-availability-policy'],
        ['/admin/channels', 'channels', 'channel-row-sms'],
      ] as const) {
        const url = `**/api/v1/admin/${api}`;
        await page.route(url, (route) => route.fulfill({ status: 503, body: '{}' }));
        await page.goto(`${house.url}${path}`);
        const again = page.getByRole('button', { name: 'Try again' });
        await again.waitFor();
        await expectAccessible(page);
        await page.unroute(url);
        await press(page, again);
        await page.getByTestId(there).waitFor();
      }
      await page.close();
    },
    timeoutMs,
  );
});
