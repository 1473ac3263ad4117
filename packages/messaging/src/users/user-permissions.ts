import { requireAgent } from '../directory/require-role.js';
import { ForbiddenError } from '../errors/forbidden-error.js';
import type { Actor } from '../messaging.js';
import type { User, UserDraft, UserPatch } from '../model/user.js';

/**
 * Who may change whom. Administrators change everybody. Agents keep the customers: people who cannot sign in, that is without roles, user name
 * and kind `agent`; and they cannot give anybody these, nor switch anybody off.
 *
 * @throws ForbiddenError
 */
export function requireMayWriteUser(
  actor: Pick<Actor, 'roles'>,
  before: User | null,
  change: UserDraft | UserPatch,
): void {
  if (actor.roles.includes('admin')) return;
  requireAgent(actor, 'change people');
  if (before && (before.kind === 'agent' || before.roles.length > 0 || before.username !== null)) {
    throw new ForbiddenError('change people who can sign in', 'admin');
  }
  if (change.kind === 'agent' || (change.roles?.length ?? 0) > 0 || (change.username ?? null) !== null) {
    throw new ForbiddenError('give people roles, a user name or the kind agent', 'admin');
  }
  if (before && 'active' in change && change.active !== undefined && change.active !== before.active) {
    throw new ForbiddenError('switch people on or off', 'admin');
  }
}
