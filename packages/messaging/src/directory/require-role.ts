import { ForbiddenError } from '../errors/forbidden-error.js';
import type { Actor } from '../messaging.js';

/** Who reads and writes what customers say, and their addresses. */
export function isAgent({ roles }: Pick<Actor, 'roles'>): boolean {
  return roles.includes('agent_workspace_user');
}

/** @param what completes "You may not ...". @throws ForbiddenError */
export function requireAgent(actor: Pick<Actor, 'roles'>, what: string): void {
  if (!isAgent(actor)) throw new ForbiddenError(what, 'agent_workspace_user');
}

/** @throws ForbiddenError */
export function requireAdmin(actor: Pick<Actor, 'roles'>, what: string): void {
  if (!actor.roles.includes('admin')) throw new ForbiddenError(what, 'admin');
}

/** Agents work with records, administrators may look at them. @throws ForbiddenError */
export function requireReader(actor: Pick<Actor, 'roles'>, what: string): void {
  if (!actor.roles.includes('admin')) requireAgent(actor, what);
}
