import type { HailpointNode } from '../api/types.js';

/** What is not in agreement among the nodes, one sentence each. */
export function driftOf(nodes: readonly HailpointNode[]): string[] {
  const nameOf = ({ name, self }: HailpointNode): string => (self ? 'This node' : `The node ${name}`);
  return nodes.flatMap((node) => {
    const { sameFile, samePlugins, settled, problems } = node;
    const who = nameOf(node);
    return [
      ...problems.map((problem) => (nodes.length > 1 ? `${who}: ${problem}` : problem)),
      ...(settled ? [] : [`${who} has not carried out the last change yet.`]),
      ...(sameFile ? [] : [`${who} uses another configuration file than the node that answers here.`]),
      // What is on its way there is said above.
      ...(samePlugins || !settled ? [] : [`${who} does not run the same plugins as the node that answers here.`]),
    ];
  });
}
