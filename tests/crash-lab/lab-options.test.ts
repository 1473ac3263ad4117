import { expect, test } from '@jest/globals';
import { LabUsageError, parseLabOptions, replayCommand } from './lab-options.js';

const url = 'postgres://localhost/postgres';

test('without arguments: 64 agents, 200 recipients, 4 senders, 2 nodes, and a seed by chance', () => {
  const { options, seeds } = parseLabOptions([], { HAILPOINT_TEST_DATABASE_URL: url });
  expect(options).toMatchObject({ agents: 64, recipients: 200, senders: 4, nodes: 2, database: url });
  expect(Number.isInteger(options.seed)).toBe(true);
  expect(seeds).toBe(1);
});

test('the embedded database has one node, whatever is said', () => {
  expect(parseLabOptions([], {}).options).toMatchObject({ database: null, nodes: 1 });
  const { options } = parseLabOptions(['--embedded', '--nodes', '4'], { HAILPOINT_TEST_DATABASE_URL: url });
  expect(options).toMatchObject({ database: null, nodes: 1 });
});

test.each([
  [['--database', url, '--agents', '3', '--nodes', '4'], {}],
  [['--embedded', '--seconds', '5', '--recipients', '9'], {}],
])('the command that is printed for %j asks for the same', (args, environment) => {
  const { options } = parseLabOptions([...args, '--seed', '7'], environment);
  const words = replayCommand(options).replace('<url>', url).split(' ').slice(4);
  expect(parseLabOptions(words, {}).options).toEqual(options);
});

test.each([[['--seed', 'seven']], [['--agents', '0']], [['--colour', 'blue']], [['--embedded', '--database', url]]])(
  '%j is explained',
  (args) => {
    expect(() => parseLabOptions(args, {})).toThrow(LabUsageError);
  },
);
