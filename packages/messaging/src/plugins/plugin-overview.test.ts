import type { PluginListing } from '@hailpoint/kernel/host';
import { expect, test } from '@jest/globals';
import { pluginOverview } from './plugin-overview.js';

const listing = { id: 'crm', configSchema: null, held: null } as PluginListing;
const held = { instances: 1, since: new Date('2026-03-01T09:00:00Z'), what: 'One is held.', fix: 'Restart.' };
const host = (...degraded: string[]) =>
  ({
    extensionPoints: () => [
      { contributions: ['crm', 'other'].map((plugin) => ({ plugin, degraded: degraded.includes(plugin) })) },
    ],
  }) as never;

test.each([
  ['nothing is wrong with it', host('other'), listing, false],
  ['a contribution of it fails', host('crm'), listing, true],
  ['an instance of it that has stopped is held, which no call will mend', host(), { ...listing, held }, false],
])('when %s', async (_when, points, plugin, degraded) => {
  expect(await pluginOverview(points, plugin, undefined, new Map())).toMatchObject({ degraded, held: plugin.held });
});
