import type { CollectedValue, VirtualAgentAnswer } from '@hailpoint/kernel';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MenuVirtualAgent } from './menu-virtual-agent.js';
import { takeTurn } from './take-turn.js';
import { configure } from './testing/configure.js';
import { VirtualAgentMenuConfig } from './virtual-agent-menu-config.js';

const config = await configure({
  greeting: 'Hello! How can we help?',
  options: [
    { keys: ['1', 'hours'], label: 'Opening hours', answer: 'From nine to five.' },
    {
      keys: ['2', 'order'],
      label: 'My order',
      answer: 'I need two things.',
      collect: [
        { label: 'Order number', prompt: 'Which order?', pattern: '[0-9]{6}' },
        { label: 'Postcode', prompt: 'Which postcode?' },
      ],
      handOff: { reason: 'Asks about an order' },
    },
    { keys: ['3'], label: 'Bills', next: 'bills' },
  ],
  menus: [
    {
      name: 'bills',
      text: 'Bills',
      options: [
        { keys: ['1'], label: 'How to pay', answer: 'By card.', next: 'main' },
        { keys: ['2'], label: 'A mistake', handOff: { reason: 'A bill is wrong', text: 'We look into it.' } },
      ],
    },
  ],
});
const menu = 'Hello! How can we help?\n1: Opening hours\n2: My order\n3: Bills';
const goOn = config.goOnText;

/** What is said to each text, and how it ends. */
function talk(...texts: string[]) {
  let state: unknown = null;
  const said: string[][] = [];
  let last: VirtualAgentAnswer | null = null;
  for (const text of texts) {
    last = takeTurn(config, state, text);
    // As it comes back from the database.
    state = JSON.parse(JSON.stringify(last.state));
    said.push([...last.replies]);
  }
  return { said, collected: last?.collected, handOff: last?.handOff?.reason, state };
}

describe('the menu', () => {
  test('greets with the choices, whatever the first words are', () => {
    expect(talk('Hi there').said).toEqual([[menu]]);
    expect(talk('').said).toEqual([[menu]]);
  });

  test.each(['1', ' 1. ', 'HOURS', 'Hours?', '１'])(
    '%j chooses the opening hours, at once or after the greeting',
    (text) => {
      expect(talk(text).said).toEqual([['From nine to five.', goOn]]);
      expect(talk('Hi', text).said.at(-1)).toEqual(['From nine to five.', goOn]);
    },
  );

  test('asks, checks, collects and hands over', () => {
    const { said, collected, handOff } = talk('order', '12', 'It is 123456', '123456', ' NW1\n 6XE ');
    expect(said).toEqual([
      ['I need two things.', 'Which order?'],
      [config.fallbackText, 'Which order?'],
      [config.fallbackText, 'Which order?'],
      ['Which postcode?'],
      [config.handOffText],
    ]);
    expect(collected).toEqual([
      { label: 'Order number', value: '123456' },
      { label: 'Postcode', value: 'NW1 6XE' },
    ]);
    expect(handOff).toBe('Asks about an order');
  });

  test('leads to another menu and back, and hands over with its own words', () => {
    expect(talk('3', '1').said).toEqual([['Bills\n1: How to pay\n2: A mistake'], ['By card.', menu]]);
    const end = talk('3', '2');
    expect([end.said.at(-1), end.handOff]).toEqual([['We look into it.'], 'A bill is wrong']);
  });

  test('what was collected stays when the customer goes elsewhere, and the later answer counts', () => {
    expect(talk('2', '123456', 'menu', '1').collected).toEqual([{ label: 'Order number', value: '123456' }]);
    expect(talk('2', '123456', 'menu', '2', '654321').collected).toEqual([{ label: 'Order number', value: '654321' }]);
  });

  test('the menu and a person can be reached at any time', () => {
    expect(talk('2', 'Menu').said.at(-1)).toEqual([menu]);
    const end = talk('2', 'AGENT!');
    expect([end.said.at(-1), end.handOff]).toEqual([[config.handOffText], 'The customer asked for a person.']);
  });

  test('what is not understood is offered again, then a person takes over; understanding starts the count anew', () => {
    const { said, handOff } = talk('Hi', 'what?', 'what?', '1', 'eh', 'eh', 'eh');
    expect(said.slice(1)).toEqual([
      [config.fallbackText, menu],
      [config.fallbackText, menu],
      ['From nine to five.', goOn],
      [config.fallbackText, menu],
      [config.fallbackText, menu],
      [config.handOffText],
    ]);
    expect(handOff).toBe('The virtual agent did not understand the customer.');
  });

  test('a configuration that changed meanwhile, and a state of something else, begin again', () => {
    const states = [
      { menu: 'gone', misses: 0, asking: { option: 'gone', question: 3 }, collected: [] },
      {},
      7,
      'x',
      [],
      { asking: 7 },
    ];
    for (const state of states) expect(takeTurn(config, state, '1').replies).toEqual(['From nine to five.', goOn]);
  });

  test('takes conversations of its channels and senders only', () => {
    const sender = { id: 'support', address: '+12025550100', name: 'Support' };
    const valid = (raw: object, channel = 'sms') =>
      new MenuVirtualAgent(Object.assign(new VirtualAgentMenuConfig(), raw)).isValidForChannel(channel, sender);
    expect([valid({}), valid({}, 'whatsapp'), valid({ channels: ['whatsapp'] }, 'whatsapp')]).toEqual([
      true,
      false,
      true,
    ]);
    expect([
      valid({ senders: ['support'] }),
      valid({ senders: ['+12025550100'] }),
      valid({ senders: ['other'] }),
    ]).toEqual([true, true, false]);
  });
});

const text = fc.oneof(
  fc.constantFrom('1', '2', '3', 'menu', 'agent', 'order', '123456', 'hours', ''),
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('\ud83d', '\0', '😀', '\\', '"', ' ', 'a'), minLength: 150, maxLength: 400 }),
);

describe('whatever customers write', () => {
  test('it never throws, says something that can be sent, and its state stays small and keeps what was collected', () => {
    fc.assert(
      fc.property(fc.array(text, { maxLength: 40 }), (texts) => {
        let state: unknown = null;
        let before: readonly CollectedValue[] = [];
        for (const body of texts) {
          const answer = takeTurn(config, state, body);
          expect(answer.replies.length).toBeGreaterThan(0);
          for (const reply of answer.replies) expect(reply.length).toBeLessThanOrEqual(1_600);
          const json = JSON.stringify(answer.state);
          expect(Buffer.byteLength(json)).toBeLessThan(16 * 1024);
          const collected = answer.collected ?? [];
          expect(before.every(({ label }) => collected.some((one) => one.label === label))).toBe(true);
          for (const { value } of collected)
            expect([value.isWellFormed(), value.includes('\0'), value.trim()]).toEqual([true, false, value]);
          if (answer.handOff) return;
          before = collected;
          state = JSON.parse(json);
        }
      }),
    );
  });

  test('any state is borne', () => {
    fc.assert(
      fc.property(fc.jsonValue(), text, (state, body) => {
        const answer = takeTurn(config, state, body);
        expect(Buffer.byteLength(JSON.stringify(answer.state))).toBeLessThan(16 * 1024);
        // The same again gives the same.
        expect(takeTurn(config, state, body)).toEqual(answer);
      }),
    );
  });

  test('who is never understood reaches a person after as many answers as the configuration says', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 10 }), async (misunderstandings) => {
        const strict = await configure({
          greeting: 'Hi',
          options: [{ keys: ['1'], label: 'x', answer: 'y' }],
          misunderstandings,
        });
        let state = takeTurn(strict, null, 'nonsense').state;
        for (let miss = 1; ; miss += 1) {
          const answer = takeTurn(strict, state, 'nonsense');
          if (answer.handOff) {
            expect(miss).toBe(misunderstandings);
            return;
          }
          state = answer.state;
        }
      }),
    );
  });

  test('the largest configuration stays within a text message and the state', async () => {
    const largest = await configure({
      greeting: 'x'.repeat(500),
      options: Array.from({ length: 9 }, (_, at) => ({
        keys: [`${'k'.repeat(39)}${at}`],
        label: `${'é'.repeat(59)}${at}`,
        collect: Array.from({ length: at < 2 ? 8 : 0 }, (_question, more) => ({
          label: `${'字'.repeat(58)}${at}${more}`,
          prompt: 'p',
        })),
        ...(at >= 2 && { answer: 'a' }),
      })).map(({ collect, ...option }) => ({ ...option, ...(collect.length > 0 && { collect }) })),
    });
    let state: unknown = null;
    const bytes: number[] = [];
    for (const option of [0, 1]) {
      const texts = [`${'k'.repeat(39)}${option}`, ...Array.from({ length: 8 }, () => '字'.repeat(400))];
      for (const body of texts) {
        const answer = takeTurn(largest, state, body);
        for (const reply of answer.replies) expect(reply.length).toBeLessThanOrEqual(1_600);
        state = answer.state;
        bytes.push(Buffer.byteLength(JSON.stringify(state)));
      }
    }
    expect(Math.max(...bytes)).toBeGreaterThan(12_000);
    expect(Math.max(...bytes)).toBeLessThan(16 * 1024);
  });
});
