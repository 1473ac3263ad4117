import type { Actor, LiveEvent } from '@hailpoint/messaging';

/** Notifications go to their owner only; what happens to interactions goes to agents. */
export function maySee(actor: Actor, event: LiveEvent): boolean {
  if (event.kind === 'notification') return event.userId === actor.userId;
  return actor.roles.includes('agent_workspace_user');
}
