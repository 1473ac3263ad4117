import { expect, test } from '@jest/globals';
import type { PluginPlan } from '../api/types.js';
import { configProblems, configProblemsOf, isWithin } from './config-problems.js';

const code = 'configuration_invalid';

test('each sentence is told at its place', () => {
  const why =
    'config.senders[0].address must be a phone number in international form, such as "+12025550100". ' +
    'config.sendres is not known. Did you mean "senders"?. config.retry.times must be a whole number, and is text.';
  expect(configProblems({ code, why })).toEqual([
    {
      path: 'senders[0].address',
      message: 'Must be a phone number in international form, such as "+12025550100".',
    },
    { path: 'sendres', message: 'Is not known. Did you mean "senders"?' },
    { path: 'retry.times', message: 'Must be a whole number, and is text.' },
  ]);
});

test('the configuration as a whole, and one that is not about values', () => {
  expect(configProblems({ code, why: 'config must be an object.' })).toEqual([
    { path: '', message: 'Must be an object.' },
  ]);
  expect(configProblems({ code: 'kernel_range', why: 'config.a is too old.' })).toEqual([]);
});

test('of a plan only what its own plugin is about', () => {
  const problem = (why: string) => ({ code, what: '', why, fix: '', restartRequired: false });
  const action = { package: 'p', action: 'reconfigure' } as const;
  const plan = {
    plugin: 'crm',
    actions: [
      { ...action, plugin: 'crm', problem: problem('config.url is missing.') },
      { ...action, plugin: 'other', problem: problem('config.url is missing.') },
      { ...action, plugin: 'crm', problem: null },
    ],
  } as unknown as PluginPlan;
  expect(configProblemsOf(plan)).toEqual([{ path: 'url', message: 'Is missing.' }]);
  const built = { code: 'construction', what: 'It failed.', why: 'It threw.', fix: 'Mend it.', restartRequired: false };
  expect(configProblemsOf({ ...plan, actions: [{ ...action, plugin: 'crm', problem: built }] })).toEqual([
    { path: '', message: 'It failed. It threw. Mend it.' },
  ]);
});

test('what is inside a value', () => {
  expect(isWithin('senders[0].address', 'senders')).toBe(true);
  expect(isWithin('senders[0].address', 'senders[0]')).toBe(true);
  expect(isWithin('senders[0].address', 'senders[0].address')).toBe(true);
  expect(isWithin('sendersMore', 'senders')).toBe(false);
});
