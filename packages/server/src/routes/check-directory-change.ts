import type { Actor, User, UserPatch } from '@hailpoint/messaging';
import { ForbiddenRoleError } from '../problems/forbidden-role-error.js';

/**
 * Agents keep the directory of customers; whoever could sign in, or be given a role, is an administrator's to change.
 * @param before `null` for a new person
 * @throws ForbiddenRoleError
 */
export function checkDirectoryChange(actor: Actor, before: User | null, change: UserPatch): void {
  if (actor.roles.includes('admin')) return;
  const isAccount = (user: User) => user.kind === 'agent' || user.username !== null || user.roles.length > 0;
  const makesAccount =
    change.kind === 'agent' ||
    change.roles !== undefined ||
    change.active !== undefined ||
    (change.username !== undefined && change.username !== null);
  if (makesAccount || (before !== null && isAccount(before))) {
    throw new ForbiddenRoleError(['admin'], 'Adding or changing people who can sign in');
  }
}
