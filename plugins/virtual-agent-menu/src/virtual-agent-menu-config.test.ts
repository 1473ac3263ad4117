import { ConfigurationInvalidError, type ConfigurationProblem } from '@hailpoint/kernel/host';
import { describe, expect, test } from '@jest/globals';
import { configure } from './testing/configure.js';

/** What the host finds wrong: paths with their messages. */
async function problems(raw: object): Promise<readonly ConfigurationProblem[]> {
  try {
    await configure(raw);
    return [];
  } catch (error) {
    if (error instanceof ConfigurationInvalidError) return error.problems;
    throw error;
  }
}

async function wrong(raw: object): Promise<string[]> {
  return [...new Set((await problems(raw)).map(({ path }) => path.replace(/^config\./, '')))].sort();
}

const hours = { keys: ['1', 'hours'], label: 'Opening hours', answer: 'We are open from nine to five.' };
const least = { greeting: 'Hello!', options: [hours] };

describe('configuration of virtual-agent-menu', () => {
  test.each([
    [least],
    [{ ...least, channels: [], senders: ['support-uk'], misunderstandings: 1, agentKeys: [], menuKeys: [] }],
    [
      {
        ...least,
        options: [
          hours,
          {
            keys: ['2'],
            label: 'My order',
            collect: [{ label: 'Order number', prompt: 'Which order?', pattern: '[0-9]{6}' }],
            handOff: { reason: 'Asks about an order' },
          },
          { keys: ['3'], label: 'Bills', next: 'bills' },
        ],
        menus: [{ name: 'bills', text: 'Bills', options: [{ keys: ['1'], label: 'Back', next: 'main' }] }],
      },
    ],
  ])('accepts %j', async (raw) => {
    expect(await problems(raw)).toEqual([]);
  });

  const option = (more: object) => ({ ...least, options: [{ ...hours, ...more }] });
  test.each([
    [{}, ['greeting', 'options']],
    [{ ...least, greeting: ' ' }, ['greeting']],
    [{ ...least, greeting: null }, ['greeting']],
    [{ ...least, options: [] }, ['options']],
    [{ ...least, options: hours }, ['options']],
    [{ ...least, channels: null }, ['channels']],
    [{ ...least, senders: [] }, ['senders']],
    [{ ...least, misunderstandings: 0 }, ['misunderstandings']],
    [{ ...least, misunderstandings: '3' }, ['misunderstandings']],
    [{ ...least, misunderstanding: 3 }, ['misunderstanding']],
    [option({ keys: [] }), ['options[0].keys']],
    [option({ keys: ['!'] }), ['options[0].keys']],
    [option({ label: '' }), ['options[0].label']],
    [option({ collect: [] }), ['options[0].collect']],
    [option({ collect: [{ label: 'Order', prompt: 'Which?', pattern: '(a+)+' }] }), ['options[0].collect[0].pattern']],
    [option({ collect: [{ label: 'Order', prompt: 'Which?', pattern: '(' }] }), ['options[0].collect[0].pattern']],
    [option({ collect: [{ prompt: 'Which?' }] }), ['options[0].collect[0].label']],
    [option({ handOff: {} }), ['options[0].handOff.reason']],
    [option({ after: 'x' }), ['options[0].after']],
    [{ ...least, menus: [{ name: 'main', text: 'x', options: [hours] }] }, ['menus[0].name', 'options']],
  ])('refuses %j', async (raw, paths) => {
    expect(await wrong(raw)).toEqual(paths);
  });

  test.each([
    [
      { ...least, options: [hours, { ...hours, keys: ['HOURS!'], label: 'x' }] },
      'in the menu "main" the key "hours" has two meanings',
    ],
    [{ ...least, menuKeys: ['hours'] }, 'in the menu "main" the key "hours" has two meanings'],
    [option({ next: 'bills' }), 'the menu "main" leads to "bills", and there is no menu of that name'],
    [option({ next: 'main', handOff: { reason: 'x' } }), 'has both handOff and next'],
    [{ ...least, options: [{ keys: ['1'], label: 'x' }] }, 'does nothing'],
    [
      {
        ...least,
        options: [1, 2, 3].map((at) => ({
          keys: [`${at}`],
          label: `${at}`,
          collect: [1, 2, 3, 4, 5, 6, 7, 8].map((more) => ({ label: `${at} ${more}`, prompt: 'x' })),
        })),
      },
      'there are 24 labels to collect, and at most 16 are possible',
    ],
  ])('says what does not fit together: %j', async (raw, problem) => {
    expect((await problems(raw)).map(({ message }) => message).join('; ')).toContain(problem);
  });
});
