import { describeVirtualAgent } from '@hailpoint/testkit';
import plugin from './index.js';

describeVirtualAgent(
  'virtual-agent-menu',
  {
    plugin: {
      definition: plugin,
      config: {
        greeting: 'Hello! How can we help?',
        options: [
          { keys: ['1', 'hours'], label: 'Opening hours', answer: 'From nine to five.' },
          {
            keys: ['2', 'order'],
            label: 'My order',
            collect: [{ label: 'Order number', prompt: 'Which order?', pattern: '[0-9]{6}' }],
            handOff: { reason: 'Asks about an order' },
          },
        ],
      },
    },
    dialogues: [
      ['Hi', 'hours', 'menu', 'order', 'no idea', '123456'],
      ['Hello there', 'what?', 'what??', 'what???'],
      ['agent'],
    ],
  },
  { reportFile: new URL('../conformance.json', import.meta.url) },
);
