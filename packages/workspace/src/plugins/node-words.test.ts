import { expect, test } from '@jest/globals';
import type { HailpointNode } from '../api/types.js';
import { driftOf } from './node-words.js';

const node = (part: Partial<HailpointNode>): HailpointNode => ({
  id: 'a',
  name: 'one (1)',
  startedAt: '2026-01-05T10:00:00.000Z',
  seenAt: '2026-01-05T10:00:00.000Z',
  self: true,
  sameFile: true,
  samePlugins: true,
  settled: true,
  problems: [],
  ...part,
});

test('nodes that agree have nothing to say', () => {
  expect(driftOf([node({}), node({ id: 'b', self: false })])).toEqual([]);
});

test('a single node says what waits for its restart', () => {
  const problem = 'Changed in the configuration file, and waiting for a restart of this node: server.port.';
  expect(driftOf([node({ problems: [problem] })])).toEqual([problem]);
});

test('each difference is said once, with whose it is', () => {
  const other = node({ id: 'b', name: 'two (2)', self: false });
  expect(
    driftOf([
      node({ problems: ['It cannot.'] }),
      { ...other, sameFile: false },
      { ...other, settled: false, samePlugins: false },
      { ...other, samePlugins: false },
    ]),
  ).toEqual([
    'This node: It cannot.',
    'The node two (2) uses another configuration file than the node that answers here.',
    'The node two (2) has not carried out the last change yet.',
    'The node two (2) does not run the same plugins as the node that answers here.',
  ]);
});
