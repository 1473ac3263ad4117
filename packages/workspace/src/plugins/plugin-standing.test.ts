import { expect, test } from '@jest/globals';
import { pluginStanding } from './plugin-standing.js';

const held = { instances: 2, since: '2026-03-01T09:00:00Z', what: 'Two are held.', fix: 'Restart.' };
const plugin = { state: 'started', degraded: false, inFlight: 0, held: null } as const;

test('a plugin whose stopped instances are held is degraded, whether it is on or off, and says why', () => {
  expect(pluginStanding(plugin)).toMatchObject({ words: 'Running', tone: 'good', text: null });
  expect(pluginStanding({ ...plugin, degraded: true })).toMatchObject({
    words: 'Degraded',
    text: expect.stringContaining('one of its contributions'),
  });
  const text = 'Two are held. Restart.';
  expect(pluginStanding({ ...plugin, held })).toEqual({ words: 'Degraded', tone: 'warn', text });
  // What keeps it from its work is not hidden by what costs memory.
  expect(pluginStanding({ ...plugin, degraded: true, held }).text).toMatch(/one of its contributions.* Two are held/);
  const off = { ...plugin, state: 'off' } as const;
  expect(pluginStanding({ ...off, held })).toEqual({ words: 'Off, degraded', tone: 'warn', text });
  expect(pluginStanding({ ...off, state: 'failed', held })).toMatchObject({ words: 'Failed, degraded', tone: 'bad' });
});
