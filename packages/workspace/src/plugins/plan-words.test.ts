import { describe, expect, test } from '@jest/globals';
import type { PluginChange, PluginImpact, PluginPlan } from '../api/types.js';
import { changeTitle, doneTitle, impactFigures, touchesNobody } from './plan-words.js';

const nobody: PluginImpact = {
  channels: [],
  senders: [],
  openConversations: 0,
  queuedMessages: 0,
  messagesUnderWay: 0,
  scheduledMessages: 0,
  virtualAgentConversations: 0,
};

describe('words of a plan', () => {
  test.each<[PluginChange, string, string]>([
    [{ enabled: false }, 'Switch crm off', 'crm is switched off'],
    [{ enabled: true }, 'Switch crm on', 'crm is switched on'],
    [{ config: { level: 1 } }, 'Change the configuration of crm', 'crm has its new configuration'],
    [{ order: 5 }, 'Change the order of crm', 'The new order holds'],
    [{ contributionOrders: { One: null } }, 'Change the order of crm', 'The new order holds'],
    [{ reset: ['config'] }, 'Take back what was set for crm', 'What was set for crm is taken back'],
    [{ undo: 'an-id' }, 'Undo a change of crm', 'crm is as it was before'],
    [{}, 'Change crm', 'crm is changed'],
  ])('%j', (change, asked, done) => {
    expect([changeTitle({ plugin: 'crm', change }), doneTitle({ plugin: 'crm', change })]).toEqual([asked, done]);
  });

  test('only what is affected is counted', () => {
    expect(impactFigures(nobody)).toEqual([]);
    const impact = { ...nobody, channels: ['sms'], queuedMessages: 12_000 };
    expect(impactFigures(impact)).toEqual([
      { label: 'Channels that nothing carries', value: '1' },
      { label: 'Queued messages', value: '12,000' },
    ]);
  });

  test('nobody is touched by what has no consequence and no number', () => {
    const plan = { consequences: [], impact: nobody, blocked: false, restartRequired: false } as unknown as PluginPlan;
    expect(touchesNobody(plan)).toBe(true);
    expect(touchesNobody({ ...plan, consequences: ['Something.'] })).toBe(false);
    expect(touchesNobody({ ...plan, impact: { ...nobody, queuedMessages: 1 } })).toBe(false);
    expect(touchesNobody({ ...plan, blocked: true })).toBe(false);
    expect(touchesNobody({ ...plan, restartRequired: true })).toBe(false);
  });
});
