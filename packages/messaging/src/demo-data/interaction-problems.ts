import { isClosed } from '../interactions/is-closed.js';
import type { DemoData, DemoUser } from './demo-data.js';
import { duplicates } from './duplicates.js';
import type { Problem } from './shape-reader.js';

/** What is wrong with records of every type but messaging. */
export function interactionProblems({ users, interactions = [], conversations = [] }: DemoData): Problem[] {
  const keys = [...interactions, ...conversations].map(({ key }) => key);
  return [
    ...duplicates(keys).map((index) => ({
      path:
        index < interactions.length
          ? `interactions[${index}].key`
          : `conversations[${index - interactions.length}].key`,
      problem: `there is an interaction or conversation ${keys[index]} already`,
    })),
    ...interactions.flatMap((one, index) => {
      const path = `interactions[${index}]`;
      return [
        ...(['consumer', 'contact', 'openedFor'] as const).flatMap((field) =>
          unknownUser(users, one[field], `${path}.${field}`),
        ),
        ...noAgent(users, one.assignedTo, `${path}.assignedTo`),
        ...closingProblems(one, path),
        ...(one.updatedMinutesAgo !== undefined && one.updatedMinutesAgo > one.openedMinutesAgo
          ? [{ path: `${path}.updatedMinutesAgo`, problem: 'is before it was opened' }]
          : []),
      ];
    }),
  ];
}

export function unknownUser(users: readonly DemoUser[], key: string | undefined, path: string): Problem[] {
  if (key === undefined || users.some((user) => user.key === key)) return [];
  return [{ path, problem: `there is no user ${key}` }];
}

export function noAgent(users: readonly DemoUser[], key: string | undefined, path: string): Problem[] {
  const user = users.find((one) => one.key === key);
  if (key === undefined || user?.roles?.includes('agent_workspace_user')) return [];
  const problem = user ? `${key} is no agent: the role agent_workspace_user is missing` : `there is no user ${key}`;
  return [{ path, problem }];
}

export function closingProblems(
  one: Pick<NonNullable<DemoData['interactions']>[number], 'openedMinutesAgo' | 'closedMinutesAgo' | 'closeReason'> & {
    readonly state?: NonNullable<DemoData['interactions']>[number]['state'];
  },
  path: string,
): Problem[] {
  if (one.state === undefined || !isClosed(one.state)) {
    return (['closedMinutesAgo', 'closeReason'] as const)
      .filter((field) => one[field] !== undefined)
      .map((field) => ({ path: `${path}.${field}`, problem: 'belongs to closed ones only' }));
  }
  return one.closedMinutesAgo !== undefined && one.closedMinutesAgo > one.openedMinutesAgo
    ? [{ path: `${path}.closedMinutesAgo`, problem: 'is before it was opened' }]
    : [];
}
