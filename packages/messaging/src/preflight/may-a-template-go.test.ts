import {
  type Availability,
  AvailabilityPolicy,
  type AvailabilitySituation,
  type MessageTemplate,
} from '@hailpoint/kernel';
import { createExtensionPoints } from '@hailpoint/kernel/host';
import { expect, test } from '@jest/globals';
import { silentLogger } from '../testing/test-points.js';
import { mayATemplateGo } from './may-a-template-go.js';

const no: Availability = { available: false, code: 'no', reason: 'Not this one.' };
const yes: Availability = { available: true };
const refused = { reasons: [{ code: 'outside_window', reason: 'Free text may not go.' }], answered: true };
const question = {
  channel: 'sms',
  at: new Date('2026-01-05T12:00:00.000Z'),
  sender: null,
  recipientId: '+12025550143',
  person: null,
  fallback: [],
  lastInboundAt: null,
};
const templates = Array.from({ length: 10 }, (_, index): MessageTemplate => {
  const name = `t${index + 1}`;
  return { id: name, name, language: 'en', body: 'Hello.', variables: [] };
});

/** Which templates the policy was asked about, in order. */
async function ask(
  answer: (template: string) => Availability | Promise<Availability>,
  text: Parameters<typeof mayATemplateGo>[2] = refused,
) {
  const asked: string[] = [];
  const instance: AvailabilityPolicy = {
    isValidForChannel: () => true,
    isChannelAvailable: ({ template }: AvailabilitySituation) => {
      asked.push(template!);
      return answer(template!);
    },
  };
  const control = createExtensionPoints({ clock: { now: () => question.at }, logger: silentLogger });
  const contributions = [{ point: AvailabilityPolicy, name: 'Policy', order: 100, instance }];
  control.activate([{ plugin: 'policy', contributions }]);
  return { may: await mayATemplateGo(control.points, question, text, templates), asked };
}

test('one is enough: the others are not asked about', async () => {
  expect(await ask(() => yes)).toEqual({ may: true, asked: ['t1', 't2', 't3', 't4'] });
});

test('the last one is found too', async () => {
  const { may, asked } = await ask((template) => (template === 't10' ? yes : no));
  expect(may).toBe(true);
  expect(asked).toEqual(templates.map(({ id }) => id));
});

test('none may', async () => {
  expect(await ask(() => no)).toMatchObject({ may: false });
});

test('some are asked about at once, so that a slow policy does not take as long as there are templates', async () => {
  let release: (() => void) | undefined;
  const fourth = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The first is answered only once the fourth was asked about: one after the other, the policy would be late.
  const { may } = await ask(async (template) => {
    if (template === 't4') release?.();
    await fourth;
    return yes;
  });
  expect(may).toBe(true);
});

test('a policy that fails is not asked about all the others', async () => {
  const { may, asked } = await ask(() => {
    throw new Error('down');
  });
  expect([may, asked]).toEqual([false, ['t1', 't2', 't3', 't4']]);
});

test.each([
  ['nothing refuses free text', { reasons: [], answered: true }],
  ['the refusal of free text is a failure', { ...refused, answered: false }],
])('nobody is asked when %s', async (_when, text) => {
  expect(await ask(() => yes, text)).toEqual({ may: false, asked: [] });
});
