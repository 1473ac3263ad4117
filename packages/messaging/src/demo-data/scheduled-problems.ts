import type { DemoData } from './demo-data.js';
import { noAgent, unknownUser } from './interaction-problems.js';
import type { Problem } from './shape-reader.js';

/** What is wrong with scheduled messages. */
export function scheduledProblems({ users, interactions = [], scheduled = [] }: DemoData): Problem[] {
  return scheduled.flatMap((one, index) => {
    const path = `scheduled[${index}]`;
    const known = interactions.some(({ key }) => key === one.interaction);
    return [
      ...(known ? [] : [{ path: `${path}.interaction`, problem: `there is no interaction ${one.interaction}` }]),
      ...noAgent(users, one.agent, `${path}.agent`),
      ...unknownUser(users, one.user, `${path}.user`),
    ];
  });
}
